package org.ankurah.demo.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One entity as a line of a file describes it.
 *
 * @param line number of the line, from 1
 * @param collection the collection it belongs to
 * @param key its name within the collection of this file
 * @param values properties by API name
 * @param refs references by property name, in the order of the line
 * @param digest a digest of the line's text, to notice that a line changed
 */
public record FileRecord(
        int line, String collection, String key, ObjectNode values, Map<String, RefKeys> refs, long digest) {

    public FileRecord {
        refs = Collections.unmodifiableMap(new LinkedHashMap<>(refs));
    }

    /**
     * The keys that one reference property names.
     *
     * @param keys in order; exactly one unless it is a list
     * @param list whether the file gave a list
     */
    public record RefKeys(List<String> keys, boolean list) {
        public RefKeys {
            keys = List.copyOf(keys);
        }
    }
}
