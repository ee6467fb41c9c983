package org.ankurah.merge;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ankurah.event.Clock;
import org.ankurah.event.CommittedEvent;
import org.ankurah.event.Event;
import org.ankurah.event.MalformedBytesException;
import org.ankurah.event.Operation;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * One entity as its events made it: the values, and what is needed to merge further events. Immutable.
 *
 * <p>Applying the same events in any order in which parents come before children gives the same state. What
 * events say of properties that the model does not know is kept, so that a model may learn them later.
 */
public final class EntityState {

    private final ModelDescriptor model;
    private final Ulid id;
    private final Clock head;
    private final Deletion deletion;
    private final long position;
    private final Instant createdAt;
    private final Instant updatedAt;

    /** By place in the model; null where never written. Not changed after construction. */
    private final @Nullable PropertyState[] known;

    private final SortedMap<String, PropertyState> unknown;

    EntityState(
            ModelDescriptor model,
            Ulid id,
            Clock head,
            Deletion deletion,
            Stamps stamps,
            @Nullable PropertyState[] known,
            SortedMap<String, PropertyState> unknown) {
        this.model = model;
        this.id = id;
        this.head = head;
        this.deletion = deletion;
        this.position = stamps.position();
        this.createdAt = stamps.createdAt();
        this.updatedAt = stamps.updatedAt();
        this.known = known;
        this.unknown = unknown;
    }

    /** The state of an entity before its genesis. */
    public static EntityState empty(ModelDescriptor model, Ulid id) {
        return new EntityState(
                model,
                id,
                Clock.EMPTY,
                Deletion.NEVER,
                new Stamps(0, Instant.EPOCH, Instant.EPOCH),
                new PropertyState[model.properties().size()],
                Collections.emptySortedMap());
    }

    /**
     * The state after an event: the only place where an event changes state. An event that was applied before
     * changes nothing. Parents must be applied before their children. Of a purged entity only the head moves; an
     * erased event tells of the purge to come, so a log gives the same states after it was erased.
     *
     * @param applied tells whether an event was applied before; asked only when the head does not tell
     * @throws IllegalArgumentException when the event belongs to another entity, or comes before the genesis
     */
    public EntityState apply(CommittedEvent committed, AppliedEvents applied) {
        Event event = committed.event();
        if (!event.entityId().equals(id)) {
            throw new IllegalArgumentException("event " + event.id() + " is not of entity " + id);
        }
        if (!exists() && !event.isGenesis()) {
            throw new IllegalArgumentException("event " + event.id() + " comes before the genesis of " + id);
        }
        if (isKnown(event, applied)) {
            return this;
        }
        Deletion nextDeletion = deletion.apply(event);
        boolean holds = !nextDeletion.isFinal();
        @Nullable PropertyState[] nextKnown = holds ? known.clone() : new PropertyState[known.length];
        SortedMap<String, PropertyState> nextUnknown = holds ? new TreeMap<>(unknown) : Collections.emptySortedMap();
        if (holds) {
            event.operations().forEach((name, operation) -> apply(event.id(), name, operation, nextKnown, nextUnknown));
        }
        return new EntityState(
                model,
                id,
                head.advance(event.parents().ids(), event.id()),
                nextDeletion,
                stamps().apply(committed),
                nextKnown,
                nextUnknown);
    }

    private void apply(
            Ulid eventId,
            String name,
            Operation operation,
            @Nullable PropertyState[] nextKnown,
            SortedMap<String, PropertyState> nextUnknown) {
        int index = model.indexOfAnyName(name);
        if (index < 0) {
            PropertyState before = nextUnknown.get(name);
            PropertyBackend backend = Backends.guess(name, before, operation);
            if (backend != null) {
                nextUnknown.put(name, backend.apply(before == null ? null : backend.adopt(before), eventId, operation));
            }
        } else {
            nextKnown[index] = applyKnown(index, eventId, name, operation, nextKnown[index]);
        }
    }

    /** Every applied event is in the head or an ancestor of it, and so not greater than the head's greatest. */
    private boolean isKnown(Event event, AppliedEvents applied) {
        if (event.id().compareTo(head.greatest()) > 0) {
            return false;
        }
        return event.isGenesis() || head.contains(event.id()) || applied.contains(event.id());
    }

    private PropertyState applyKnown(
            int index, Ulid eventId, String name, Operation operation, @Nullable PropertyState before) {
        PropertyDescriptor property = model.properties().get(index);
        PropertyState after = Backends.of(property, name).apply(before, eventId, Upcast.operation(property, operation));
        return PropertyCodec.settle(property, after);
    }

    /** Bytes from which {@link #decode} restores this state, whole. Equal states give equal bytes. */
    public byte[] encode() {
        return StateCodec.encode(this);
    }

    /** The same for a state of which some properties {@linkplain #without are withheld}: of those it says nothing. */
    public byte[] encodeShown() {
        @Nullable PropertyState[] shown = known.clone();
        for (int i = 0; i < shown.length; i++) {
            shown[i] = shown[i] instanceof Withheld ? null : shown[i];
        }
        return new EntityState(model, id, head, deletion, stamps(), shown, unknown).encode();
    }

    /**
     * Restores a state. Names and types may have changed as a model may: properties renamed, added, removed (what
     * they hold is kept), whole numbers widened, enums turned into text.
     *
     * @throws MalformedBytesException when the bytes are cut off, damaged or of an unknown version
     */
    public static EntityState decode(ModelDescriptor model, Ulid id, byte[] bytes) {
        return StateCodec.decode(model, id, bytes);
    }

