package org.ankurah.storage.kv;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Function;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/** Walks through the entities of a plan. Their states are read a few at a time, more each time. For one thread. */
final class Candidates implements Iterator<EntityState>, AutoCloseable {

    private static final int FIRST_PORTION = 16;
    private static final int LARGEST_PORTION = 256;

    private final Source source;
    private final Deque<EntityState> waiting = new ArrayDeque<>();
    private int portion = FIRST_PORTION;
    private long looked;
    private boolean ended;

    /** Where the next entities come from. */
    private interface Source extends AutoCloseable {

        /** The next ones; fewer only at the end. Some of them may be gone. */
        List<EntityState> next(int count);

        @Override
        void close();
    }

    private Candidates(Source source) {
        this.source = source;
    }

    /** The entities of these ids. */
    static Candidates of(Iterator<Ulid> ids, Function<List<Ulid>, List<EntityState>> load) {
        return new Candidates(new ByIds(ids, load));
    }

    /**
     * The entities of an index's entries.
     *
     * @param ranges of the index's keys
     * @param once whether an entity may have several entries, of which the first counts
     */
    static Candidates of(
            Snapshot snapshot,
            List<KeyRange> ranges,
            boolean backwards,
            boolean once,
            Function<List<Ulid>, List<EntityState>> load) {
        return new Candidates(new ByIds(new Entries(snapshot, ranges, backwards, once), load));
    }

    /** The entities of which the states stand in a range. */
    static Candidates of(Snapshot snapshot, KeyRange states, boolean backwards, ModelDescriptor model) {
        return new Candidates(new InPlace(snapshot.scan(states, backwards), model));
    }

    /** How many entities were looked at. */
    long looked() {
        return looked;
    }

    @Override
    public boolean hasNext() {
        while (waiting.isEmpty() && !ended) {
            List<EntityState> next = source.next(portion);
            looked += next.size();
            waiting.addAll(next);
            ended = next.isEmpty();
            portion = Math.min(2 * portion, LARGEST_PORTION);
        }
        return !waiting.isEmpty();
    }

    @Override
    public EntityState next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return waiting.remove();
    }

    @Override
    public void close() {
        source.close();
    }

    private record InPlace(Snapshot.Scan scan, ModelDescriptor model) implements Source {

        @Override
        public List<EntityState> next(int count) {
            List<EntityState> states = new ArrayList<>(count);
            while (states.size() < count && scan.next()) {
                states.add(EntityState.decode(model, Keys.lastId(scan.key()), scan.value()));
            }
            return states;
        }

        @Override
        public void close() {
            scan.close();
        }
    }

    private record ByIds(Iterator<Ulid> ids, Function<List<Ulid>, List<EntityState>> load) implements Source {

        @Override
        public List<EntityState> next(int count) {
            List<EntityState> states = List.of();
            while (states.isEmpty() && ids.hasNext()) {
                List<Ulid> portion = new ArrayList<>(count);
                while (portion.size() < count && ids.hasNext()) {
                    portion.add(ids.next());
                }
                states = load.apply(portion);
            }
            return states;
        }

        @Override
        public void close() {
            if (ids instanceof Entries entries) {
                entries.close();
            }
        }
    }

    /** The entities that the entries of some ranges name. */
    private static final class Entries implements Iterator<Ulid> {

        private final Snapshot snapshot;
        private final Iterator<KeyRange> ranges;
        private final boolean backwards;
        private final @Nullable Set<Ulid> seen;
        private Snapshot.@Nullable Scan scan;
        private @Nullable Ulid next;

        Entries(Snapshot snapshot, List<KeyRange> ranges, boolean backwards, boolean once) {
            this.snapshot = snapshot;
            this.ranges = ranges.iterator();
            this.backwards = backwards;
            this.seen = once ? new HashSet<>() : null;
        }

        @Override
        public boolean hasNext() {
            while (next == null) {
                if (scan != null && scan.next()) {
                    Ulid id = Index.entity(scan.key());
                    next = seen == null || seen.add(id) ? id : null;
                } else if (ranges.hasNext()) {
                    close();
                    scan = snapshot.scan(ranges.next(), backwards);
                } else {
                    return false;
                }
            }
            return true;
        }

        @Override
        public Ulid next() {
            Ulid id = hasNext() ? next : null;
            if (id == null) {
                throw new NoSuchElementException();
            }
            next = null;
            return id;
        }

        void close() {
            if (scan != null) {
                scan.close();
                scan = null;
            }
        }
    }
}
