package org.ankurah.merge;

import org.ankurah.value.Value;

/**
 * What a backend kept that the property no longer has: bytes that only that backend can read. They are kept, so that
 * the model may name the backend again.
 *
 * @param label names the backend
 * @param content what it wrote
 */
record Unread(String label, Value.Bytes content) implements PropertyState {

    @Override
    public Value value() {
        return Value.NULL;
    }

    @Override
    public PropertyBackend backend() {
        throw new IllegalStateException("the backend " + label + " is not known");
    }
}
