package org.ankurah.merge;

import org.ankurah.value.Value;

/**
 * What a backend keeps of one property to know its value and to merge further operations into it. Immutable, and
 * safe to read from any thread.
 */
public interface PropertyState {

    /** The value that readers see; {@link Value#NULL} if cleared. */
    Value value();

    /** The backend that keeps it. */
    PropertyBackend backend();
}
