package org.ankurah.graphql;

import org.jspecify.annotations.Nullable;

/**
 * Goes once through the tokens of a GraphQL document and counts, in the time of its length and without recursion, so
 * that whatever a stranger sends can be measured before a parser sees it. It takes any text: what is no GraphQL is for
 * the parser to say.
 *
 * <p>Outside of parentheses a colon stands nowhere but behind an alias, which is how those are told.
 */
final class DocumentScan {

    /** Exponents of four digits are beyond what anybody means, and writing such a number out takes gigabytes. */
    static final int MAX_EXPONENT_DIGITS = 3;

    private static final String FRAGMENT = "fragment";
    private static final String BLOCK = "\"\"\"";

    private final String text;
    private final @Nullable StringBuilder essence;
    private int at;
    private int tokens;
    private int aliases;
    private int directives;
    private int fragments;
    private int depth;
    private int nesting;
    private int parentheses;
    private int longestNumber;
    private boolean hugeExponent;

    private DocumentScan(String text, @Nullable StringBuilder essence) {
        this.text = text;
        this.essence = essence;
    }

    static DocumentScan of(String document) {
        DocumentScan scan = new DocumentScan(document, null);
        scan.run();
        return scan;
    }

    /** The tokens alone: equal for documents that differ in white space, commas and comments only. */
    static String essence(String document) {
        StringBuilder essence = new StringBuilder(document.length());
        new DocumentScan(document, essence).run();
        return essence.toString();
    }

    int tokens() {
        return tokens;
    }

    int aliases() {
        return aliases;
    }

    int directives() {
        return directives;
    }

    /** Definitions of fragments. */
    int fragments() {
        return fragments;
    }

    /** Levels of braces, brackets and parentheses, of whichever kind. */
    int nesting() {
        return nesting;
    }

    /** Characters of the longest number. */
    int longestNumber() {
        return longestNumber;
    }

    /** Whether the exponent of a number has more digits than {@link #MAX_EXPONENT_DIGITS}. */
    boolean hasHugeExponent() {
        return hugeExponent;
    }

    private void run() {
        while (at < text.length()) {
            char next = text.charAt(at);
            if (isIgnored(next)) {
                at++;
            } else if (next == '#') {
                skipComment();
            } else {
                int start = at;
                take(next);
                tokens++;
                if (essence != null) {
                    essence.append(text, start, at).append(' ');
                }
            }
        }
    }

    private void take(char first) {
        if (first == '"') {
            takeString();
        } else if (isName(first)) {
            takeName();
        } else if (first == '-' || isDigit(first)) {
            takeNumber();
        } else if (text.startsWith("...", at)) {
            at += 3;
        } else {
            at++;
            takeSign(first);
        }
    }

    private void takeSign(char sign) {
        switch (sign) {
            case '{', '[' -> open();
            case '(' -> {
                parentheses++;
                open();
            }
            case '}', ']' -> depth = Math.max(0, depth - 1);
            case ')' -> {
                parentheses--;
                depth = Math.max(0, depth - 1);
            }
            case ':' -> aliases += parentheses == 0 ? 1 : 0;
            case '@' -> directives++;
            default -> {
                // Of no consequence.
            }
        }
    }

    private void open() {
        depth++;
        nesting = Math.max(nesting, depth);
    }

    private void takeName() {
        int start = at;
        while (at < text.length() && (isName(text.charAt(at)) || isDigit(text.charAt(at)))) {
            at++;
        }
        boolean definition = depth == 0 && at - start == FRAGMENT.length() && text.startsWith(FRAGMENT, start);
        fragments += definition ? 1 : 0;
    }

    private void takeNumber() {
        int start = at;
        int exponent = -1;
        at++;
        while (at < text.length() && isOfNumber(text.charAt(at))) {
            char part = text.charAt(at++);
            if (part == 'e' || part == 'E') {
                exponent = 0;
            } else if (exponent >= 0 && isDigit(part)) {
                exponent++;
            }
        }
        longestNumber = Math.max(longestNumber, at - start);
        hugeExponent |= exponent > MAX_EXPONENT_DIGITS;
    }

    private void takeString() {
        if (text.startsWith(BLOCK, at)) {
            at += BLOCK.length();
            takeBlock();
            return;
        }
        at++;
        while (at < text.length()) {
            char next = text.charAt(at++);
            if (next == '"' || next == '\n' || next == '\r') {
                return;
            }
            at += next == '\\' ? 1 : 0;
        }
        at = text.length();
    }

    private void takeBlock() {
        while (true) {
            int end = text.indexOf(BLOCK, at);
            if (end < 0) {
                at = text.length();
                return;
            }
            at = end + BLOCK.length();
            if (text.charAt(end - 1) != '\\') {
                return;
            }
        }
    }

    private void skipComment() {
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
    }

    private static boolean isIgnored(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == ',' || c == '\uFEFF';
    }

    private static boolean isName(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isOfNumber(char c) {
        return isDigit(c) || c == '.' || c == '+' || c == '-' || c == 'e' || c == 'E';
    }
}
