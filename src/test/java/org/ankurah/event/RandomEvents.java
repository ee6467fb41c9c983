package org.ankurah.event;

import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ankurah.value.Ulid;

/** Events that hold anything that an event may hold, whether it makes sense or not. */
public final class RandomEvents {

    private RandomEvents() {}

    public static Event any(Random random) {
        RandomValues values = new RandomValues(random);
        SortedMap<String, Operation> operations = new TreeMap<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            operations.put(
                    values.text(),
                    random.nextInt(4) == 0
                            ? new Operation.Increment(values.number())
                            : new Operation.Set(values.next()));
        }
        Ulid id = values.ulid();
        boolean genesis = random.nextBoolean();
        return new Event(
                id,
                values.text(),
                genesis ? id : values.ulid(),
                genesis ? Clock.EMPTY : Clock.of(values.ulid(), values.ulid()),
                values.ulid(),
                random.nextBoolean() ? null : values.text(),
                values.number(),
                operations,
                switch (random.nextInt(4)) {
                    case 0 -> Lifecycle.UNCHANGED;
                    case 1 -> Lifecycle.DELETED;
                    case 2 -> Lifecycle.RESTORED;
                    default -> Lifecycle.PURGED;
                });
    }
}
