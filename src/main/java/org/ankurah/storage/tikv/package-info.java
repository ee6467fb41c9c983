/** The ordered store of bytes on TiKV, a cluster of machines that keeps ordered keys, with transactions. */
@NullMarked
package org.ankurah.storage.tikv;

import org.jspecify.annotations.NullMarked;
