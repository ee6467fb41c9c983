package org.ankurah.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged server as its users start it, killed at will. */
class RestartIT {

    @TempDir
    Path directory;

    private ServerProcess server;

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            server.stop();
        }
    }

    @Test
    void startsAgainAfterItWasKilled() throws Exception {
        server = ServerProcess.start(directory);
        server.kill();

        server = ServerProcess.start(directory);

        assertThat(server.log()).contains("already runs");
    }

    @Test
    void startsAgainAfterItWasStopped() throws Exception {
        server = ServerProcess.start(directory);
        server.stop();

        server = ServerProcess.start(directory);

        assertThat(server.log()).doesNotContain("already runs");
    }

    @Test
    void unknownCommandsAreRefused() throws Exception {
        Process process = new ProcessBuilder(ServerProcess.java(), "-jar", ServerProcess.jar(), "nonsense")
                .redirectErrorStream(true)
                .start();

        String output = new String(process.getInputStream().readAllBytes());

        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(output).contains("nonsense", "help");
    }
}
