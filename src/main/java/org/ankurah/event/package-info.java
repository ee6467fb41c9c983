/** Events: ids, clocks, operations, their canonical encoding and digest. */
@NullMarked
package org.ankurah.event;

import org.jspecify.annotations.NullMarked;
