package org.ankurah.reactor;

import org.ankurah.merge.EntityState;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction did to one entity, whatever the number of its events.
 *
 * @param before the state before the transaction; null if the transaction created it
 * @param after the state after the transaction; it may be a deleted one
 */
public record EntityChange(@Nullable EntityState before, EntityState after) {}
