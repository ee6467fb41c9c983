package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graphql.language.AstPrinter;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.ankurah.value.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is counted in a document before anybody parses it, whatever stands in it. */
class DocumentScanTest {

    private static final DocumentLimits LIMITS = new DocumentLimits(1 << 20, 1_000, 50, 50, 20);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            { a b }                                           | 4  | 0 | 0 | 1
            { a: b, c : d }                                   | 8  | 2 | 0 | 1
            query($a: Int = 1, $b: In = {c: 2}) { a(b: $a) }  | 28 | 0 | 0 | 2
            { a @x @y(z: 1) }                                 | 12 | 0 | 2 | 2
            { a(b: [[1]]) { ...F } }                          | 16 | 0 | 0 | 4
            { a(b: "c: d @e {{{") } # x: y @z {{{             | 8  | 0 | 0 | 2
            { a(b: "\\" c: {{") }                             | 8  | 0 | 0 | 2
            """)
    void counts(String document, int tokens, int aliases, int directives, int nesting) {
        DocumentScan scan = DocumentScan.of(document);

        assertThat(scan.tokens()).isEqualTo(tokens);
        assertThat(scan.aliases()).isEqualTo(aliases);
        assertThat(scan.directives()).isEqualTo(directives);
        assertThat(scan.nesting()).isEqualTo(nesting);
    }

    @Test
    void textInBlocksIsOneToken() {
        String block = "{ a(b: \"\"\" one \" two \\\"\"\" {{{ x: y \"\"\") }";

        assertThat(DocumentScan.of(block).tokens()).isEqualTo(8);
        assertThat(DocumentScan.of(block).nesting()).isEqualTo(2);
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
                Arguments.of("{".repeat(1_000), "levels"),
                Arguments.of("{a".repeat(400), "levels"),
                Arguments.of("{ a(b: " + "[".repeat(300), "levels"),
                Arguments.of("{ a(b: " + "{c: ".repeat(250), "levels"),
                Arguments.of("{".repeat(1 << 20), "1048576 tokens; at most 1000 are allowed (ankurah.limits.tokens)"),
                Arguments.of("{ " + "a ".repeat(2_000) + "}", "2002 tokens"),
                Arguments.of("{ " + "a: b ".repeat(60) + "}", "60 aliases; at most 50 are allowed"),
                Arguments.of("{ a " + "@a".repeat(60) + "}", "60 directives"),
                Arguments.of("{ a } " + "fragment f on T { fragment }".repeat(21), "21 fragments; at most 20"),
                Arguments.of("{ a(b: " + "9".repeat(5_000) + ") }", "5000 digits"),
                Arguments.of("{ a(b: 1.5e" + "9".repeat(20) + ") }", "exponent"),
                Arguments.of("{ a(b: 1E-99999) }", "exponent"),
                Arguments.of("#".repeat((1 << 20) + 1), "1048577 characters"));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    @Timeout(2)
    void refusesWhatIsTooMuchAndSaysHowMuch(String document, String says) {
        assertThatThrownBy(() -> LIMITS.check(document))
                .isInstanceOfSatisfying(
                        AnkurahException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED))
                .hasMessageContaining(says);
    }

    @Test
    void whatIsNoGraphqlIsForTheParserToSay() {
        for (String text : new String[] {"\"", "\"\"\"", "\"\\", "..", "}", ")", "-", "ä\u0000\uFFFF", ""}) {
            assertThatCode(() -> LIMITS.check(text)).doesNotThrowAnyException();
        }
    }

    @Test
    void essenceIsTheSameButForWhatDoesNotMatter() {
        String plain = "query A($x: Int) { a(b: $x, c: \"  \") { d e } }";

        assertThat(DocumentScan.essence(
                        "# said\n" + plain.replace(" {", "\n{\n").replace(", ", " ")))
                .isEqualTo(DocumentScan.essence(plain));
        assertThat(DocumentScan.essence(plain.replace("\"  \"", "\" \""))).isNotEqualTo(DocumentScan.essence(plain));
        assertThat(DocumentScan.essence(plain.replace("d e", "de"))).isNotEqualTo(DocumentScan.essence(plain));
    }

    /** Documents of equal essence mean the same: the parser reads the essence as it reads the document. */
    @Test
    void parsersReadTheEssenceAlike() {
        String[] parts = {
            "a", "b ", "{", "}", "(x: 1)", " ", "\n", ",", "@d", "...F", "... on T", "# c\n", "a: b", "(y: \"z\\\"\")"
        };
        AtomicInteger parsed = new AtomicInteger();
        Seeds.each("document scan", 5_000, random -> {
            StringBuilder document = new StringBuilder("{ a ");
            for (int i = random.nextInt(12); i > 0; i--) {
                document.append(parts[random.nextInt(parts.length)]);
            }
            String text = document.append(" }").toString();
            String read = read(text);
            parsed.addAndGet(read.isEmpty() ? 0 : 1);
            assertThat(read(DocumentScan.essence(text))).as(text).isEqualTo(read);
        });
        assertThat(parsed.get()).isPositive();
    }

    private static String read(String document) {
        try {
            return AstPrinter.printAst(Parser.parse(document));
        } catch (InvalidSyntaxException e) {
            return "";
        }
    }
}
