package org.ankurah.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ankurah.query.Operand.Field;
import org.ankurah.query.Operand.Literal;
import org.ankurah.query.Predicate.Comparison;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.ankurah.value.Json;
import org.ankurah.value.JsonText;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.ankurah.value.ValueType.Scalar;
import org.junit.jupiter.api.Test;

/** What the parser makes of texts, and where it stops. */
class SelectionParserTest {

    private static final Path YEAR = new Path(List.of(), "year", List.of(), Scalar.INT);
    private static final Path DETAILS = new Path(List.of(), "details", List.of(), Scalar.JSON);
    private static final ValueType ARTIST = new ValueType.RefType("artist");

    @Test
    void emptyTextSelectsEverythingById() {
        assertThat(parse(" ")).isEqualTo(Selection.all(QueryModels.ALBUM));
    }

    @Test
    void literalsStandOnTheRightInTheTypeOfTheField() {
        assertThat(predicate("1985 < year")).isEqualTo(compare(YEAR, Comparison.GT, new Value.Int(1985)));
        assertThat(predicate("year > 1985.5"))
                .isEqualTo(compare(YEAR, Comparison.GT, new Value.Decimal(new BigDecimal("1985.5"))));
        assertThat(predicate("rating = 1"))
                .isEqualTo(compare(
                        new Path(List.of(), "rating", List.of(), Scalar.DOUBLE), Comparison.EQ, new Value.Real(1)));
        assertThat(predicate("details = '[1]'")).isEqualTo(compare(DETAILS, Comparison.EQ, doc("[1]")));
        assertThat(predicate("details.a.0 = 'x'"))
                .isEqualTo(compare(
                        new Path(List.of(), "details", List.of("a", "0"), Scalar.JSON), Comparison.EQ, doc("\"x\"")));
        assertThat(predicate("year = null")).isEqualTo(compare(YEAR, Comparison.EQ, Value.NULL));
    }

    @Test
    void anIdThatIsNoneIsLikeAnUnknownOne() {
        Path id = new Path(List.of(), Path.ID, List.of(), new ValueType.RefType("album"));

        assertThat(predicate("id = 'x'")).isEqualTo(compare(id, Comparison.EQ, new Value.Id(Ulid.ZERO)));
    }

    @Test
    void theIdOfAReferenceIsTheReference() {
        Path artist = new Path(List.of(), "artist", List.of(), ARTIST);

        assertThat(predicate("artist.id IS NULL")).isEqualTo(new Predicate.IsNull(artist));
        assertThat(predicate("original.artist.id IS NULL"))
                .isEqualTo(new Predicate.IsNull(new Path(List.of("original"), "artist", List.of(), ARTIST)));
    }

    @Test
    void sugarBecomesPlainPredicates() {
        Predicate from = compare(YEAR, Comparison.GE, new Value.Int(1));
        Predicate to = compare(YEAR, Comparison.LE, new Value.Int(2));

        assertThat(predicate("year BETWEEN 1 AND 2")).isEqualTo(new Predicate.And(List.of(from, to)));
        assertThat(predicate("year NOT BETWEEN 1 AND 2"))
                .isEqualTo(new Predicate.Not(new Predicate.And(List.of(from, to))));
        assertThat(predicate("year IS NOT NULL")).isEqualTo(new Predicate.Not(new Predicate.IsNull(YEAR)));
        assertThat(predicate("'x' IN tags")).isEqualTo(predicate("tags CONTAINS 'x'"));
        assertThat(predicate("TRUE")).isEqualTo(Predicate.TRUE);
    }

    @Test
    void hopsAreOneComparisonWithTheirNegation() {
        Path original = new Path(List.of(), "original", List.of(), new ValueType.RefType("album"));
        Hop ids = new Hop.Reachable(List.of(), "original", true);
        Hop albums = new Hop.Reachable(List.of(), "original", false);
        Hop guests = new Hop.Referring(List.of("artist"), "guestAlbums", "album", "guests");
        Predicate year = compare(YEAR, Comparison.EQ, new Value.Int(1));

        assertThat(predicate("original+ = 'x'"))
                .isEqualTo(new Predicate.Some(ids, compare(original, Comparison.EQ, new Value.Id(Ulid.ZERO))));
        assertThat(predicate("original+.year = 1")).isEqualTo(new Predicate.Some(albums, year));
        assertThat(predicate("EXISTS original+ (year = 1)")).isEqualTo(new Predicate.Some(albums, year));
        assertThat(predicate("original+.year NOT IN (1)"))
                .isEqualTo(new Predicate.Some(
                        albums, new Predicate.Not(new Predicate.In(YEAR, List.of(new Value.Int(1))))));
        assertThat(predicate("NOT original+.year = 1")).isEqualTo(new Predicate.Not(new Predicate.Some(albums, year)));
        assertThat(predicate("EVERY artist.guestAlbums (year = 1)")).isEqualTo(new Predicate.Every(guests, year));
        assertThat(predicate("EXISTS artist.guestAlbums")).isEqualTo(new Predicate.Some(guests, Predicate.TRUE));
    }

