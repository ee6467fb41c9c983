package org.ankurah.node;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ankurah.event.Clock;
import org.ankurah.event.Event;
import org.ankurah.event.Lifecycle;
import org.ankurah.merge.Change;
import org.ankurah.merge.Operations;
import org.ankurah.model.ModelBinding;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.storage.RequestKey;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A set of writes that commits whole or not at all, and that live queries see as one change set.
 *
 * <p>Writes are collected in order and decided at {@link #commit()}, each against what the ones before left.
 * For use by one thread at a time; after {@code commit} it takes no more writes.
 */
public final class Transaction {

    /** Most writes of one transaction: it bounds the memory and the time that one commit takes. */
    public static final int MAX_WRITES = 10_000;

    /** Longest idempotency key, in UTF-16 code units; clients use UUIDs. */
    public static final int MAX_KEY_LENGTH = 255;

    private final Node node;
    private final Ulid id;
    private final @Nullable String actor;
    private final Asker asker;
    private final Surroundings surroundings = new Surroundings();
    private final List<PendingWrite> writes = new ArrayList<>();
    private @Nullable RequestKey request;
    private boolean closed;
    private volatile int failedWrite = -1;

    /** @param asker whose it is */
    Transaction(Node node, Ulid id, Asker asker) {
        this.node = node;
        this.id = id;
        this.actor = asker.identity().actor();
        this.asker = asker;
    }

    public Ulid id() {
        return id;
    }

    @Nullable
    String actor() {
        return actor;
    }

    /** Whose it is. */
    Asker asker() {
        return asker;
    }

    /** What the rules for its identity look at. */
    Surroundings surroundings() {
        return surroundings;
    }

    /** The key under which it may be sent again; null if it may not. */
    @Nullable
    RequestKey request() {
        return request;
    }

    List<PendingWrite> writes() {
        return writes;
    }

    /**
     * Makes it safe to send this transaction again, when its outcome was lost: a transaction with the same writes and
     * the same key, of the same actor, is committed once, and each sending gets the receipt of the first. One that was
     * refused has left nothing and is decided anew.
     *
     * @param key chosen at random by the caller, 1 to {@value #MAX_KEY_LENGTH} characters, none of them a control
     *     character
     * @throws AnkurahException with {@code BAD_QUERY} when it is no such key
     */
    public Transaction idempotent(String key) {
        if (key.isEmpty()
                || key.length() > MAX_KEY_LENGTH
                || key.codePoints().anyMatch(c -> Character.isISOControl(c) || (c >= 0xD800 && c < 0xE000))) {
            throw AnkurahException.badQuery(
                    "An idempotency key has 1 to " + MAX_KEY_LENGTH + " characters, none of them a control character.",
                    "idempotencyKey");
        }
        request = new RequestKey(actor == null ? "" : actor, key);
        return this;
    }

    /**
     * Creates an entity.
     *
     * @return the entity, which may be changed further and referred to before the commit
     * @throws AnkurahException with {@code VALIDATION} when the model refuses a value
     */
    public <T> Mutable<T> create(T record) {
        @SuppressWarnings("unchecked") // a record's class is the class of its type
        ModelBinding<T> binding = node.recordModels().binding((Class<T>) record.getClass());
        Ulid created = create(binding.model(), binding.toValues(record));
        return new Mutable<>(this, binding, created, null);
    }

    /** Changes an entity as it will be at the commit, whatever happened since the view was read. */
    public <T> Mutable<T> edit(View<T> view) {
        return new Mutable<>(this, view.binding(), view.id(), null);
    }

    /** Changes an entity only if nobody changed it since the view was read; otherwise {@code CONFLICT}. */
    public <T> Mutable<T> editUnchanged(View<T> view) {
        return new Mutable<>(this, view.binding(), view.id(), view.head());
    }

    /** Deletes an entity: it leaves every result, and nothing of its history is lost. */
    public <T> Mutable<T> delete(View<T> view) {
        delete(view.binding().model(), view.id(), null);
        return new Mutable<>(this, view.binding(), view.id(), null);
    }

    /** Brings a deleted entity back with the values it had. */
    public <T> Mutable<T> restore(View<T> view) {
        restore(view.binding().model(), view.id());
        return new Mutable<>(this, view.binding(), view.id(), null);
    }

    /**
     * Creates an entity from values by property name; properties that are not named take their zero.
     *
     * @return the id of the new entity
     * @throws AnkurahException with {@code VALIDATION} when the model refuses a value
     */
    public Ulid create(ModelDescriptor model, Map<String, Value> values) {
        Event genesis = node.minter()
                .mint(
                        model.collection(),
                        null,
                        Clock.EMPTY,
                        id,
                        actor,
                        Operations.ofGenesis(model, values, node.minter().writer()),
                        Lifecycle.UNCHANGED);
        add(new PendingWrite.Create(model, genesis));
        return genesis.id();
    }

    /**
     * Changes the named properties of a living entity.
     *
     * @param ifHead the head it must have, or null for any
     */
    public void update(ModelDescriptor model, Ulid entity, Map<String, Change> changes, @Nullable Clock ifHead) {
        add(new PendingWrite.Update(model, entity, new LinkedHashMap<>(changes), ifHead));
    }

    /**
     * Deletes a living entity.
     *
     * @param ifHead the head it must have, or null for any
     */
    public void delete(ModelDescriptor model, Ulid entity, @Nullable Clock ifHead) {
        add(new PendingWrite.Delete(model, entity, ifHead));
    }

    /** Brings a deleted entity back; of a living one it changes nothing. */
    public void restore(ModelDescriptor model, Ulid entity) {
        add(new PendingWrite.Restore(model, entity, Map.of()));
    }

    /**
     * Erases for good what the events of an entity say, whether it is deleted or not: it leaves every result and
     * cannot be restored. Its events stay in the log with their ids, actors and times, and without contents.
     */
    public void purge(ModelDescriptor model, Ulid entity) {
        add(new PendingWrite.Purge(model, entity));
    }

    /**
     * Takes in an event that another node has made. Its parents have to be in the log, or in the same batch of commits.
     *
     * @param inLog those of its parents that are in the log for sure
     */
    void addMade(ModelDescriptor model, Event event, Set<Ulid> inLog) {
        add(new PendingWrite.Made(model, event, inLog));
    }

    /**
     * Commits all writes. The receipt arrives when they are durable; on failure none of them was stored.
     *
     * <p>Fails with an {@link AnkurahException} that says which rule a write broke, or with {@code
     * UNAVAILABLE} when the store cannot be reached.
     */
    public Uni<Receipt> commit() {
        closed = true;
        return node.commit(this);
    }

    /** The place of the write because of which the commit failed; -1 if it did not, or for no single write. */
    public int failedWrite() {
        return failedWrite;
    }

    void failedAt(int write) {
        failedWrite = write;
    }

    boolean endsWith(PendingWrite write) {
        return !writes.isEmpty() && writes.get(writes.size() - 1) == write;
    }

    void add(PendingWrite write) {
        if (closed) {
            throw new IllegalStateException("the transaction is committed already");
        }
        if (writes.size() == MAX_WRITES) {
            throw AnkurahException.limitExceeded("A transaction takes at most " + MAX_WRITES + " writes. Split it.");
        }
        writes.add(write);
    }
}
