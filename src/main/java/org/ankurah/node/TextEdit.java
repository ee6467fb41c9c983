package org.ankurah.node;

import org.ankurah.merge.Change;

/**
 * Edits the text of one property. Places and lengths are in UTF-16 code units, as in Java strings.
 *
 * @param <T> the model's record
 */
public final class TextEdit<T> {

    private final Mutable<T> entity;
    private final String property;

    TextEdit(Mutable<T> entity, String property) {
        this.entity = entity;
        this.property = property;
    }

    /** Inserts text at a place from 0 to the length of the text. */
    public Mutable<T> insert(int at, String text) {
        return entity.change(property, Change.insertText(at, text));
    }

    /** Deletes so many code units from a place on. */
    public Mutable<T> delete(int at, int length) {
        return entity.change(property, Change.deleteText(at, length));
    }
}
