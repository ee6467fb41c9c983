package org.ankurah.merge;

import java.util.ArrayList;
import java.util.List;
import org.ankurah.merge.text.TextDocument;
import org.ankurah.merge.text.TextSplice;
import org.ankurah.merge.text.TextUpdates;

/** Shows a document as one text: the texts that it has by name, one after another in the order of their names. */
final class TextEdits {

    private TextEdits() {}

    static String text(TextDocument document) {
        List<String> roots = document.roots();
        if (roots.size() == 1) {
            return document.text(roots.get(0));
        }
        StringBuilder text = new StringBuilder();
        roots.forEach(root -> text.append(document.text(root)));
        return text.toString();
    }

    /** The length of the text, in UTF-16 code units. */
    static int length(TextDocument document) {
        int length = 0;
        for (String root : document.roots()) {
            length += document.length(root);
        }
        return length;
    }

    /**
     * Makes edits by places in the whole text.
     *
     * @param root the name of the text if there is none yet
     * @return one update that does the same to others
     */
    static byte[] make(TextDocument document, long writer, String root, List<TextSplice> splices) {
        List<String> roots = document.roots();
        if (roots.size() < 2) {
            return document.edit(writer, roots.isEmpty() ? root : roots.get(0), splices);
        }
        List<byte[]> updates = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < roots.size(); i++) {
            int end = start + document.length(roots.get(i));
            List<TextSplice> inside = inside(splices, start, end, i == 0);
            if (!inside.isEmpty()) {
                updates.add(document.edit(writer, roots.get(i), inside));
            }
            start = end;
        }
        return TextUpdates.merge(updates);
    }

    /** The parts of edits that fall into one text; what is put in between two belongs to the first. */
    private static List<TextSplice> inside(List<TextSplice> splices, int start, int end, boolean first) {
        List<TextSplice> inside = new ArrayList<>();
        for (TextSplice splice : splices) {
            int from = Math.max(start, splice.at());
            int to = Math.min(end, splice.at() + splice.deleted());
            boolean inserts = !splice.inserted().isEmpty()
                    && splice.at() <= end
                    && (splice.at() > start || (first && splice.at() == start));
            if (inserts || to > from) {
                inside.add(new TextSplice(from - start, Math.max(0, to - from), inserts ? splice.inserted() : ""));
            }
        }
        return inside;
    }
}
