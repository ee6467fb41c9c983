package org.ankurah.storage.kv;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the indexes: makes those that are asked for, and takes out those that no question needs any more.
 *
 * <p>A new index is noted first; from then on each commit keeps its entries. Then, in the background, the entities are
 * gone through in portions, each between two commits, and get theirs; then it is noted as ready, and questions use it. An
 * index that was not ready when the store was closed is begun anew when it is asked for again.
 */
final class Indexes {

    private static final Logger LOG = System.getLogger(Indexes.class.getName());

    /** Entities or entries per portion: commits wait for one at most. */
    private static final int PORTION = 500;

    private final KeyValueStorage store;
    private final Workers workers;
    private final Models models;
    private final IndexLimits limits;
    private final Set<Asked> making = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Long> lastUsed = new ConcurrentHashMap<>();
    private final AtomicLong questions = new AtomicLong();
    private volatile Current current;

    /** Whether indexes are changed no more, as others keep them now or the store is being closed. */
    private volatile boolean retired;

    /** An index that is being made. */
    private record Asked(String collection, List<Column> columns) {}

    /** The newest catalog, with the bytes by which a snapshot is seen to have it. */
    @SuppressWarnings("ArrayRecordComponent") // made here, and only read
    private record Current(byte @Nullable [] bytes, Catalog catalog) {

        static Current in(Snapshot snapshot, Models models) {
            byte[] bytes = Catalog.stored(snapshot);
            return new Current(bytes, Catalog.read(bytes, models));
        }
    }

    Indexes(KeyValueStorage store, Workers workers, Models models, IndexLimits limits) {
        this.store = store;
        this.workers = workers;
        this.models = models;
        this.limits = limits;
        try (Snapshot snapshot = store.snapshot()) {
            this.current = Current.in(snapshot, models);
        }
    }

    /** The newest catalog; for those who write. */
    Catalog catalog() {
        return current.catalog;
    }

    /** The indexes that a snapshot has whole. */
    List<Index> ready(Snapshot snapshot, String collection) {
        Current known = current;
        byte[] bytes = Catalog.stored(snapshot);
        Catalog catalog = Arrays.equals(bytes, known.bytes) ? known.catalog : Catalog.read(bytes, models);
        return catalog.of(collection).stream().filter(Index::isReady).toList();
    }

    /** Leaves the indexes to others; what is being made is given up. Returns when nothing is changed any more. */
    void retire() {
        onWriter(() -> retired = true);
    }

    /** Gives up what is being made, as the store is being closed. */
    void close() {
        retired = true;
    }

    /** Notes that a question was answered. */
    void used(Plan plan) {
        long now = questions.incrementAndGet();
        if (plan instanceof Plan.ByIndex by) {
            lastUsed.put(by.index().number(), now);
        }
    }

    /** Makes what a model asks for, at once, and takes out what is not wanted any more; before anything else is done. */
    void open(Set<String> changed) {
        change(catalog().map(index -> index.isReady() && !changed.contains(index.collection()) ? index : null));
        for (ModelDescriptor model : models.all()) {
            List<List<Column>> declared = model.properties().stream()
                    .filter(property -> property.unique() || property.indexed())
                    .map(Column.Field::of)
                    .filter(field -> field.isIndexable())
                    .map(field -> List.of(new Column(field, false)))
                    .toList();
            String collection = model.collection();
            change(catalog().map(index -> isStill(index, collection, declared) ? index : null));
            for (List<Column> columns : declared) {
                if (catalog().find(collection, columns) == null) {
                    change(catalog().with(collection, columns, true));
                    List<Index> all = catalog().all();
                    build(all.get(all.size() - 1));
                }
            }
        }
        workers.later(() -> {
            try {
                sweep();
            } catch (RuntimeException failure) {
                told(failure, "What former indexes have left could not be taken out");
            }
        });
    }

    private static boolean isStill(Index index, String collection, List<List<Column>> declared) {
        return !index.collection().equals(collection) || index.isDeclared() == declared.contains(index.columns());
    }

    /** Brings all entries of an entity to what they are to be. */
    void update(WriteBatch batch, EntityState before, EntityState after) {
        for (Index index : catalog().of(after.model().collection())) {
            index.update(batch, before, after);
        }
    }

    /** Makes an index for a question, if it is worthwhile. */
    void want(String collection, List<Column> columns, long looked) {
        if (looked < limits.worthwhile()
                || catalog().find(collection, columns) != null
                || (isFull(collection) && dispensable(collection) == null)
                || !making.add(new Asked(collection, columns))) {
            return;
        }
        boolean taken = workers.later(() -> {
            try {
                make(collection, columns);
            } catch (RuntimeException failure) {
                told(failure, "An index of " + collection + " could not be made");
            } finally {
                making.remove(new Asked(collection, columns));
            }
        });
        if (!taken) {
            making.remove(new Asked(collection, columns));
        }
    }

