package org.ankurah.model;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** How names are formed, and which are legal. */
final class Names {

    /** PostgreSQL cuts identifiers at 63 bytes, and a column's name has an underscore before each capital. */
    static final int MAX_LENGTH = 60;

    private static final Pattern LEGAL = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern CAPITAL = Pattern.compile("[A-Z]");

    private static final Map<String, String> IRREGULAR = Map.of(
            "person", "people",
            "child", "children",
            "woman", "women",
            "man", "men",
            "foot", "feet",
            "tooth", "teeth",
            "goose", "geese",
            "mouse", "mice");

    private Names() {}

    /** Whether GraphQL takes it, and no introspection claims it. */
    static boolean isLegal(String name) {
        return LEGAL.matcher(name).matches() && !name.startsWith("__");
    }

    /** Whether a table or column of this name fits into the limit of the storage. */
    static boolean isShort(String name) {
        return name.length() + CAPITAL.matcher(name).results().count() <= MAX_LENGTH;
    }

    /** {@code MediaType} → {@code mediaType}, {@code URLEntry} → {@code urlEntry}, {@code CD} → {@code cd}. */
    static String lowerCamel(String name) {
        int capitals = 0;
        while (capitals < name.length() && Character.isUpperCase(name.charAt(capitals))) {
            capitals++;
        }
        boolean nextWordFollows =
                capitals > 1 && capitals < name.length() && Character.isLowerCase(name.charAt(capitals));
        int first = nextWordFollows ? capitals - 1 : capitals;
        return name.substring(0, first).toLowerCase(Locale.ROOT) + name.substring(first);
    }

    static String upperCamel(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    /** The English plural of the last word of a lower camel case name. */
    static String plural(String name) {
        int lastWord = name.length();
        while (lastWord > 0 && !Character.isUpperCase(name.charAt(lastWord - 1))) {
            lastWord--;
        }
        int start = Math.max(lastWord - 1, 0);
        String word = name.substring(start);
        String plural = pluralOfWord(word.toLowerCase(Locale.ROOT));
        return name.substring(0, start) + word.charAt(0) + plural.substring(1);
    }

    private static String pluralOfWord(String word) {
        String irregular = IRREGULAR.get(word);
        if (irregular != null) {
            return irregular;
        }
        if (word.endsWith("sis")) {
            return word.substring(0, word.length() - 2) + "es";
        }
        if (word.endsWith("s")
                || word.endsWith("x")
                || word.endsWith("z")
                || word.endsWith("ch")
                || word.endsWith("sh")) {
            return word + "es";
        }
        boolean consonantY =
                word.length() > 1 && word.endsWith("y") && "aeiou".indexOf(word.charAt(word.length() - 2)) < 0;
        return consonantY ? word.substring(0, word.length() - 1) + "ies" : word + "s";
    }

    /** Equal for names that a column or table name in snake case could not tell apart. */
    static String squashed(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }
}
