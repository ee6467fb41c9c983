package org.ankurah.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.ankurah.value.Json;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;

/** Random values from small pools, so that equal ones and near misses are frequent. */
public final class RandomValues {

    /** Texts that sort, fold, match and escape in unlike ways. */
    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "A",
            "ab",
            "aB",
            "b",
            "e\u0301",
            "\u00e9",
            "\u00c9",
            "\ud83d\ude00",
            "\ufffd",
            "\ue000",
            "100%",
            "a_b",
            "a\\b",
            "it's",
            "\u00df",
            "\u03a3",
            "\u03c3",
            "\u0130",
            "\u0131",
            "\u01c5",
            "Z",
            "zebra",
            " a",
            "longer than sixteen bytes",
            "longer than sixteen bytes!");

    private static final List<String> INTS = List.of("-2147483648", "-44", "-1", "0", "1", "2", "1984", "2147483647");

    private static final List<String> LONGS = List.of("-5", "0", "1", "2", "1984", "5000000000", "9007199254740993");

    private static final List<String> REALS =
            List.of("-0.5", "0", "0.1", "0.30000000000000004", "1", "2", "1984", "9007199254740992", "1e300", "5e-324");

    private static final List<String> DECIMALS = List.of(
            "0",
            "0.00",
            "1",
            "1.0",
            "0.1",
            "0.3",
            "-1.50",
            "1984",
            "1E+3",
            "12345678901234567890.5",
            "9007199254740993");

    /** Literals that no property can hold, or only with another scale. */
    private static final List<String> NUMBERS =
            List.of("0.5", "-43.5", "1984.0", "1e20", "-99999999999", "1e350", "1e-7", "2.000");

    private static final List<String> KEYS = List.of("a", "b", "0", "odd key");

    private final Random random;

    public RandomValues(Random random) {
        this.random = random;
    }

    /** A value that a property of this type can hold. */
    public Value of(ValueType type, List<Ulid> ids) {
        if (type instanceof ValueType.ListType list) {
            List<Value> items = new ArrayList<>();
            for (int n = random.nextInt(4); n > 0; n--) {
                items.add(of(list.element(), ids));
            }
            return new Value.Items(items);
        }
        if (type instanceof ValueType.EnumType constants) {
            return new Value.Str(one(constants.constants()));
        }
        if (type instanceof ValueType.RefType) {
            return new Value.Id(one(ids));
        }
        return switch ((ValueType.Scalar) type) {
            case STRING -> new Value.Str(text());
            case BOOLEAN -> new Value.Bool(random.nextBoolean());
            case INT -> new Value.Int(Long.parseLong(one(INTS)));
            case LONG -> new Value.Int(Long.parseLong(one(LONGS)));
            case DOUBLE -> new Value.Real(Double.parseDouble(one(REALS)));
            case DECIMAL -> new Value.Decimal(new BigDecimal(one(DECIMALS)));
            case INSTANT -> new Value.Timestamp(Instant.EPOCH.plusNanos((random.nextInt(5) - 2) * 1000L));
            case DATE -> new Value.Day(LocalDate.EPOCH.plusDays(random.nextInt(5) - 2L));
            case UUID -> new Value.Uuid(new UUID(random.nextInt(3) - 1L, random.nextInt(3) - 1L));
            case BYTES -> new Value.Bytes(bytes());
            case JSON -> new Value.Doc(document(3));
        };
    }

    /** A literal to compare with a property of this type, sometimes one that the property cannot hold. */
    public Value literal(ValueType type, List<Ulid> ids) {
        boolean number = type == ValueType.Scalar.INT
                || type == ValueType.Scalar.LONG
                || type == ValueType.Scalar.DOUBLE
                || type == ValueType.Scalar.DECIMAL;
        if (number && random.nextInt(3) == 0) {
            return new Value.Decimal(new BigDecimal(one(NUMBERS)));
        }
        return of(type, ids);
    }

    String text() {
        return one(TEXTS);
    }

    /** A pattern that is valid, often one that matches something. */
    public String pattern() {
        StringBuilder pattern = new StringBuilder();
        for (int n = random.nextInt(4); n >= 0; n--) {
            switch (random.nextInt(4)) {
                case 0 -> pattern.append('%');
                case 1 -> pattern.append('_');
                default -> pattern.append(LikePattern.escape(text()));
            }
        }
        return pattern.toString();
    }

    /** A document without JSON's null at its top. */
    public Json document(int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 4)) {
            case 0 -> new Json.Bool(random.nextBoolean());
            case 1 -> new Json.Str(random.nextBoolean() ? "1" : text());
            case 2, 3 -> new Json.Num(new BigDecimal(one(List.of("1", "1.0", "2", "-1.5", "1e20"))));
            case 4 -> {
                List<Json> elements = new ArrayList<>();
                for (int n = random.nextInt(4); n > 0; n--) {
                    elements.add(random.nextInt(8) == 0 ? Json.NULL : document(depth - 1));
                }
                yield new Json.Arr(elements);
            }
            default -> {
                Map<String, Json> members = new LinkedHashMap<>();
                for (int n = random.nextInt(4); n > 0; n--) {
                    members.put(one(KEYS), random.nextInt(8) == 0 ? Json.NULL : document(depth - 1));
                }
                yield new Json.Obj(members);
            }
        };
    }

    /** Steps into a document that often lead somewhere. */
    public List<String> steps() {
        List<String> steps = new ArrayList<>();
        for (int n = random.nextInt(2); n >= 0; n--) {
            steps.add(one(List.of("a", "b", "0", "1", "-1", "odd key")));
        }
        return steps;
    }

    <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(3)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (random.nextInt(3) - 1);
        }
        return bytes;
    }
}
