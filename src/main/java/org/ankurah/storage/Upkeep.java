package org.ankurah.storage;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;

/**
 * What it takes to check and mend a whole store, beyond what a node does every day. The engine is open; other
 * servers may use the same store.
 */
public interface Upkeep {

    /** A view of the store as it is now. */
    Uni<StoreView> view();

    /**
     * Makes the rows of a range of entities what they should be, all or nothing, while no commit runs anywhere:
     * writes those that are missing or hold something else, and deletes those that no event speaks of.
     *
     * @param since a position
     * @param replay says what the log gives, from the events of the range's entities behind that position, which
     *     come in the order of positions
     */
    Uni<Mended> mend(EntityRange range, long since, Function<List<StoredEvent>, Replayed> replay);

    /**
     * What was mended.
     *
     * @param written rows that were missing or held something else
     * @param deleted rows that no event speaks of
     */
    record Mended(long written, long deleted) {

        public static final Mended NOTHING = new Mended(0, 0);

        public Mended plus(Mended other) {
            return new Mended(written + other.written, deleted + other.deleted);
        }
    }
}