    /**
     * The names of the properties whose values differ, in the order of the model. Equal means equal as values
     * are shown: {@code 1.0} and {@code 1.00} differ.
     *
     * @param before an earlier state of the entity
     * @param after a later state of the same entity under the same model
     */
    public static Set<String> changedProperties(EntityState before, EntityState after) {
        Set<String> changed = new LinkedHashSet<>();
        for (int i = 0; i < after.known.length; i++) {
            if (before.known[i] != after.known[i] && !looksAlike(before, after, i)) {
                changed.add(after.model.properties().get(i).name());
            }
        }
        return Collections.unmodifiableSet(changed);
    }

    private static boolean looksAlike(EntityState before, EntityState after, int index) {
        if (before.known[index] instanceof TextState was
                && after.known[index] instanceof TextState is
                && was.length() != is.length()) {
            // Mostly so, and then no text has to be made of the documents.
            return false;
        }
        return before.value(index).equals(after.value(index));
    }

    /**
     * The same for somebody who may not see some of its properties: their values read as if they were never written.
     * It is for showing only, and cannot be encoded.
     *
     * @param properties names of properties of the model
     */
    public EntityState without(Set<String> properties) {
        @Nullable PropertyState[] shown = known.clone();
        properties.forEach(name -> shown[model.indexOf(name)] = Withheld.INSTANCE);
        return new EntityState(model, id, head, deletion, stamps(), shown, unknown);
    }

    /**
     * The same for somebody who does not see it any more: it is deleted. It is for showing only.
     */
    public EntityState vanished() {
        return new EntityState(model, id, head, new Deletion(true, deletion.writer()), stamps(), known, unknown);
    }

    /** Whether a property may not be seen by whom this state is for. */
    public boolean withholds(String property) {
        return known[model.indexOf(property)] instanceof Withheld;
    }

    public ModelDescriptor model() {
        return model;
    }

    public Ulid id() {
        return id;
    }

    /** The newest events: those that are no parents of another applied event. */
    public Clock head() {
        return head;
    }

    public boolean deleted() {
        return deletion.deleted();
    }

    /** Whether the entity was erased for good: it is deleted, holds no values, and takes no further writes. */
    public boolean purged() {
        return deletion.isFinal();
    }

    /** True once the genesis was applied. */
    public boolean exists() {
        return !head.isEmpty();
    }

    /**
     * The current value of a property; its zero if it was never written or may not be null.
     *
     * @throws IllegalArgumentException when the model has no property of this name
     */
    public Value value(String property) {
        int index = model.indexOf(property);
        if (index < 0) {
            throw new IllegalArgumentException("model " + model + " has no property " + property);
        }
        return value(index);
    }

    /** The value of the property at this place of {@link ModelDescriptor#properties()}, as {@link #value(String)}. */
    public Value value(int index) {
        PropertyState state = known[index];
        Value value = state == null ? Value.NULL : state.value();
        return value == Value.NULL ? model.zero(index) : value;
    }

    /**
     * The document of a collaborative text; empty if nothing was ever written into it.
     *
     * @throws IllegalArgumentException when the model has no such text
     */
    public TextState text(String property) {
        int index = model.indexOf(property);
        if (index < 0 || !model.properties().get(index).text()) {
            throw new IllegalArgumentException("model " + model + " has no text " + property);
        }
        return known[index] instanceof TextState text ? text : TextState.empty();
    }

    /** The log position of the last applied event; 0 before the genesis. */
    public long position() {
        return position;
    }

    /** When the genesis was committed. */
    public Instant createdAt() {
        return createdAt;
    }

    /** When the event at {@link #position()} was committed. */
    public Instant updatedAt() {
        return updatedAt;
    }

    Deletion deletion() {
        return deletion;
    }

    Stamps stamps() {
        return new Stamps(position, createdAt, updatedAt);
    }

    @Nullable
    PropertyState known(int index) {
        return known[index];
    }

    Map<String, PropertyState> unknown() {
        return unknown;
    }

    @Override
    public String toString() {
        return model + " " + id + " at " + position;
    }

    /**
     * The deleted flag, a register of its own.
     *
     * @param deleted whether the last event that said so deleted the entity
     * @param writer that event
     */
    record Deletion(boolean deleted, Ulid writer) {

        static final Deletion NEVER = new Deletion(false, Ulid.ZERO);

        /** By a purge: no event is greater, so none can win against it. */
        private static final Deletion FINAL = new Deletion(true, Ulid.MAX);

        boolean isFinal() {
            return writer.equals(Ulid.MAX);
        }

        Deletion apply(Event event) {
            return switch (event.lifecycle()) {
                case UNCHANGED -> this;
                case DELETED -> write(true, event.id());
                case RESTORED -> write(false, event.id());
                case PURGED, ERASED -> FINAL;
            };
        }

        private Deletion write(boolean deletes, Ulid by) {
            return by.compareTo(writer) <= 0 ? this : new Deletion(deletes, by);
        }
    }

    /** What the log says of an entity: its last position, and the times of its first and its last event there. */
    record Stamps(long position, Instant createdAt, Instant updatedAt) {

        Stamps apply(CommittedEvent committed) {
            boolean last = committed.position() >= position;
            return new Stamps(
                    last ? committed.position() : position,
                    committed.event().isGenesis() ? committed.committedAt() : createdAt,
                    last ? committed.committedAt() : updatedAt);
        }
    }
}
