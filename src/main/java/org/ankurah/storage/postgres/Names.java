package org.ankurah.storage.postgres;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * How collections and properties are called in the database: snake case, at most as long as PostgreSQL allows,
 * and never like something of the engine's own. Names are always quoted, so keywords need no care.
 */
final class Names {

    /** PostgreSQL silently cuts longer identifiers off, and then two could become one. */
    private static final int MAX_BYTES = 63;

    private static final int CHECK_LENGTH = 9;

    /** The columns that every collection has. */
    static final Set<String> SYSTEM_COLUMNS =
            Set.of("id", "head", "state", "position", "created_at", "updated_at", "deleted");

    private static final String SYSTEM_TABLES = "ankurah_";

    private Names() {}

    /** The table of a collection, unquoted. */
    static String table(String collection) {
        String name = snake(collection);
        return shorten(name.startsWith(SYSTEM_TABLES) ? name + "_" : name);
    }

    /** The column of a property, unquoted. */
    static String column(String property) {
        String name = snake(property);
        return shorten(SYSTEM_COLUMNS.contains(name) ? name + "_" : name);
    }

    /** The index of a column, unquoted; the kind keeps several on one column apart. */
    static String index(String table, String column, String kind) {
        return shorten(table + "_" + column + "_" + kind);
    }

    /** The name as SQL text. */
    static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** {@code unitPrice} becomes {@code unit_price}, {@code ISBNCode} becomes {@code isbn_code}. */
    private static String snake(String name) {
        return name.replaceAll("(?<=[\\p{Ll}\\d])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})", "_")
                .toLowerCase(Locale.ROOT);
    }

    /** A name that is too long ends in a check of the whole, so that different names stay different. */
    private static String shorten(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MAX_BYTES) {
            return name;
        }
        int end = name.length();
        while (name.substring(0, end).getBytes(StandardCharsets.UTF_8).length > MAX_BYTES - CHECK_LENGTH) {
            end = name.offsetByCodePoints(end, -1);
        }
        CRC32 check = new CRC32();
        check.update(bytes);
        return name.substring(0, end) + "_" + String.format("%08x", check.getValue());
    }
}
