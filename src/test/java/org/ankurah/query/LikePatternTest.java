package org.ankurah.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ankurah.value.AnkurahException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Matching of {@code LIKE} and {@code ILIKE} patterns. */
class LikePatternTest {

    /** Every pattern of up to four and every text of up to five characters over a small alphabet. */
    @Test
    void agreesWithRegularExpressionsOnAllSmallCases() {
        List<String> patterns = words(List.of("a", "b", "%", "_", "\\%"), 4);
        List<String> texts = words(List.of("a", "b", "%"), 5);
        for (String pattern : patterns) {
            LikePattern like = LikePattern.of(pattern, false);
            for (String text : texts) {
                assertThat(like.matches(text))
                        .as("%s LIKE %s", text, pattern)
                        .isEqualTo(PlainValues.like(text, pattern, false));
            }
        }
    }

    @Test
    void foldsCaseByCodePoint() {
        assertThat(LikePattern.of("\u00c5%\ud801\udc00", true).matches("\u00e5xyz\ud801\udc28"))
                .isTrue();
        assertThat(LikePattern.of("stra\u00dfe", true).matches("STRASSE")).isFalse();
        assertThat(LikePattern.of("A\\%", true).matches("a%")).isTrue();
        assertThat(LikePattern.of("a", false).matches("A")).isFalse();
    }

    @Test
    void hostilePatternsStayCheap() {
        String pattern = "%a".repeat(QueryLimits.MAX_PATTERN / 2 - 1) + "b";
        String text = "a".repeat(100_000);

        Assertions.assertTimeout(
                Duration.ofSeconds(5),
                () -> assertThat(LikePattern.of(pattern, true).matches(text)).isFalse());
    }

    @Test
    void escapedTextMatchesItselfOnly() {
        String text = "100%_\\ real";

        assertThat(LikePattern.of(LikePattern.escape(text), false).matches(text))
                .isTrue();
        assertThat(LikePattern.of(LikePattern.escape(text), false).matches("100xx\\ real"))
                .isFalse();
    }

    @Test
    void prefixIsWhatEveryMatchBeginsWith() {
        assertThat(LikePattern.of("a\\%b%c", false).prefix()).isEqualTo("a%b");
        assertThat(LikePattern.of("_a", false).prefix()).isEmpty();
        assertThat(LikePattern.of("abc", true).prefix()).isEmpty();
    }

    @Test
    void namesTheTextThatEveryMatchHas() {
        assertThat(LikePattern.of("AB%c", true).foldedPrefix()).isEqualTo("ab");
        assertThat(LikePattern.of("%ab_\\%cd%e", false).longestLiteral()).isEqualTo("%cd");
        assertThat(LikePattern.of("%_", false).longestLiteral()).isEmpty();
        assertThat(LikePattern.of("a\\_b", false).isLiteral()).isTrue();
        assertThat(LikePattern.of("a_b", false).isLiteral()).isFalse();
    }

    @Test
    void aDanglingBackslashIsRefused() {
        assertThatNoException().isThrownBy(() -> LikePattern.requireValid("a\\\\"));
        assertThatExceptionOfType(AnkurahException.class).isThrownBy(() -> LikePattern.requireValid("a\\"));
        assertThatExceptionOfType(AnkurahException.class).isThrownBy(() -> LikePattern.requireValid("\\\\\\"));
    }

    private static List<String> words(List<String> letters, int length) {
        List<String> words = new ArrayList<>(List.of(""));
        List<String> last = words;
        for (int i = 0; i < length; i++) {
            List<String> next = new ArrayList<>();
            for (String word : last) {
                letters.forEach(letter -> next.add(word + letter));
            }
            words.addAll(next);
            last = next;
        }
        return words;
    }

    @Test
    void lettersOfWhichTwoShareACapitalAreTheSame() {
        assertThat(LikePattern.of("\u03bf\u03b4\u03bf\u03c2", true).matches("\u039f\u0394\u039f\u03a3"))
                .isTrue();
        assertThat(LikePattern.of("\u039f\u0394\u039f\u03a3", true).matches("\u03bf\u03b4\u03bf\u03c2"))
                .isTrue();
    }
}
