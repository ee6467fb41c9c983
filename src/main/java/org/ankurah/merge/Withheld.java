package org.ankurah.merge;

import org.ankurah.value.Value;

/** A property that is not to be seen by whom the state is for. */
enum Withheld implements PropertyState {
    INSTANCE;

    @Override
    public Value value() {
        return Value.NULL;
    }

    @Override
    public PropertyBackend backend() {
        throw new IllegalStateException("what is withheld can only be shown");
    }
}
