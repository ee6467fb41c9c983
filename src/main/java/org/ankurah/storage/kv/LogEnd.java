package org.ankurah.storage.kv;

import java.time.Instant;

/**
 * Where the log ends.
 *
 * @param position that of the last event; 0 if there is none
 * @param committedAt when that was committed; the epoch if there is none
 */
record LogEnd(long position, Instant committedAt) {}
