package org.ankurah.reactor;

/**
 * What happened long ago, as it was read from the stored log.
 *
 * @param from the position behind which it begins
 * @param to the position up to which it goes
 * @param changes what became of each entity in between
 */
public record OldChanges(long from, long to, NetChanges changes) {}
