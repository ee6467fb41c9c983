package org.ankurah.reactor;

import org.ankurah.merge.EntityState;
import org.ankurah.query.SortKey;

/**
 * An entity in a live result.
 *
 * @param key its place in the result's order
 * @param state what it is now
 */
record Member(SortKey key, EntityState state) {}
