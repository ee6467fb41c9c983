package org.ankurah.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UlidTest {

    private static final Ulid GREATEST = new Ulid(-1, -1);

    @Test
    void textBytesAndUuidAgreeWithUlidCreator() {
        Seeds.each("ulid codec", 1000, random -> {
            Ulid ulid = any(random);
            var oracle = new com.github.f4b6a3.ulid.Ulid(ulid.high(), ulid.low());

            assertThat(ulid.toString()).isEqualTo(oracle.toString());
            assertThat(ulid.toBytes()).isEqualTo(oracle.toBytes());
            assertThat(ulid.toUuid()).isEqualTo(oracle.toUuid());
            assertThat(ulid.millis()).isEqualTo(oracle.getTime());
        });
    }

    @Test
    void everyFormRoundTrips() {
        Seeds.each("ulid round trip", 1000, random -> {
            Ulid ulid = any(random);

            assertThat(Ulid.parse(ulid.toString())).isEqualTo(ulid);
            assertThat(Ulid.parse(ulid.toString().toLowerCase(Locale.ROOT))).isEqualTo(ulid);
            assertThat(Ulid.fromBytes(ulid.toBytes())).isEqualTo(ulid);
            assertThat(Ulid.fromUuid(ulid.toUuid())).isEqualTo(ulid);
        });
        for (Ulid edge : new Ulid[] {Ulid.ZERO, GREATEST}) {
            assertThat(Ulid.parse(edge.toString())).isEqualTo(edge);
        }
    }

    @Test
    void allFormsSortAlike() {
        Seeds.each("ulid order", 1000, random -> {
            Ulid left = any(random);
            Ulid right = random.nextBoolean() ? new Ulid(left.high(), random.nextLong()) : any(random);
            int order = Integer.signum(left.compareTo(right));

            assertThat(Integer.signum(left.toString().compareTo(right.toString())))
                    .isEqualTo(order);
            assertThat(Integer.signum(Arrays.compareUnsigned(left.toBytes(), right.toBytes())))
                    .isEqualTo(order);
            assertThat(Integer.signum(
                            left.toUuid().toString().compareTo(right.toUuid().toString())))
                    .isEqualTo(order);
        });
    }

    @Test
    void textThatIsNoUlidIsToldApart() {
        String[] wrong = {
            "",
            "0",
            "8ZZZZZZZZZZZZZZZZZZZZZZZZZ", // beyond 128 bits
            "0123456789ABCDEFGHJKMNPQR", // too short
            "0123456789ABCDEFGHJKMNPQRST", // too long
            "0123456789ABCDEFGHJKMNPQRI", // a look-alike
            "0123456789ABCDEFGHJKMNPQR-",
            "0123456789ABCDEFGHJKMNPQR\u0130", // would be an i in lower case
        };

        for (String text : wrong) {
            assertThat(Ulid.tryParse(text)).as(text).isNull();
        }
        assertThat(Ulid.tryParse(null)).isNull();
        assertThatThrownBy(() -> Ulid.parse("x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Ulid.fromBytes(new byte[15])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aUuidOfRandomBitsIsAUlidToo() {
        UUID uuid = new UUID(-1, 1);

        assertThat(Ulid.fromUuid(uuid)).isEqualTo(new Ulid(-1, 1));
    }

    private static Ulid any(Random random) {
        return new Ulid(random.nextLong(), random.nextLong());
    }
}
