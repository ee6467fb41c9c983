package org.ankurah.reactor;

import java.util.Comparator;
import org.ankurah.merge.EntityState;
import org.ankurah.query.Selection;
import org.ankurah.query.SortKey;

/** A selection that can be asked about one entity at a time. */
interface Matching {

    /** Whether the entity is in the result; a deleted one never is. */
    boolean matches(EntityState entity);

    /** The entity's place in the order. */
    SortKey keyOf(EntityState entity);

    /** The order of the result: total, ties broken by id. */
    Comparator<SortKey> order();

    /** SKELETON - until the evaluator exists. */
    static Matching of(Selection selection) {
        throw new UnsupportedOperationException(selection.toString());
    }
}
