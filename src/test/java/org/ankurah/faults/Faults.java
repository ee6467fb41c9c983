package org.ankurah.faults;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Makes things go wrong, one after the other, as a seed says. When it ends, everything runs again. */
final class Faults {

    private static final int LONGEST_PAUSE_MILLIS = 2_500;
    private static final int LONGEST_ABSENCE_MILLIS = 3_000;
    private static final int LONGEST_STANDSTILL_MILLIS = 3_000;

    private final Random random;
    private final Store store;
    private final List<ServerHost> servers;
    private final Steps steps;
    private int count;

    Faults(long seed, Store store, List<ServerHost> servers, Steps steps) {
        this.random = new Random(seed);
        this.store = store;
        this.servers = servers;
        this.steps = steps;
    }

    /** How much went wrong. */
    int count() {
        return count;
    }

    void run(Duration duration) throws IOException, InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            fault();
            count++;
            TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
        }
    }

    private void fault() throws IOException, InterruptedException {
        int index = random.nextInt(servers.size());
        ServerHost server = servers.get(index);
        int kind = random.nextInt(10);
        boolean leaves = kind <= 2;
        if (leaves && !servers.get(servers.size() - 1 - index).isReady()) {
            // Without any server nothing happens that could go wrong.
            kind = 9;
        }
        switch (kind) {
            case 0, 1 -> killServer(server);
            case 2 -> stopServer(server);
            case 3 -> standStill(server.name(), () -> List.of(server.handle()));
            case 4 -> standStill("PostgreSQL", () -> Kill.postgres(store.cluster()));
            case 5 -> {
                steps.log("faults", "kill PostgreSQL");
                store.crash();
                steps.log("faults", "PostgreSQL was killed");
            }
            default -> steps.log("faults", "%s", store.disturb(index, random));
        }
    }

    private void killServer(ServerHost server) throws InterruptedException {
        int away = random.nextInt(LONGEST_ABSENCE_MILLIS);
        steps.log("faults", "kill %s, away for %d ms", server.name(), away);
        server.kill(Duration.ofMillis(away));
    }

    private void stopServer(ServerHost server) throws InterruptedException {
        steps.log("faults", "stop %s", server.name());
        server.stop();
        steps.log("faults", "%s has stopped", server.name());
        server.release();
    }

    /** Names the processes that stand still. */
    @FunctionalInterface
    private interface Processes {
        List<ProcessHandle> get() throws IOException;
    }

    private void standStill(String name, Processes processes) throws IOException, InterruptedException {
        int millis = random.nextInt(LONGEST_STANDSTILL_MILLIS);
        steps.log("faults", "%s stands still for %d ms", name, millis);
        List<ProcessHandle> standing;
        try {
            standing = processes.get();
        } catch (NoSuchFileException e) {
            return;
        }
        Kill.signal("STOP", standing);
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } finally {
            Kill.signal("CONT", standing);
        }
    }
}
