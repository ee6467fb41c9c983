package org.ankurah.storage;

import java.util.Comparator;
import org.ankurah.merge.EntityState;
import org.ankurah.query.Entities;
import org.ankurah.query.Selection;
import org.ankurah.query.SortKey;

/** SKELETON - stands for the evaluator until it exists. */
interface Matching {

    Selection selection();

    boolean matches(EntityState entity, Entities entities);

    SortKey sortKey(EntityState entity, Entities entities);

    Comparator<SortKey> order();

    static Matching of(Selection selection) {
        throw new UnsupportedOperationException(selection.toString());
    }
}