    @Test
    void parametersAreTypedLikeLiterals() {
        Parameters named = Parameters.named(Map.of("a", new Value.Int(1), "b", Value.NULL));
        Parameters json = Parameters.ofJson(JsonText.parse("[\"1976-10-11\", [1, 2]]"));

        assertThat(SelectionParser.parse(QueryModels.ALL, QueryModels.ALBUM, "year IN (:a, :b, :a)", named)
                        .predicate())
                .isEqualTo(new Predicate.In(YEAR, List.of(new Value.Int(1), Value.NULL, new Value.Int(1))));
        assertThat(SelectionParser.parse(QueryModels.ALL, QueryModels.ALBUM, "released = ? AND year IN ?", json))
                .isEqualTo(parse("released = '1976-10-11' AND year IN (1, 2)"));
        assertThat(SelectionParser.parse(
                        QueryModels.ALL,
                        QueryModels.ALBUM,
                        "details = ?",
                        Parameters.positional(new Value.Doc(new Json.Str("x")))))
                .isEqualTo(parse("details = '\"x\"'"));
        assertThatExceptionOfType(AnkurahException.class).isThrownBy(() -> Parameters.ofJson(new Json.Str("x")));
    }

    @Test
    void errorsNameLineColumnAndField() {
        AnkurahException failure = failure("title = '\ud83d\ude00'\n  OR artist.nmae = 'x'");

        assertThat(failure.code()).isEqualTo(ErrorCode.BAD_QUERY);
        assertThat(failure.field()).isEqualTo("artist.nmae");
        assertThat(failure)
                .hasMessage("line 2, column 6: Artist (behind artist) has no field \"nmae\"; did you mean \"name\"?");
        assertThat(failure("title = '\ud83d\ude00' OR x = 1")).hasMessageContaining("line 1, column 16: ");
        assertThat(failure("title = 'a\u0000'")).hasMessageContaining("line 1, column 11: ");
        assertThat(failure("title = '\ud83d'")).hasMessageContaining("half of a surrogate pair");
    }

    @Test
    void errorsDoNotRepeatLongTexts() {
        assertThat(failure("x".repeat(60_000) + " = 1").getMessage()).hasSizeLessThan(200);
        assertThat(failure("year = '" + "x".repeat(60_000) + "' 'y'").getMessage())
                .hasSizeLessThan(200);
        assertThat(failure("year 'x" + "y".repeat(60_000) + "'").getMessage()).hasSizeLessThan(200);
        assertThat(failure("year = " + "9".repeat(60_000)).getMessage()).hasSizeLessThan(200);
    }

