/** Live queries: the matching index, result windows and change sets. */
@NullMarked
package org.ankurah.reactor;

import org.jspecify.annotations.NullMarked;
