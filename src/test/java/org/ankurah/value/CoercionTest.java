package org.ankurah.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.ankurah.value.ValueType.EnumType;
import org.ankurah.value.ValueType.ListType;
import org.ankurah.value.ValueType.RefType;
import org.ankurah.value.ValueType.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of values and literals that are wanted in another type. */
class CoercionTest {

    private static final EnumType FORMAT = new EnumType("Format", List.of("LP", "CD"));

    @Test
    void numbersChangeTypeWhenNothingIsLost() {
        assertThat(coerce(decimal("3.0"), Scalar.INT)).isEqualTo(new Value.Int(3));
        assertThat(coerce(decimal("1e3"), Scalar.LONG)).isEqualTo(new Value.Int(1000));
        assertThat(coerce(new Value.Int(3), Scalar.DOUBLE)).isEqualTo(new Value.Real(3));
        assertThat(coerce(new Value.Real(0.1), Scalar.DECIMAL)).isEqualTo(decimal("0.1"));
        assertThat(coerce(text("0.990"), Scalar.DECIMAL)).isEqualTo(decimal("0.990"));
        assertThat(coerce(doc("5"), Scalar.INT)).isEqualTo(new Value.Int(5));
    }

    @ParameterizedTest
    @CsvSource({
        "INT, 2147483648",
        "INT, 1.5",
        "LONG, 9223372036854775808",
        "LONG, 1e999999999",
        "DOUBLE, 1e400",
        "DECIMAL, 1e151",
        "DECIMAL, 1e-151",
        "STRING, 1",
        "BOOLEAN, 1",
        "INSTANT, 1",
        "UUID, 1"
    })
    void numbersThatDoNotFitAreRefused(Scalar type, String number) {
        refuses(decimal(number), type);
    }

    @ParameterizedTest
    @CsvSource({"INT, 1", "LONG, 1", "DOUBLE, 1", "BOOLEAN, true", "DECIMAL, x", "DECIMAL, 1e999999999", "DECIMAL, ''"})
    void textIsNoNumberAndNoTruthValue(Scalar type, String text) {
        refuses(text(text), type);
    }

