package org.ankurah.node;

import java.util.List;
import org.ankurah.merge.Change;

/**
 * Edits one ordered list. Indexes are from 0, in the list as it is when the transaction commits.
 *
 * @param <T> the model's record
 * @param <E> what the list holds
 */
public final class ListEdit<T, E> {

    private final Mutable<T> entity;
    private final String property;

    ListEdit(Mutable<T> entity, String property) {
        this.entity = entity;
        this.property = property;
    }

    /** Inserts elements; the first of them has this index afterwards. */
    @SafeVarargs
    @SuppressWarnings("varargs") // is only read
    public final Mutable<T> insert(int at, E... elements) {
        return entity.change(property, Change.insertElements(at, entity.elements(property, List.of(elements))));
    }

    /** Removes so many elements from an index on. */
    public Mutable<T> remove(int at, int count) {
        return entity.change(property, Change.removeElements(at, count));
    }

    /** Moves an element so that it has the index {@code to} afterwards. */
    public Mutable<T> move(int from, int to) {
        return entity.change(property, Change.moveElement(from, to));
    }
}