    @Test
    void limitsAreKept() {
        String and = " AND year = 1";
        String step = "original.";
        String fine = "year = 1" + and.repeat(QueryLimits.MAX_TERMS - 1);

        assertThat(predicate(fine)).isInstanceOf(Predicate.And.class);
        exceeds(fine + and);
        exceeds(" ".repeat(QueryLimits.MAX_TEXT + 1));
        exceeds("(".repeat(QueryLimits.MAX_DEPTH + 1) + "year = 1" + ")".repeat(QueryLimits.MAX_DEPTH + 1));
        exceeds("(".repeat(60_000));
        exceeds("NOT ".repeat(15_000));
        String hop = "EXISTS albumsByOriginal (";
        int deepest = QueryLimits.MAX_HOP_DEPTH;
        assertThat(predicate(hop.repeat(deepest) + "year = 1" + ")".repeat(deepest)))
                .isInstanceOf(Predicate.Some.class);
        exceeds(hop.repeat(deepest + 1) + "year = 1" + ")".repeat(deepest + 1));
        exceeds(hop.repeat(deepest) + "original+ = 'x'" + ")".repeat(deepest));
        exceeds(hop.repeat(deepest) + "COUNT(albumsByOriginal) = 1" + ")".repeat(deepest));
        exceeds("EVERY albumsByOriginal (".repeat(2_000));
        String count = "COUNT(albumsByOriginal) > 1";
        assertThat(predicate(count + (" OR " + count).repeat(QueryLimits.MAX_HOPS - 1)))
                .isInstanceOf(Predicate.Or.class);
        exceeds(count + (" OR " + count).repeat(QueryLimits.MAX_HOPS));
        exceeds("original+ = 'x'" + " OR original+.year = 1".repeat(QueryLimits.MAX_HOPS));
        exceeds("EXISTS " + "original.".repeat(QueryLimits.MAX_REFS + 1) + "albumsByOriginal");
        assertThat(predicate(step.repeat(QueryLimits.MAX_REFS) + "year = 1")).isInstanceOf(Predicate.Compare.class);
        exceeds(step.repeat(QueryLimits.MAX_REFS + 1) + "year = 1");
        exceeds("details" + ".a".repeat(QueryLimits.MAX_JSON_STEPS + 1) + " = 1");
        exceeds("ORDER BY year" + ", year".repeat(QueryLimits.MAX_ORDER_KEYS));
        exceeds("title LIKE '" + "a".repeat(QueryLimits.MAX_PATTERN + 1) + "'");
        String ids = IntStream.rangeClosed(0, 6_000).mapToObj(String::valueOf).collect(Collectors.joining(","));
        assertThat(predicate("year IN (" + ids + ")")).isInstanceOf(Predicate.In.class);
        exceeds("year IN (" + ids + ") OR plays IN (" + ids + ")");
    }

    @Test
    void deepestTextsAreReadAndEvaluated() {
        String nested = "NOT (".repeat(QueryLimits.MAX_DEPTH / 2) + "year = 1" + ")".repeat(QueryLimits.MAX_DEPTH / 2);
        Selection selection = parse(nested);

        assertThat(parse(SelectionText.write(selection))).isEqualTo(selection);
        assertThat(CompiledSelection.of(selection)).isNotNull();
    }

    /** Whatever the text, the outcome is a selection or a failure with one of two codes. */
    @Test
    void anyTextIsReadOrRefused() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        List<String> words = List.of(
                "year",
                "title",
                "artist",
                ".",
                "name",
                "=",
                "<",
                "(",
                ")",
                ",",
                "'x'",
                "1",
                "-2.5",
                "?",
                ":p",
                "AND",
                "OR",
                "NOT",
                "IN",
                "LIKE",
                "IS",
                "NULL",
                "BETWEEN",
                "ORDER",
                "BY",
                "LIMIT",
                "tags",
                "CONTAINS",
                "ALL",
                "details",
                "\"",
                "'",
                "+",
                "\n",
                "\ud83d\ude00",
                "JSON",
                "EMPTY",
                "true",
                "DESC",
                "id",
                ".0",
                "EXISTS",
                "EVERY",
                "COUNT(",
                "albumsByOriginal",
                "original",
                "*");
        for (int i = 0; i < 20_000; i++) {
            String text = random.ints(random.nextInt(12), 0, words.size())
                    .mapToObj(words::get)
                    .collect(Collectors.joining(random.nextInt(4) == 0 ? "" : " "));
            try {
                Selection selection = parse(text);
                assertThat(parse(SelectionText.write(selection)))
                        .as("seed %d: %s", seed, text)
                        .isEqualTo(selection);
            } catch (AnkurahException refused) {
                assertThat(refused.code()).as("seed %d: %s", seed, text).isEqualTo(ErrorCode.BAD_QUERY);
            }
        }
    }

    private static Selection parse(String text) {
        return SelectionParser.parse(QueryModels.ALL, QueryModels.ALBUM, text, Parameters.NONE);
    }

    private static Predicate predicate(String text) {
        return parse(text).predicate();
    }

    private static Predicate compare(Path path, Comparison op, Value literal) {
        return new Predicate.Compare(new Field(path), op, new Literal(literal));
    }

    private static Value doc(String json) {
        return new Value.Doc(JsonText.parse(json));
    }

    private static AnkurahException failure(String text) {
        try {
            throw new AssertionError("read: " + parse(text));
        } catch (AnkurahException failure) {
            return failure;
        }
    }

    private static void exceeds(String text) {
        assertThat(failure(text).code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
    }
}
