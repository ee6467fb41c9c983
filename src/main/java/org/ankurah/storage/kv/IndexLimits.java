package org.ankurah.storage.kv;

/**
 * How many indexes an engine makes by itself.
 *
 * @param perCollection of a collection at most, besides those that its model asks for
 * @param worthwhile entities that a question has looked at before an index is made for its like
 * @param patience questions to all collections that an index was of no use to before another takes its place
 */
public record IndexLimits(int perCollection, int worthwhile, int patience) {

    /** Each index costs each write of its collection, so that there are few. */
    public static final IndexLimits DEFAULT = new IndexLimits(16, 200, 10_000);
}
