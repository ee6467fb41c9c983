/** Merging: the property backends and the only place where an event changes state. */
@NullMarked
package org.ankurah.merge;

import org.jspecify.annotations.NullMarked;
