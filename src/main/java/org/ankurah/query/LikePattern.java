package org.ankurah.query;

import java.util.Arrays;
import org.ankurah.value.AnkurahException;

/**
 * A {@code LIKE} pattern, ready to match: {@code %} stands for any run of characters, {@code _} for one code
 * point, and {@code \} takes the character behind it as it is.
 *
 * <p>Without case, each code point of pattern and text is replaced by its simple lower case mapping, as SQL's
 * {@code lower} does in the locale C.UTF-8; nothing changes its length ({@code ß} is not {@code ss}).
 *
 * <p>Matching is greedy with one point to come back to: at a mismatch behind a {@code %}, that run takes one code
 * point more. Earlier runs never have to change, so the worst case is pattern times text, not exponential.
 */
public final class LikePattern {

    private static final int ANY_RUN = -1;
    private static final int ANY_ONE = -2;

    private final int[] tokens;
    private final boolean ignoreCase;

    private LikePattern(int[] tokens, boolean ignoreCase) {
        this.tokens = tokens;
        this.ignoreCase = ignoreCase;
    }

    /**
     * Makes a pattern ready to match.
     *
     * @param pattern one that {@link #requireValid} takes; a dangling {@code \} stands for itself
     */
    public static LikePattern of(String pattern, boolean ignoreCase) {
        int[] tokens = new int[pattern.length()];
        int count = 0;
        for (int i = 0; i < pattern.length(); ) {
            int c = pattern.codePointAt(i);
            i += Character.charCount(c);
            if (c == '%') {
                // Neighbouring runs are one.
                if (count == 0 || tokens[count - 1] != ANY_RUN) {
                    tokens[count++] = ANY_RUN;
                }
            } else if (c == '_') {
                tokens[count++] = ANY_ONE;
            } else {
                if (c == '\\' && i < pattern.length()) {
                    c = pattern.codePointAt(i);
                    i += Character.charCount(c);
                }
                tokens[count++] = ignoreCase ? fold(c) : c;
            }
        }
        return new LikePattern(Arrays.copyOf(tokens, count), ignoreCase);
    }

    /**
     * The form in which letters that differ in case only are the same: Unicode's simple case folding, but for
     * the dotted and the dotless i, which are taken for an i.
     */
    public static int fold(int codePoint) {
        return Character.toLowerCase(Character.toUpperCase(codePoint));
    }

    /** The text with every code point replaced by its {@link #fold(int) folded} form. */
    public static String fold(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            folded.appendCodePoint(fold(c));
        }
        return folded.toString();
    }

    /**
     * Fails when the pattern is no pattern.
     *
     * @throws AnkurahException {@code BAD_QUERY} when it ends in a lone {@code \}, {@code LIMIT_EXCEEDED} when it is
     *     too long
     */
    public static void requireValid(String pattern) {
        QueryLimits.check(pattern.length(), QueryLimits.MAX_PATTERN, "characters in a pattern");
        int backslashes = 0;
        while (backslashes < pattern.length() && pattern.charAt(pattern.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        if (backslashes % 2 == 1) {
            throw AnkurahException.badQuery(
                    "the pattern ends in a \\ that takes nothing; write \\\\ for the character");
        }
    }

    /** The pattern that matches this text only. */
    public static String escape(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    /** The text that every match begins with; empty when case is ignored. */
    public String prefix() {
        return ignoreCase ? "" : literal(0);
    }

    /** The text that every match begins with; when case is ignored, what it begins with once folded. */
    public String foldedPrefix() {
        return literal(0);
    }

    /**
     * The longest text between wildcards: every match contains it or, when case is ignored, contains it once folded.
     */
    public String longestLiteral() {
        String longest = "";
        for (int i = 0; i < tokens.length; i++) {
            boolean begins = i == 0 || tokens[i - 1] < 0;
            String literal = begins ? literal(i) : "";
            longest = literal.length() > longest.length() ? literal : longest;
        }
        return longest;
    }

    /** Whether there are no wildcards, so that the pattern is equality, of folded text when case is ignored. */
    public boolean isLiteral() {
        return Arrays.stream(tokens).allMatch(token -> token >= 0);
    }

    /** The text from a token to the next wildcard. */
    private String literal(int start) {
        StringBuilder literal = new StringBuilder();
        for (int i = start; i < tokens.length && tokens[i] >= 0; i++) {
            literal.appendCodePoint(tokens[i]);
        }
        return literal.toString();
    }

    /** Whether the whole text matches. */
    public boolean matches(String text) {
        int at = 0;
        int token = 0;
        int runToken = -1;
        int runEnd = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (token < tokens.length && tokens[token] == ANY_RUN) {
                runToken = token++;
                runEnd = at;
            } else if (token < tokens.length && takes(tokens[token], c)) {
                token++;
                at += Character.charCount(c);
            } else if (runToken >= 0) {
                runEnd += Character.charCount(text.codePointAt(runEnd));
                at = runEnd;
                token = runToken + 1;
            } else {
                return false;
            }
        }
        while (token < tokens.length && tokens[token] == ANY_RUN) {
            token++;
        }
        return token == tokens.length;
    }

    private boolean takes(int token, int c) {
        return token == ANY_ONE || token == (ignoreCase ? fold(c) : c);
    }
}
