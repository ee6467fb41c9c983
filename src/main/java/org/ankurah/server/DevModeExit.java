package org.ankurah.server;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Stops the embedded PostgreSQL when the dev-mode process ends. A system property remembers that it is already
 * arranged, as the classes of the application are replaced at every reload.
 */
final class DevModeExit {

    private DevModeExit() {}

    static void stopAtExit(Path dataDirectory) {
        String key = "ankurah.stop-at-exit:" + dataDirectory.toAbsolutePath();
        if (System.setProperty(key, "arranged") != null) {
            return;
        }
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(dataDirectory), "stop-postgresql"));
        } catch (IllegalStateException e) {
            // The process is already ending, so this was the last reload.
            stop(dataDirectory);
        }
    }

    private static void stop(Path dataDirectory) {
        try {
            EmbeddedPostgres.open(dataDirectory).close();
        } catch (IOException e) {
            // Nobody is left to tell; the next start adopts the server.
            return;
        }
    }
}
