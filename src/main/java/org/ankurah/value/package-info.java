/** Values and their types: comparison, coercion and order-preserving bytes. */
@NullMarked
package org.ankurah.value;

import org.jspecify.annotations.NullMarked;
