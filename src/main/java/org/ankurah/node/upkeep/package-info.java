/**
 * Checks, mends, saves and restores a whole store, on the storage itself and beside running servers. What is here
 * blocks its caller, who must not be an event loop.
 */
@NullMarked
package org.ankurah.node.upkeep;

import org.jspecify.annotations.NullMarked;
