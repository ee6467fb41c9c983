package org.ankurah.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged server as its users start it: as a process, killed at will. */
class RestartIT {

    private static final Duration START = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private Process server;
    private int port;

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            server.destroy();
            assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        // The last server to leave takes PostgreSQL with it.
        Path pid = directory.resolve("data/postgres/postmaster.pid");
        await().atMost(Duration.ofSeconds(10)).until(() -> !Files.exists(pid));
    }

    @Test
    void startsAgainAfterItWasKilled() throws Exception {
        start();
        server.destroyForcibly().waitFor();

        start();

        assertThat(Files.readString(directory.resolve("server.log"))).contains("already runs");
    }

    @Test
    void startsAgainAfterItWasStopped() throws Exception {
        start();
        server.destroy();
        assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();

        start();

        assertThat(Files.readString(directory.resolve("server.log"))).doesNotContain("already runs");
    }

    @Test
    void unknownCommandsAreRefused() throws Exception {
        Process process = new ProcessBuilder(java(), "-jar", jar(), "nonsense")
                .redirectErrorStream(true)
                .start();

        String output = new String(process.getInputStream().readAllBytes());

        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(output).contains("nonsense", "help");
    }

    private void start() throws IOException {
        port = freePort();
        server = new ProcessBuilder(java(), "-Dquarkus.http.port=" + port, "-Dankurah.data-dir=data", "-jar", jar())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("server.log").toFile())
                .start();
        await().atMost(START).pollInterval(Duration.ofMillis(100)).until(this::isReady);
    }

    private boolean isReady() throws IOException, InterruptedException {
        assertThat(server.isAlive())
                .as(() -> "server runs; its log: " + directory.resolve("server.log"))
                .isTrue();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 && response.body().contains("UP");
        } catch (IOException e) {
            return false;
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String jar() {
        return Path.of(System.getProperty("ankurah.jar", "target/quarkus-app/quarkus-run.jar"))
                .toAbsolutePath()
                .toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
