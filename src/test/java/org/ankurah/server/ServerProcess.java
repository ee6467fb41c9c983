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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged server as its users start it: a process, on a free port, with data of its own. */
public final class ServerProcess {

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path directory;
    private final int port;
    private final Process process;

    private ServerProcess(Path directory, int port, Process process) {
        this.directory = directory;
        this.port = port;
        this.process = process;
    }

    /**
     * Starts a server and waits until it is ready.
     *
     * @param directory where its data and its log are, perhaps from a server before it
     * @param settings such as {@code -Dankurah.sample-data=false}
     */
    public static ServerProcess start(Path directory, String... settings) throws IOException {
        return start(directory, freePort(), settings);
    }

    /** The same at a port that is known, as one that was killed had. */
    public static ServerProcess start(Path directory, int port, String... settings) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(java(), "-Dquarkus.http.port=" + port, "-Dankurah.data-dir=data"));
        command.addAll(List.of(settings));
        command.addAll(List.of("-jar", jar()));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("server.log").toFile())
                .start();
        ServerProcess server = new ServerProcess(directory, port, process);
        long began = System.nanoTime();
        try {
            await().atMost(START).pollInterval(Duration.ofMillis(100)).until(server::isReady);
        } catch (RuntimeException | AssertionError failure) {
            process.destroyForcibly();
            throw failure;
        }
        System.out.printf(
                "Server ready after %d ms%n",
                Duration.ofNanos(System.nanoTime() - began).toMillis());
        return server;
    }

    public String url() {
        return "http://localhost:" + port;
    }

    /** The id of its process. */
    public long pid() {
        return process.pid();
    }

    /** What it printed so far. */
    public String log() throws IOException {
        return Files.readString(directory.resolve("server.log"));
    }

    /** Ends it without a chance to say goodbye; its PostgreSQL runs on. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to stop, and waits until it and its PostgreSQL are gone. */
    public void stop() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)).isTrue();
        // The last server to leave takes PostgreSQL with it.
        Path pid = directory.resolve("data/postgres/postmaster.pid");
        await().atMost(Duration.ofSeconds(10)).until(() -> !Files.exists(pid));
    }

    /** The Java command that these tests run with. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The packaged server. */
    public static String jar() {
        return Path.of(System.getProperty("ankurah.jar", "target/quarkus-app/quarkus-run.jar"))
                .toAbsolutePath()
                .toString();
    }

    private boolean isReady() throws IOException, InterruptedException {
        if (!process.isAlive()) {
            throw new AssertionError("the server ended: " + log());
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 && response.body().contains("UP");
        } catch (IOException e) {
            return false;
        }
    }

    /** A port that nobody uses now. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
