package org.ankurah.event;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.ankurah.value.Json;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;

/** Values of every kind, edges more often than chance would have them. */
public final class RandomValues {

    private static final long[] EDGES = {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE
    };
    private static final double[] REAL_EDGES = {0, -0.0, 0.1, Double.MIN_VALUE, -Double.MAX_VALUE};
    private static final String[] TEXT_EDGES = {"", "\0", "é", "\uD83D\uDC9C", "\uD83D", "\uDC9Cx", "\uDC9C\uD83D"};

    private final Random random;

    public RandomValues(Random random) {
        this.random = random;
    }

    public Value next() {
        return random.nextInt(12) == 0
                ? new Value.Items(IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> single())
                        .toList())
                : single();
    }

    private Value single() {
        return switch (random.nextInt(12)) {
            case 0 -> Value.NULL;
            case 1 -> new Value.Bool(random.nextBoolean());
            case 2 -> new Value.Int(number());
            case 3 ->
                new Value.Real(
                        random.nextBoolean() ? REAL_EDGES[random.nextInt(REAL_EDGES.length)] : random.nextGaussian());
            case 4 -> new Value.Decimal(decimal());
            case 5 -> new Value.Str(text());
            case 6 -> new Value.Timestamp(instant());
            case 7 -> new Value.Day(LocalDate.ofEpochDay(random.nextInt(2_000_000) - 1_000_000L));
            case 8 -> new Value.Uuid(new UUID(random.nextLong(), random.nextLong()));
            case 9 -> new Value.Id(ulid());
            case 10 -> new Value.Bytes(bytes());
            default -> new Value.Doc(json(3));
        };
    }

    public Ulid ulid() {
        return new Ulid(random.nextLong(), random.nextLong());
    }

    public long number() {
        return random.nextBoolean() ? EDGES[random.nextInt(EDGES.length)] : random.nextLong();
    }

    public String text() {
        return random.nextBoolean()
                ? TEXT_EDGES[random.nextInt(TEXT_EDGES.length)]
                : Long.toString(random.nextLong(), Character.MAX_RADIX);
    }

    private BigDecimal decimal() {
        return new BigDecimal(new BigInteger(random.nextInt(200), random), random.nextInt(40) - 20);
    }

    private Instant instant() {
        return switch (random.nextInt(4)) {
            case 0 -> Instant.MIN;
            case 1 -> Instant.MAX;
            default -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
        };
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(5)];
        random.nextBytes(bytes);
        return bytes;
    }

    Json json(int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> Json.NULL;
            case 1 -> new Json.Bool(random.nextBoolean());
            case 2 -> new Json.Num(decimal());
            case 3 -> new Json.Str(text());
            case 4 -> {
                List<Json> elements = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    elements.add(json(depth - 1));
                }
                yield new Json.Arr(elements);
            }
            default -> {
                Map<String, Json> members = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    members.put(text(), json(depth - 1));
                }
                yield new Json.Obj(members);
            }
        };
    }
}
