package org.ankurah.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading and writing of JSON. */
class JsonTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "[]",
                "{}",
                "-0",
                "1.50",
                "1E+3",
                "\"\"",
                "[1,\"two\",{\"three\":[null,false]}]",
                "{\"a\":{\"b\":{}},\"\":0}",
                "\"\\\"\\\\\\n\\r\\t\\u0001/ \ud83d\ude00\""
            })
    void writesWhatItRead(String text) {
        assertThat(JsonText.parse(JsonText.write(JsonText.parse(text)))).isEqualTo(JsonText.parse(text));
    }

    @Test
    void writesWithoutBlanks() {
        assertThat(JsonText.write(JsonText.parse(" { \"a\" : [ 1 , 2.50 ] , \"b\" : null } ")))
                .isEqualTo("{\"a\":[1,2.50],\"b\":null}");
    }

    @Test
    void readsEscapes() {
        assertThat(JsonText.parse("\"\\u00e9\\ud83d\\ude00\\/\\b\\f\""))
                .isEqualTo(new Json.Str("\u00e9\ud83d\ude00/\b\f"));
    }

    @Test
    void keepsTheScaleOfNumbers() {
        Json.Arr numbers = (Json.Arr) JsonText.parse("[1.10, 12345678901234567890123, 5e-324]");

        assertThat(numbers.value().stream().map(n -> ((Json.Num) n).value()))
                .isEqualTo(List.of(
                        new BigDecimal("1.10"), new BigDecimal("12345678901234567890123"), new BigDecimal("5e-324")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|character 1: the document ends too early",
                "[1,]|character 4: expected a value",
                "[1 2]|character 4: expected , or ]",
                "{a:1}|character 2: expected the name",
                "{\"a\" 1}|character 6: expected :",
                "{\"a\":1,\"a\":2}|character 8: the member \"a\" comes twice",
                "1 1|character 3: something follows",
                "01|character 2: something follows",
                "1.|too early",
                "+1|expected a value",
                "tru|expected a value",
                "\"open|character 1: a string does not end",
                "\"\\x\"|character 3: unknown escape",
                "\"\\u00g0\"|four hexadecimal digits",
                "\"\\u0000\"|NUL or half",
                "\"\\ud83d\"|NUL or half",
                "1e999999999|beyond 400 digits",
                "1e99999999999999999999|beyond 400 digits",
                "-1e-401|beyond 400 digits"
            })
    void refusesWhatIsNoJsonAndNamesThePlace(String text, String says) {
        assertThatExceptionOfType(AnkurahException.class)
                .isThrownBy(() -> JsonText.parse(text))
                .withMessageContaining(says);
    }

    @Test
    void boundsDepthAndStaysLinear() {
        String deepest = "[".repeat(JsonText.MAX_DEPTH) + "]".repeat(JsonText.MAX_DEPTH);
        String large = "[" + "{\"key\":\"value\"},".repeat(200_000) + "0]";

        assertThat(JsonText.write(JsonText.parse(deepest))).isEqualTo(deepest);
        assertThat(((Json.Arr) JsonText.parse(large)).value()).hasSize(200_001);
        assertThatExceptionOfType(AnkurahException.class)
                .isThrownBy(() -> JsonText.parse("[".repeat(1_000_000)))
                .withMessageContaining("nested deeper than 100");
    }
}
