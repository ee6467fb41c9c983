/** Connects ephemeral nodes to servers in other processes. */
@NullMarked
package org.ankurah.remote;

import org.jspecify.annotations.NullMarked;
