package org.ankurah.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ankurah.value.Seeds;
import org.junit.jupiter.api.Test;

/** The bag compared with a plain list, while it grows from one form into the next and back. */
class BagTest {

    @Test
    void holdsWhatAListHolds() {
        Seeds.each("bag", 300, random -> {
            Bag<Integer> bag = new Bag<>();
            List<Integer> plain = new ArrayList<>();
            int different = 2 + random.nextInt(20);
            for (int step = 0; step < 200; step++) {
                Integer query = random.nextInt(different);
                if (random.nextInt(20) < (step / 50 % 2 == 0 ? 14 : 6)) {
                    bag.add(query);
                    plain.add(query);
                } else {
                    bag.remove(query);
                    plain.remove(query);
                }
                Set<Integer> held = new HashSet<>();
                bag.addTo(held);
                assertThat(held).isEqualTo(new HashSet<>(plain));
                assertThat(bag.size()).isEqualTo(plain.size());
                assertThat(bag.isEmpty()).isEqualTo(plain.isEmpty());
            }
        });
    }
}
