/** What an application brings itself: the example of the README. */
@NullMarked
package org.ankurah.own;

import org.jspecify.annotations.NullMarked;
