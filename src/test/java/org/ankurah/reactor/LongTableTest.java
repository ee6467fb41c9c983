package org.ankurah.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.ankurah.value.Seeds;
import org.junit.jupiter.api.Test;

/** The table compared with a plain map. */
class LongTableTest {

    /** Keys that mostly want the same few places, so that many have to give way and move up again. */
    @Test
    void holdsWhatAMapHolds() {
        Seeds.each("long table", 200, random -> {
            LongTable<Integer> table = new LongTable<>();
            Map<Long, Integer> plain = new HashMap<>();
            int growth = 1 + random.nextInt(3);
            for (int step = 0; step < 2_000; step++) {
                long key = 1 + random.nextInt(6) + (long) random.nextInt(200) * 256;
                boolean grows = step / 500 % 2 == 0;
                if (random.nextInt(4) < (grows ? growth + 1 : 1)) {
                    table.put(key, step);
                    plain.put(key, step);
                } else {
                    table.remove(key);
                    plain.remove(key);
                }
                assertThat(table.get(key)).isEqualTo(plain.get(key));
                assertThat(table.size()).isEqualTo(plain.size());
            }
            plain.forEach((key, value) -> assertThat(table.get(key)).isEqualTo(value));
            plain.keySet().forEach(table::remove);
            assertThat(table.size()).isZero();
        });
    }
}
