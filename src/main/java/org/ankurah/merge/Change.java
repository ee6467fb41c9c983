package org.ankurah.merge;

import java.math.BigDecimal;
import java.util.List;
import org.ankurah.value.Json;
import org.ankurah.value.Value;

/**
 * What a caller wants done to one property. It becomes an operation when the transaction commits, against the
 * state the property has then.
 */
public sealed interface Change {

    /**
     * The property shall have this value; {@link Value#NULL} clears it. Backends that keep more than a value write
     * the difference. Setting what is already there does nothing.
     */
    record SetTo(Value value) implements Change {}

    /**
     * An edit of the kind that the property's backend offers.
     *
     * @param kind its name, such as {@code increment}
     * @param argument what it is done with
     */
    record Edit(String kind, Value argument) implements Change {}

    /** The counter grows by this amount, which may be negative. */
    static Change increment(long amount) {
        return new Edit(CounterBackend.INCREMENT, new Value.Int(amount));
    }

    /** The counter of decimals grows by this amount, which may be negative. */
    static Change increment(BigDecimal amount) {
        return new Edit(CounterBackend.INCREMENT, new Value.Decimal(amount));
    }

    /**
     * Text is inserted into a text property.
     *
     * @param at place in UTF-16 code units, from 0 to the length of the text
     */
    static Change insertText(int at, String text) {
        return new Edit(TextBackend.INSERT, new Value.Items(List.of(new Value.Int(at), new Value.Str(text))));
    }

    /**
     * Text is taken out of a text property.
     *
     * @param at place of the first deleted UTF-16 code unit
     * @param length number of UTF-16 code units
     */
    static Change deleteText(int at, int length) {
        return new Edit(TextBackend.DELETE, new Value.Items(List.of(new Value.Int(at), new Value.Int(length))));
    }

    /**
     * What an editor did to a text property.
     *
     * @param update an update of Yjs, format 1
     */
    static Change updateText(byte[] update) {
        return new Edit(TextBackend.UPDATE, new Value.Bytes(update));
    }

    /** Elements are added to a set and removed from it. */
    static Change addAndRemove(List<Value> added, List<Value> removed) {
        return new Edit(SetBackend.EDIT, new Value.Items(List.of(new Value.Items(added), new Value.Items(removed))));
    }

    /**
     * Elements are put into an ordered list.
     *
     * @param at index of the first one afterwards, from 0 to the size of the list
     */
    static Change insertElements(int at, List<Value> elements) {
        return new Edit(ListBackend.INSERT, new Value.Items(List.of(new Value.Int(at), new Value.Items(elements))));
    }

    /** So many elements are taken out of an ordered list, from an index on. */
    static Change removeElements(int at, int count) {
        return new Edit(ListBackend.REMOVE, new Value.Items(List.of(new Value.Int(at), new Value.Int(count))));
    }

    /**
     * An element of an ordered list is moved.
     *
     * @param from its index
     * @param to its index afterwards
     */
    static Change moveElement(int from, int to) {
        return new Edit(ListBackend.MOVE, new Value.Items(List.of(new Value.Int(from), new Value.Int(to))));
    }

    /**
     * Members of a document that merges are written and removed.
     *
     * @param patch a merge patch as in RFC 7396: null removes a member, objects merge, everything else replaces
     */
    static Change mergeJson(Json patch) {
        return new Edit(MergedBackend.MERGE, new Value.Doc(patch));
    }
}
