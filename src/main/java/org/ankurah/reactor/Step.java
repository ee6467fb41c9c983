package org.ankurah.reactor;

import org.ankurah.query.Entities;

/**
 * The way from one position to another, as live queries see it.
 *
 * @param before the entities at the first position
 * @param after the entities at the second
 */
record Step(Entities before, Entities after) {}
