/** Observable values: what is derived from them is remembered, never mixes moments, and holds nothing that is not asked for. */
@NullMarked
package org.ankurah.signal;

import org.jspecify.annotations.NullMarked;
