package org.ankurah.query;

import org.ankurah.merge.EntityState;

/** A condition, compiled. Pure, and as fast as it can be made beforehand. */
@FunctionalInterface
interface Condition {

    Truth of(EntityState entity, Entities entities);
}
