package org.ankurah.query;

/**
 * One word of a query.
 *
 * @param kind what it is
 * @param text what it says: without quotes and with escapes undone, otherwise as written
 * @param start where it begins in the query text
 */
record Token(Kind kind, String text, int start) {

    enum Kind {
        /** A keyword or a name. */
        WORD,
        /** A name in double quotes, never a keyword. */
        QUOTED,
        /** A text literal. */
        TEXT,
        /** A number literal with its sign. */
        NUMBER,
        /** Digits behind a dot: an index into a JSON array. */
        INDEX,
        /** The parameter {@code ?}. */
        POSITIONAL,
        /** A parameter {@code :name}; the text is the name. */
        NAMED,
        /** What claims begin with: {@code $} and a name; the text is the name. */
        CLAIM,
        /** An operator or punctuation. */
        SYMBOL,
        /** Behind the last word. */
        END
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /** How an error names it. */
    String shown() {
        return switch (kind) {
            case END -> "the end of the query";
            case TEXT -> "'" + Source.shown(text) + "'";
            case QUOTED -> '"' + Source.shown(text) + '"';
            case NAMED -> ":" + Source.shown(text);
            case CLAIM -> "$" + Source.shown(text);
            case WORD, NUMBER, INDEX, POSITIONAL, SYMBOL -> Source.shown(text);
        };
    }
}
