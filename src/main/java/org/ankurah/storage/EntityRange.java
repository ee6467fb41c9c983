package org.ankurah.storage;

import org.ankurah.value.Ulid;

/**
 * The entities of all collections whose ids lie between two.
 *
 * @param after the greatest id in front of the range
 * @param to the greatest id of the range
 */
public record EntityRange(Ulid after, Ulid to) {

    /** The greatest id there can be. */
    public static final Ulid LAST = new Ulid(-1, -1);

    public boolean contains(Ulid id) {
        return id.compareTo(after) > 0 && id.compareTo(to) <= 0;
    }
}
