package org.ankurah.query;

import org.ankurah.merge.EntityState;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/** Finds the entities that references lead to, for evaluation in memory. */
@FunctionalInterface
public interface Entities {

    /** For selections that follow no reference. */
    Entities NONE = (collection, id) -> null;

    /** The living entity of this id, or null if there is none. */
    @Nullable
    EntityState find(String collection, Ulid id);
}
