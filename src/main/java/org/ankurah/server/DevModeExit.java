package org.ankurah.server;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Tells the end of the dev-mode process from one of its many reloads, and stops the embedded PostgreSQL at the
 * former even if the last reload failed and left no application that could.
 */
final class DevModeExit {

    /** Survives reloads, which replace all classes of the application; not one of our settings, hence its prefix. */
    private static final String ARRANGED = "org.ankurah.stop-at-exit:";

    private DevModeExit() {}

    /** Whether the process is ending. */
    static boolean isExiting() {
        Thread probe = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    /** Arranges, once for each directory, that its PostgreSQL stops with the process. */
    static void stopAtExit(Path dataDirectory) {
        if (System.setProperty(ARRANGED + dataDirectory.toAbsolutePath(), "") == null) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(dataDirectory), "stop-postgresql"));
        }
    }

    private static void stop(Path dataDirectory) {
        try {
            EmbeddedPostgres.stopUnused(dataDirectory);
        } catch (IOException e) {
            // Nobody is left to tell; the next start adopts the server.
            return;
        }
    }
}
