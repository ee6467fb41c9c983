package org.ankurah.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Short runs of the {@link FaultRun}. {@code -Dseed=…} repeats one as far as time allows, {@code -Dfaults.minutes=60}
 * makes them long.
 */
@EnabledOnOs(OS.LINUX)
class FaultIT {

    @TempDir
    Path directory;

    private final long seed = Long.getLong("seed", new Random().nextInt(1_000_000));

    private static Duration duration(long seconds) {
        long minutes = Long.getLong("faults.minutes", 0);
        return minutes > 0 ? Duration.ofMinutes(minutes) : Duration.ofSeconds(seconds);
    }

    @Test
    void twoServersOnAPostgresOfTheirOwn() throws Exception {
        try (FaultRun run =
                new FaultRun("external", seed, directory, new Store.External(directory.resolve("data"), 2))) {
            run.run(duration(15));
        }
    }

    @Test
    void twoServersThatShareADataDirectory() throws Exception {
        try (FaultRun run = new FaultRun("embedded", seed, directory, new Store.Embedded(directory.resolve("data")))) {
            run.run(duration(15));
        }
    }
}