    private void told(RuntimeException failure, String what) {
        LOG.log(retired ? Level.DEBUG : Level.WARNING, what, failure);
    }

    private void make(String collection, List<Column> columns) {
        Index dropped = onWriter(() -> {
            Index old = isFull(collection) ? dispensable(collection) : null;
            change(catalog().map(index -> index == old ? null : index).with(collection, columns, false));
            return old;
        });
        Index made = Objects.requireNonNull(catalog().find(collection, columns));
        lastUsed.put(made.number(), questions.get());
        build(made);
        if (dropped != null) {
            clear(dropped.number());
        }
    }

    private boolean isFull(String collection) {
        return automatic(collection).size() >= limits.perCollection();
    }

    private List<Index> automatic(String collection) {
        return catalog().of(collection).stream()
                .filter(index -> !index.isDeclared())
                .toList();
    }

    /** The index that was of use longest ago, if that is long enough. */
    private @Nullable Index dispensable(String collection) {
        return automatic(collection).stream()
                .filter(index -> index.isReady() && questions.get() - used(index) >= limits.patience())
                .min(Comparator.comparingLong(this::used))
                .orElse(null);
    }

    private long used(Index index) {
        return lastUsed.getOrDefault(index.number(), 0L);
    }

    private void build(Index index) {
        String collection = index.collection();
        byte[] from = Keys.states(collection);
        byte[] end = KeyRange.behind(from);
        while (true) {
            List<Ulid> ids = new ArrayList<>();
            for (byte[] key : keys(new KeyRange(from, end))) {
                ids.add(Keys.lastId(key));
                from = Keys.join(key, new byte[1]);
            }
            if (ids.isEmpty()) {
                break;
            }
            onWriter(() -> add(index, ids));
        }
        onWriter(() -> {
            change(catalog().map(each -> each.number() == index.number() ? each.asReady() : each));
            return true;
        });
    }

    private boolean add(Index index, List<Ulid> ids) {
        ModelDescriptor model = models.get(index.collection());
        WriteBatch batch = new WriteBatch();
        try (Snapshot snapshot = store.snapshot()) {
            List<byte[]> keys =
                    ids.stream().map(id -> Keys.state(index.collection(), id)).toList();
            List<byte @Nullable []> states = snapshot.getAll(keys);
            for (int i = 0; i < states.size(); i++) {
                byte[] bytes = states.get(i);
                if (bytes != null) {
                    index.entries(EntityState.decode(model, ids.get(i), bytes))
                            .forEach(key -> batch.put(key, Index.NOTHING));
                }
            }
        }
        store.write(batch, false);
        return true;
    }

    /** Takes out the entries of indexes that are no more. */
    private void sweep() {
        KeyRange all = KeyRange.of(Keys.indexes());
        byte[] from = all.from();
        while (true) {
            int number;
            try (Snapshot snapshot = store.snapshot();
                    Snapshot.Scan scan = snapshot.scan(new KeyRange(from, all.to()), false)) {
                if (!scan.next()) {
                    return;
                }
                number = Keys.indexNumber(scan.key());
            }
            if (catalog().all().stream().noneMatch(index -> index.number() == number)) {
                clear(number);
            }
            from = KeyRange.behind(Keys.index(number));
        }
    }

    private void clear(int number) {
        List<byte[]> keys = keys(KeyRange.of(Keys.index(number)));
        while (!keys.isEmpty()) {
            WriteBatch batch = new WriteBatch();
            keys.forEach(batch::delete);
            onWriter(() -> {
                store.write(batch, false);
                return true;
            });
            keys = keys(KeyRange.of(Keys.index(number)));
        }
    }

    /** The keys of the next portion. */
    private List<byte[]> keys(KeyRange range) {
        List<byte[]> keys = new ArrayList<>();
        try (Snapshot snapshot = store.snapshot();
                Snapshot.Scan scan = snapshot.scan(range, false)) {
            while (keys.size() < PORTION && scan.next()) {
                keys.add(scan.key());
            }
        }
        return keys;
    }

    private <T> T onWriter(Supplier<T> work) {
        Supplier<T> unlessRetired = () -> {
            if (retired) {
                throw new CancellationException("Others keep the indexes now.");
            }
            return work.get();
        };
        return workers.write(unlessRetired).await().indefinitely();
    }

    private void change(Catalog catalog) {
        WriteBatch batch = new WriteBatch();
        catalog.write(batch);
        store.write(batch, false);
        try (Snapshot snapshot = store.snapshot()) {
            current = Current.in(snapshot, models);
        }
    }
}
