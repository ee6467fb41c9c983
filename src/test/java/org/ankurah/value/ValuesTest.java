package org.ankurah.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.arbitrary;
import static org.quicktheories.generators.SourceDSL.integers;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.quicktheories.core.Gen;

/** Order and equality of values. */
class ValuesTest {

    private static final List<List<Value>> TYPES = List.of(
            texts("", "a", "A", "ab", "e\u0301", "\u00e9", "\ue000", "\uffff", "\ud83d\ude00", "\ud83d\ude01a", "zz"),
            decimals("0", "0.00", "1", "1.0", "-1.5", "1E+3", "1000", "0.1", "-99999999999999999999"),
            List.of(integer(Long.MIN_VALUE), integer(-1), integer(0), integer(Long.MAX_VALUE)),
            List.of(real(-1e300), real(-0.0), real(0), real(Double.MIN_VALUE), real(0.1), real(1e300)),
            List.of(new Value.Bool(true), new Value.Bool(false)),
            List.of(new Value.Timestamp(Instant.EPOCH), new Value.Timestamp(Instant.EPOCH.minusNanos(1000))),
            List.of(new Value.Day(LocalDate.EPOCH), new Value.Day(LocalDate.EPOCH.plusDays(1))),
            List.of(uuid(0, 0), uuid(0, -1), uuid(1, 0), uuid(-1, 0), uuid(Long.MIN_VALUE, 1)),
            List.of(bytes(), bytes(0), bytes(0, 1), bytes(127), bytes(-128), bytes(-1)),
            List.of(new Value.Id(Ulid.ZERO), new Value.Id(new Ulid(1, 0)), new Value.Id(new Ulid(-1, -1))));

    private static final Gen<List<Value>> TYPE = arbitrary().pick(TYPES);

    @Test
    void orderOfEachTypeIsTotal() {
        qt().forAll(TYPE, ints(), ints(), ints()).check((type, i, j, k) -> {
            Value a = pick(type, i);
            Value b = pick(type, j);
            Value c = pick(type, k);
            boolean antisymmetric = Integer.signum(Values.compare(a, b)) == -Integer.signum(Values.compare(b, a));
            boolean transitive = Values.compare(a, b) > 0 || Values.compare(b, c) > 0 || Values.compare(a, c) <= 0;
            return Values.compare(a, a) == 0 && antisymmetric && transitive;
        });
    }

    @Test
    void equalityIsOrderZeroAndSharesOneCanonicalValue() {
        qt().forAll(TYPE, ints(), ints()).check((type, i, j) -> {
            Value a = pick(type, i);
            Value b = pick(type, j);
            boolean equal = Values.equal(a, b);
            return equal == (Values.compare(a, b) == 0)
                    && equal == Values.canonical(a).equals(Values.canonical(b));
        });
    }

    @Test
    void textIsOrderedByCodePoint() {
        List<Value> sorted = TYPES.get(0).stream().sorted(Values::compare).toList();
        List<Value> expected = TYPES.get(0).stream()
                .sorted((a, b) -> Arrays.compare(codePoints(a), codePoints(b)))
                .toList();

        assertThat(sorted).isEqualTo(expected);
        assertThat(Values.compareText("\uffff", "\ud83d\ude00")).isNegative();
    }

    @Test
    void numbersOfUnlikeTypesCompareByValue() {
        assertThat(Values.equal(integer(2), decimal("2.00"))).isTrue();
        assertThat(Values.compare(integer(2), decimal("2.5"))).isNegative();
        assertThat(Values.equal(real(0.1), decimal("0.1"))).isTrue();
        assertThat(Values.compare(real(1e300), decimal("1e400"))).isNegative();
        assertThat(Values.compare(integer(Long.MAX_VALUE), decimal("9223372036854775808")))
                .isNegative();
    }

    @Test
    void uuidsIdsAndBytesAreUnsigned() {
        assertThat(Values.compare(uuid(-1, 0), uuid(1, 0))).isPositive();
        assertThat(Values.compare(bytes(-1), bytes(127))).isPositive();
        assertThat(Values.compare(bytes(1), bytes(1, 0))).isNegative();
    }

    @Test
    void documentsAndListsAreEqualByContentAndHaveNoOrder() {
        Value one = new Value.Doc(JsonText.parse("{\"a\":1.0,\"b\":[]}"));
        Value other = new Value.Doc(JsonText.parse("{\"b\":[],\"a\":1}"));

        assertThat(Values.equal(one, other)).isTrue();
        assertThat(Values.canonical(one)).isEqualTo(Values.canonical(other));
        assertThat(Values.equal(items(decimal("1.0")), items(decimal("1")))).isTrue();
        assertThat(Values.equal(items(integer(1), integer(2)), items(integer(2), integer(1))))
                .isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> Values.compare(one, other));
        assertThatIllegalArgumentException().isThrownBy(() -> Values.compare(integer(1), new Value.Str("1")));
        assertThatIllegalArgumentException().isThrownBy(() -> Values.compare(Value.NULL, Value.NULL));
    }

    @Test
    void firstIllegalFindsNulAndHalvesOfPairs() {
        assertThat(Values.firstIllegal("fine \ud83d\ude00")).isEqualTo(-1);
        assertThat(Values.firstIllegal("a\u0000")).isEqualTo(1);
        assertThat(Values.firstIllegal("ab\ud83d")).isEqualTo(2);
        assertThat(Values.firstIllegal("\ude00\ud83d")).isZero();
        assertThat(Values.firstIllegal("\ud83d\ud83d\ude00")).isZero();
    }

    private static Gen<Integer> ints() {
        return integers().between(0, 999);
    }

    private static Value pick(List<Value> type, int i) {
        return type.get(i % type.size());
    }

    private static int[] codePoints(Value text) {
        return ((Value.Str) text).value().codePoints().toArray();
    }

    private static List<Value> texts(String... texts) {
        return Arrays.stream(texts).map(text -> (Value) new Value.Str(text)).toList();
    }

    private static List<Value> decimals(String... decimals) {
        return Arrays.stream(decimals).map(ValuesTest::decimal).toList();
    }

    private static Value decimal(String number) {
        return new Value.Decimal(new BigDecimal(number));
    }

    private static Value integer(long number) {
        return new Value.Int(number);
    }

    private static Value real(double number) {
        return new Value.Real(number);
    }

    private static Value uuid(long high, long low) {
        return new Value.Uuid(new UUID(high, low));
    }

    private static Value items(Value... items) {
        return new Value.Items(List.of(items));
    }

    private static Value bytes(int... bytes) {
        byte[] array = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            array[i] = (byte) bytes[i];
        }
        return new Value.Bytes(array);
    }
}
