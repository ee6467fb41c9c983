package org.ankurah.graphql;

import org.ankurah.value.AnkurahException;
import org.jspecify.annotations.Nullable;

/**
 * What a document may hold, by its text alone: whatever is beyond is refused before it is parsed.
 *
 * @param length characters
 * @param tokens names, numbers, texts and signs
 * @param aliases fields under a name of the client's; that is how one field is asked for very often
 * @param directives uses of directives
 * @param fragments definitions of fragments: to look for circles takes the engine the cube of their number
 */
public record DocumentLimits(int length, int tokens, int aliases, int directives, int fragments) {

    /** Deeper braces, lists and arguments are an attack on recursion, not a question. */
    static final int MAX_NESTING = 200;

    /** No number of a model has more digits; reading longer ones is quadratic. */
    static final int MAX_NUMBER_LENGTH = 1_000;

    /**
     * Looks through a document.
     *
     * @throws AnkurahException with {@code LIMIT_EXCEEDED}, which names the limit, how much there is and what to do
     */
    void check(String document) {
        if (document.length() > length) {
            throw AnkurahException.limitExceeded("The document has " + document.length() + " characters; at most "
                    + length + " are allowed (ankurah.limits.document-length). Pass values as variables.");
        }
        DocumentScan scan = DocumentScan.of(document);
        check(scan.tokens(), tokens, "tokens", "tokens", "Pass values as variables, or split it.");
        check(scan.nesting(), MAX_NESTING, "levels of braces, brackets and parentheses", null, "Flatten it.");
        check(scan.aliases(), aliases, "aliases", "aliases", "Split it, or ask for lists.");
        check(scan.directives(), directives, "directives", "directives", "Leave some out.");
        check(scan.fragments(), fragments, "fragments", "fragments", "Split it.");
        check(scan.longestNumber(), MAX_NUMBER_LENGTH, "digits in a number", null, "Pass it as text.");
        if (scan.hasHugeExponent()) {
            throw AnkurahException.limitExceeded("A number of the document has an exponent of more than "
                    + DocumentScan.MAX_EXPONENT_DIGITS + " digits.");
        }
    }

    private static void check(int measured, int most, String what, @Nullable String setting, String remedy) {
        if (measured > most) {
            String source = setting == null ? "" : " (ankurah.limits." + setting + ")";
            throw AnkurahException.limitExceeded("The document has " + measured + " " + what + "; at most " + most
                    + " are allowed" + source + ". " + remedy);
        }
    }
}
