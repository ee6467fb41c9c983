/** Where a node keeps events and entity states: the engine's interface and the in-memory engine. */
@NullMarked
package org.ankurah.storage;

import org.jspecify.annotations.NullMarked;
