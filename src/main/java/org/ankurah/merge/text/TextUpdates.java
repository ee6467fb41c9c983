package org.ankurah.merge.text;

import java.util.List;

/** What can be done with updates without the document that they belong to. */
public final class TextUpdates {

    private TextUpdates() {}

    /** One update that does what all of them do. */
    public static byte[] merge(List<byte[]> updates) {
        TextDocument document = new TextDocument();
        updates.forEach(document::apply);
        return document.encode();
    }
}
