package org.ankurah.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.ankurah.value.ValueType.Scalar;
import org.junit.jupiter.api.Test;

class OrderedBytesTest {

    private static final List<Function<Random, Value>> KINDS = List.of(
            random -> new Value.Str(text(random)),
            random -> new Value.Bytes(text(random).getBytes(java.nio.charset.StandardCharsets.UTF_16BE)),
            random -> new Value.Int(random.nextLong() >> random.nextInt(64)),
            random -> new Value.Real((random.nextInt(9) - 4) * Math.pow(10, random.nextInt(20) - 10)),
            OrderedBytesTest::decimal,
            random -> new Value.Uuid(new java.util.UUID(random.nextLong() >> 62, random.nextLong() >> 62)),
            random -> new Value.Timestamp(
                    java.time.Instant.ofEpochSecond(random.nextInt(5) - 2, random.nextInt(3) * 1_000L)),
            random -> new Value.Day(java.time.LocalDate.ofEpochDay(random.nextInt(9) - 4)));

    @Test
    void bytesSortAsValuesDoAndNoneBeginsAnother() {
        Seeds.each("OrderedBytesTest", 20_000, random -> {
            Function<Random, Value> kind = KINDS.get(random.nextInt(KINDS.size()));
            Value a = kind.apply(random);
            Value b = kind.apply(random);
            byte[] x = OrderedBytes.of(a);
            byte[] y = OrderedBytes.of(b);
            int order = Integer.signum(Arrays.compareUnsigned(x, y));
            int expected = Integer.signum(Values.compare(a, b));
            boolean cut = OrderedBytes.isCut(a) && OrderedBytes.isCut(b) && order == 0;

            assertThat(order).as("%s and %s", a, b).isEqualTo(cut ? 0 : expected);
            assertThat(Arrays.compareUnsigned(x, OrderedBytes.of(Value.NULL))).isNegative();
            assertThat(Arrays.compareUnsigned(OrderedBytes.inverted(x), OrderedBytes.inverted(y)) * expected)
                    .isLessThanOrEqualTo(0);
            assertThat(order != 0 && Arrays.mismatch(x, y) == Math.min(x.length, y.length))
                    .isFalse();
        });
    }

    @Test
    void placesOfNumbersLeaveNothingOut() {
        List<Scalar> types = List.of(Scalar.INT, Scalar.LONG, Scalar.DOUBLE, Scalar.DECIMAL);
        Seeds.each("OrderedBytesTest places", 20_000, random -> {
            Scalar type = types.get(random.nextInt(types.size()));
            Value value = number(random, type);
            Value literal = number(random, types.get(random.nextInt(types.size())));
            OrderedBytes.Place place = OrderedBytes.place(type, literal);
            byte[] bytes = OrderedBytes.of(value);
            int order = Values.compare(value, literal);
            String what = type + " " + value + " and " + literal;

            assertThat(place).as(what).isNotNull();
            if (order >= 0) {
                assertThat(Arrays.compareUnsigned(bytes, place.low())).as(what).isNotNegative();
            }
            if (order <= 0) {
                assertThat(Arrays.compareUnsigned(bytes, place.high())).as(what).isNotPositive();
            }
            if (place.exact() && order != 0) {
                assertThat(bytes).as(what).isNotEqualTo(place.low());
            }
        });
    }

    private static Value number(Random random, Scalar type) {
        long whole = random.nextInt(3) == 0 ? (1L << 53) + random.nextInt(5) - 2 : random.nextInt(7) - 3;
        return switch (type) {
            case DOUBLE -> new Value.Real(random.nextInt(9) == 0 ? 1e300 : whole + random.nextInt(3) / 2.0);
            case DECIMAL -> random.nextInt(9) == 0 ? new Value.Decimal(new BigDecimal("-1e400")) : decimal(random);
            default -> new Value.Int(random.nextInt(9) == 0 ? Long.MIN_VALUE : whole);
        };
    }

    private static Value decimal(Random random) {
        BigDecimal digits = new BigDecimal(random.nextInt(2_000) - 1_000);
        return new Value.Decimal(digits.movePointLeft(random.nextInt(5)).scaleByPowerOfTen(random.nextInt(3) * 8));
    }

    private static String text(Random random) {
        String[] parts = {"a", "b", "\0", "\u0001", "é", "\uffff", "\ud83d\ude00", "\ud800", "x".repeat(510)};
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(5); left > 0; left--) {
            text.append(parts[random.nextInt(parts.length)]);
        }
        return text.toString();
    }
}
