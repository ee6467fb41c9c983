package org.ankurah.node;

import org.ankurah.value.Value;

/**
 * What a caller wants done to one property. It becomes an operation when the transaction commits, against the
 * state the property has then.
 */
public sealed interface Change {

    /**
     * The property shall have this value; {@link Value#NULL} clears it. A counter moves by the difference.
     * Setting what is already there does nothing.
     */
    record SetTo(Value value) implements Change {}

    /** The counter grows by this amount, which may be negative. */
    record IncrementBy(long amount) implements Change {}

    /**
     * Text is inserted into a text property.
     *
     * @param at place in UTF-16 code units, from 0 to the length of the text
     */
    record InsertText(int at, String text) implements Change {}

    /**
     * Text is taken out of a text property.
     *
     * @param at place of the first deleted UTF-16 code unit
     * @param length number of UTF-16 code units
     */
    record DeleteText(int at, int length) implements Change {}
}
