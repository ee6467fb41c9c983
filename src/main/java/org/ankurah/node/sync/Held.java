package org.ankurah.node.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ankurah.event.Clock;
import org.ankurah.event.CommittedEvent;
import org.ankurah.event.Event;
import org.ankurah.merge.AppliedEvents;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * One entity of a follower: what the log says of it up to some position, and on top of it what was committed here and
 * is not known to be in the log up to there. Both are merged by the same rules as anywhere, so what the log says may
 * move on beneath what was written here.
 */
final class Held {

    private final ModelDescriptor model;
    private final Ulid id;
    private final List<Own> own = new ArrayList<>(0);
    private @Nullable EntityState base;
    private @Nullable EntityState seen;

    /**
     * An event that was committed here.
     *
     * @param place its position in the log; 0 as long as it is not known to be there
     */
    private record Own(Event event, Instant madeAt, long place) {}

    Held(ModelDescriptor model, Ulid id) {
        this.model = model;
        this.id = id;
    }

    ModelDescriptor model() {
        return model;
    }

    Ulid id() {
        return id;
    }

    /** The entity as it is here, deleted or not; null if there is nothing of it to be seen. */
    @Nullable
    EntityState seen() {
        return seen;
    }

    /** What the log says of it; null if nothing is known of that. */
    @Nullable
    EntityState base() {
        return base;
    }

    /** The position of its last event that is known from the log; 0 if none is. */
    long position() {
        return base == null ? 0 : base.position();
    }

    /** Whether nothing is left of it here. */
    boolean isEmpty() {
        return base == null && own.isEmpty();
    }

    boolean hasOwn() {
        return !own.isEmpty();
    }

    /** The log says this, unless more is known already. Of the same position it may show more than before, or less. */
    void rebase(EntityState state) {
        if (base == null || base.position() <= state.position()) {
            base = state;
            settle();
        }
    }

    /**
     * The next events in the log; those that are known already are passed over.
     *
     * @param head what the head has to be behind them
     * @return false if something is missing in between; then nothing has changed
     */
    boolean advance(List<CommittedEvent> events, Clock head) {
        long last = events.isEmpty() ? 0 : events.get(events.size() - 1).position();
        if (position() >= last) {
            return true;
        }
        EntityState next = after(events);
        if (next == null || !next.head().equals(head)) {
            return false;
        }
        base = next;
        own.removeIf(one -> events.stream()
                .anyMatch(event -> event.event().id().equals(one.event().id())));
        settle();
        return true;
    }

    /** The next events in the log, between which there is nothing else of this entity. */
    void advance(List<CommittedEvent> events) {
        EntityState next = after(events);
        if (next != null) {
            base = next;
            settle();
        }
    }

    private @Nullable EntityState after(List<CommittedEvent> events) {
        EntityState next = base == null ? EntityState.empty(model, id) : base;
        for (CommittedEvent event : events) {
            if (event.position() > next.position()) {
                if (!next.exists() && !event.event().isGenesis()) {
                    return null;
                }
                next = next.apply(event, AppliedEvents.IN_ORDER);
            }
        }
        return next.exists() ? next : null;
    }

    /** The log says nothing of it any more. */
    void forget() {
        base = null;
        settle();
    }

    /** It was committed here. */
    void add(Event event, Instant madeAt) {
        own.add(new Own(event, madeAt, 0));
        settle();
    }

    /** An event of this place is in the log, here. */
    void place(Ulid event, long position) {
        own.replaceAll(one -> one.event().id().equals(event) ? new Own(one.event(), one.madeAt(), position) : one);
        settle();
    }

    /** It was not committed after all. */
    void remove(Ulid event) {
        own.removeIf(one -> one.event().id().equals(event));
        settle();
    }

    /** Events of which the place is known, though not all that is in front of it. */
    boolean isBehindItself() {
        return own.stream().anyMatch(one -> one.place() > 0);
    }

    private void settle() {
        long known = position();
        own.removeIf(one -> one.place() > 0 && one.place() <= known);
        EntityState state = base;
        for (Own one : own) {
            boolean starts = one.event().isGenesis();
            if (state == null && starts) {
                state = EntityState.empty(model, id);
            }
            if (state != null) {
                // It is newer than all that the log says of it so far, and not known to be part of that.
                state = state.apply(
                        new CommittedEvent(one.event(), Math.max(1, state.position()), one.madeAt()),
                        AppliedEvents.IN_ORDER);
            }
        }
        seen = state;
    }
}
