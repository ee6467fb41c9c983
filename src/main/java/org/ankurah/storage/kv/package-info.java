/** The storage engine on any ordered store of bytes: key layout, indexes, planner, and such a store in memory. */
@NullMarked
package org.ankurah.storage.kv;

import org.jspecify.annotations.NullMarked;
