package org.ankurah.graphql;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The documents of late, each once: many live queries are of few documents, and each came with a text of its own. Safe
 * to use from any thread.
 */
final class RecentDocuments {

    /** An application has some hundred. */
    private static final int MOST = 500;

    /** With longer ones the texts would be what takes the memory. */
    private static final int LONGEST = 8_000;

    private final Map<String, String> documents = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST;
        }
    };

    /** The text itself, or an equal one that others have. */
    synchronized String shared(String document) {
        if (document.length() > LONGEST) {
            return document;
        }
        String known = documents.putIfAbsent(document, document);
        return known == null ? document : known;
    }
}
