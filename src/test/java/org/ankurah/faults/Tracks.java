package org.ankurah.faults;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ankurah.value.Ulid;

/** The tracks that all clients write. Safe to use from any thread. */
final class Tracks {

    /** The first ones are written by everybody all the time. */
    private static final int POPULAR = 5;

    private final List<Ulid> ids = new CopyOnWriteArrayList<>();

    void add(Ulid id) {
        ids.add(id);
    }

    Ulid any(Random random) {
        int among = random.nextInt(3) == 0 ? ids.size() : Math.min(POPULAR, ids.size());
        return ids.get(random.nextInt(among));
    }
}
