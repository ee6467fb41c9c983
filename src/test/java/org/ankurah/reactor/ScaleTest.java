package org.ankurah.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import org.ankurah.query.LikePattern;
import org.ankurah.value.Json;
import org.ankurah.value.Seeds;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.Values;
import org.junit.jupiter.api.Test;

/** Places on a scale keep the order of values as the evaluator has it. */
class ScaleTest {

    private static final List<String> PIECES = List.of(
            "",
            "a",
            "b",
            "Z",
            "é",
            "߿",
            "ࠀ",
            "\ud7ff",
            "\ue000",
            "\uffff",
            "𝄞",
            "𐐀",
            "\udbff\udfff",
            "sixteen bytes and more of what is the same",
            "x".repeat(OrderKey.MAX_WORDS * Long.BYTES - 1));

    private static final List<String> NUMBERS = List.of(
            "0",
            "-1",
            "1",
            "0.1",
            "0.10",
            "0.1000000000000000055511151231257827",
            "-0.5",
            "9007199254740992",
            "9007199254740993",
            "-9007199254740993",
            "9223372036854775807",
            "1e300",
            "1e400",
            "-1e400",
            "1e-400");

    @Test
    void numbersOfAllTypesKeepTheirOrder() {
        Seeds.each("scale of numbers", 2_000, random -> check(Scale.NUMBER, number(random), number(random)));
    }

    @Test
    void textKeepsTheOrderOfCodePoints() {
        Seeds.each("scale of text", 5_000, random -> check(Scale.TEXT, text(random), text(random)));
    }

    @Test
    void whateverHasAnOrderKeepsIt() {
        List<Function<Random, Value>> makers = List.of(
                random -> new Value.Bool(random.nextBoolean()),
                random -> new Value.Day(LocalDate.ofEpochDay(random.nextInt(5) - 2L)),
                random -> new Value.Timestamp(Instant.ofEpochSecond(random.nextInt(5) - 2L, random.nextInt(3) * 1000L)),
                random -> new Value.Uuid(new UUID(random.nextInt(3) - 1L, random.nextInt(3) - 1L)),
                random -> new Value.Id(new Ulid(random.nextInt(3) - 1L, random.nextInt(3) - 1L)),
                ScaleTest::bytes);
        Seeds.each("other scales", 2_000, random -> {
            Function<Random, Value> maker = makers.get(random.nextInt(makers.size()));
            check(Scale.OTHER, maker.apply(random), maker.apply(random));
        });
    }

    @Test
    void allThatBeginsAlikeLiesBetweenFirstAndLast() {
        Seeds.each("prefixes", 5_000, random -> {
            String prefix = text(random).value();
            String longer = prefix + text(random).value();
            String other = text(random).value();
            OrderKey first = Scale.first(prefix);
            OrderKey last = Scale.last(prefix);
            assertThat(Scale.first(longer)).isBetween(first, last);
            boolean fits = prefix.length() < OrderKey.MAX_WORDS * Long.BYTES / 3;
            if (fits && !other.startsWith(prefix)) {
                OrderKey place = Scale.first(other);
                assertThat(place.compareTo(first) >= 0 && place.compareTo(last) <= 0)
                        .isFalse();
            }
        });
    }

    @Test
    void foldedTextIsPlacedAsItIsOnceFolded() {
        Seeds.each("folded text", 2_000, random -> {
            Value.Str text = text(random);
            assertThat(Scale.FOLDED_TEXT.place(text)).isEqualTo(Scale.first(LikePattern.fold(text.value())));
        });
    }

    @Test
    void shortTextsAndNumbersAreToldApart() {
        assertThat(Scale.TEXT.place(new Value.Str("abc"))).isNotEqualTo(Scale.TEXT.place(new Value.Str("abd")));
        assertThat(Scale.NUMBER.place(new Value.Int(1999))).isNotEqualTo(Scale.NUMBER.place(new Value.Int(2000)));
    }

    @Test
    void whatHasNoOrderHasNoPlace() {
        assertThat(Scale.of(Value.NULL)).isNull();
        assertThat(Scale.of(new Value.Items(List.of()))).isNull();
        assertThat(Scale.of(new Value.Doc(Json.EMPTY_OBJECT))).isNull();
        assertThat(Scale.of(new Value.Doc(new Json.Bool(true)))).isNull();
        assertThat(Scale.of(new Value.Doc(new Json.Str("a")))).isEqualTo(Scale.TEXT);
    }

    private static void check(Scale scale, Value one, Value other) {
        OrderKey a = scale.place(one);
        OrderKey b = scale.place(other);
        int order = Values.compare(one, other);
        String pair = one + " " + other;
        if (order <= 0) {
            assertThat(a).as(pair).isLessThanOrEqualTo(b);
        }
        if (order >= 0) {
            assertThat(a).as(pair).isGreaterThanOrEqualTo(b);
        }
        assertThat(a).isBetween(OrderKey.LEAST, OrderKey.GREATEST);
    }

    private static Value number(Random random) {
        BigDecimal number = new BigDecimal(NUMBERS.get(random.nextInt(NUMBERS.size())));
        double nearest = number.doubleValue();
        return switch (random.nextInt(3)) {
            case 0 -> new Value.Int(number.longValue());
            case 1 -> Double.isFinite(nearest) ? new Value.Real(nearest) : new Value.Decimal(number);
            default -> new Value.Decimal(number);
        };
    }

    private static Value.Str text(Random random) {
        List<String> pieces = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            pieces.add(PIECES.get(random.nextInt(PIECES.size())));
        }
        return new Value.Str(String.join("", pieces));
    }

    private static Value bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(3)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (random.nextInt(3) - 1);
        }
        return new Value.Bytes(bytes);
    }
}
