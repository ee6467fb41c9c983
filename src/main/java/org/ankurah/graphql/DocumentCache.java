package org.ankurah.graphql;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts by their digests, of which those that nobody has used for longest go when there is too much. For all threads. */
final class DocumentCache {

    private final Map<String, String> texts = new LinkedHashMap<>(16, 0.75f, true);
    private final int mostCharacters;
    private int characters;

    /** @param mostCharacters of all texts and digests together */
    DocumentCache(int mostCharacters) {
        this.mostCharacters = mostCharacters;
    }

    synchronized @Nullable String get(String digest) {
        return texts.get(digest);
    }

    synchronized void put(String digest, String text) {
        if (texts.putIfAbsent(digest, text) != null) {
            return;
        }
        characters += size(digest, text);
        Iterator<Map.Entry<String, String>> oldest = texts.entrySet().iterator();
        while (characters > mostCharacters) {
            Map.Entry<String, String> gone = oldest.next();
            characters -= size(gone.getKey(), gone.getValue());
            oldest.remove();
        }
    }

    private static int size(String digest, String text) {
        return digest.length() + text.length();
    }
}