    @ParameterizedTest
    @CsvSource({
        "2001-12-31T23:59:59Z, 2001-12-31T23:59:59Z",
        "2001-12-31T23:59:59.1234567Z, 2001-12-31T23:59:59.123456Z",
        "2001-12-31T23:59, 2001-12-31T23:59:00Z",
        "2001-12-31 23:59:59+02:00, 2001-12-31T21:59:59Z",
        "2001-12-31T23:59:59-0330, 2002-01-01T03:29:59Z",
        "2001-12-31T23:59:59+02, 2001-12-31T21:59:59Z",
        "2001-12-31, 2001-12-31T00:00:00Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999Z, 9999-12-31T23:59:59.999999Z",
        "2000-02-29t00:00:00z, 2000-02-29T00:00:00Z"
    })
    void readsMoments(String text, String expected) {
        assertThat(coerce(text(text), Scalar.INSTANT)).isEqualTo(new Value.Timestamp(Instant.parse(expected)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2001",
                "2001-1-1",
                "2001-02-30",
                "2001-12-31T",
                "2001-12-31T24:00:00Z",
                "2001-12-31T23:60Z",
                "2001-12-31T23:59:60Z",
                "2001-12-31T23:59:59.Z",
                "2001-12-31T23:59:59.1234567890Z",
                "2001-12-31T23:59:59Zx",
                "2001-12-31T23:59:59+19:00",
                "2001-12-31T23:59:59+",
                "+2001-12-31T00:00:00Z",
                "0000-01-01T00:00:00Z",
                "10000-01-01T00:00:00Z",
                "0001-01-01T00:00:00+01:00",
                "2001-12-31T23:59:59+01:60",
                "2001-12-31TT3:59:59Z",
                "2001-12-31T2٣:59:59Z"
            })
    void refusesWhatIsNoMoment(String text) {
        refuses(text(text), Scalar.INSTANT);
    }

    @Test
    void readsDaysUuidsBytesAndIds() {
        String ulid = "01ARZ3NDEKTSV4RRFFQ69G5FAV";

        assertThat(coerce(text("2000-02-29"), Scalar.DATE)).isEqualTo(new Value.Day(LocalDate.of(2000, 2, 29)));
        assertThat(coerce(text("123E4567-e89b-12d3-a456-426614174000"), Scalar.UUID))
                .isEqualTo(new Value.Uuid(UUID.fromString("123e4567-e89b-12d3-a456-426614174000")));
        assertThat(coerce(text("AAEC"), Scalar.BYTES)).isEqualTo(new Value.Bytes(new byte[] {0, 1, 2}));
        assertThat(coerce(text(ulid), new RefType("artist"))).isEqualTo(new Value.Id(Ulid.parse(ulid)));
        assertThat(coerce(text("LP"), FORMAT)).isEqualTo(text("LP"));
    }

    @Test
    void refusesWhatIsNone() {
        refuses(text("2001-02-29"), Scalar.DATE);
        refuses(text("2001-02-03T00:00:00Z"), Scalar.DATE);
        refuses(text("1-1-1-1-1"), Scalar.UUID);
        refuses(text("123e4567-e89b-12d3-a456-42661417400g"), Scalar.UUID);
        refuses(text("*"), Scalar.BYTES);
        refuses(text("lp"), FORMAT);
        refuses(text("nonsense"), new RefType("artist"));
        refuses(text("a\u0000"), Scalar.STRING);
        refuses(text("\ud83d"), Scalar.STRING);
        refuses(new Value.Timestamp(Instant.MAX), Scalar.INSTANT);
        refuses(new Value.Day(LocalDate.MAX), Scalar.DATE);
    }

    @Test
    void listsHoldNoNulls() {
        ListType ints = new ListType(Scalar.INT);

        assertThat(coerce(doc("[1, 2.0]"), ints))
                .isEqualTo(new Value.Items(List.of(new Value.Int(1), new Value.Int(2))));
        refuses(doc("[1, null]"), ints);
        refuses(doc("{}"), ints);
        refuses(new Value.Int(1), ints);
    }

    @Test
    void jsonTakesEverythingThatCanBeStored() {
        assertThat(coerce(new Value.Int(1), Scalar.JSON)).isEqualTo(doc("1"));
        assertThat(coerce(text("x"), Scalar.JSON)).isEqualTo(doc("\"x\""));
        assertThat(coerce(doc("null"), Scalar.JSON)).isSameAs(Value.NULL);
        refuses(new Value.Doc(new Json.Arr(List.of(new Json.Str("\ud83d")))), Scalar.JSON);
        refuses(new Value.Doc(new Json.Num(new BigDecimal("1e999999999"))), Scalar.JSON);
        Json deep = Json.NULL;
        for (int i = 0; i < 200; i++) {
            deep = new Json.Arr(List.of(deep));
        }
        refuses(new Value.Doc(deep), Scalar.JSON);
    }

    @Test
    void literalsKeepWhatThePropertyCannotHold() {
        assertThat(Literals.of(decimal("1985.5"), Scalar.INT)).isEqualTo(decimal("1985.5"));
        assertThat(Literals.of(decimal("5e9"), Scalar.INT)).isEqualTo(new Value.Int(5_000_000_000L));
        assertThat(Literals.of(decimal("1e30"), Scalar.LONG)).isEqualTo(decimal("1e30"));
        assertThat(Literals.of(decimal("1e399"), Scalar.DOUBLE)).isEqualTo(decimal("1e399"));
        assertThat(Literals.of(decimal("0.1"), Scalar.DOUBLE)).isEqualTo(new Value.Real(0.1));
        assertThat(Literals.of(text("nonsense"), new RefType("artist"))).isEqualTo(new Value.Id(Ulid.ZERO));
        assertThat(Literals.of(doc("null"), Scalar.INT)).isSameAs(Value.NULL);
        assertThat(Literals.of(doc("[\"nonsense\"]"), new ListType(new RefType("artist"))))
                .isEqualTo(new Value.Items(List.of(new Value.Id(Ulid.ZERO))));
        assertThatExceptionOfType(AnkurahException.class)
                .isThrownBy(() -> Literals.of(decimal("1e999999999"), Scalar.LONG));
        assertThatExceptionOfType(AnkurahException.class).isThrownBy(() -> Literals.of(text("1"), Scalar.INT));
    }

    private static Value coerce(Value value, ValueType type) {
        return Coercion.coerce(value, type);
    }

    private static void refuses(Value value, ValueType type) {
        assertThatExceptionOfType(AnkurahException.class)
                .isThrownBy(() -> Coercion.coerce(value, type))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.VALIDATION))
                .withMessageMatching("(expected|text cannot|a list|a JSON|a number).*");
    }

    private static Value text(String text) {
        return new Value.Str(text);
    }

    private static Value decimal(String number) {
        return new Value.Decimal(new BigDecimal(number));
    }

    private static Value doc(String json) {
        return new Value.Doc(JsonText.parse(json));
    }
}
