package org.ankurah.faults;

import java.io.IOException;
import java.net.InetAddress;
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
import org.ankurah.server.ServerProcess;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A place where the packaged server runs: always on the same port, and started again whenever it is gone, as a service
 * manager does it.
 */
final class ServerHost implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);
    private static final long STOP_SECONDS = 40;
    private static final long PAUSE_MILLIS = 100;

    private final String name;
    private final Path directory;
    private final List<String> settings;
    private final Steps steps;
    private final int port;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Thread keeper;
    private @Nullable Process process;
    private volatile boolean held;
    private volatile boolean closed;

    /**
     * Starts a server without waiting for it.
     *
     * @param directory where it runs
     * @param settings of the JVM and of the server
     */
    ServerHost(String name, Path directory, List<String> settings, Steps steps) throws IOException {
        this.name = name;
        this.directory = Files.createDirectories(directory);
        this.settings = List.copyOf(settings);
        this.steps = steps;
        Files.deleteIfExists(log());
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        start();
        keeper = new Thread(this::keep, "keeper of " + name);
        keeper.setDaemon(true);
        keeper.start();
    }

    String name() {
        return name;
    }

    URI http() {
        return URI.create("http://127.0.0.1:" + port + "/graphql");
    }

    URI webSocket() {
        return URI.create("ws://127.0.0.1:" + port + "/graphql");
    }

    Path log() {
        return steps.fileOf(name);
    }

    private synchronized void start() throws IOException {
        List<String> command = new ArrayList<>(List.of(ServerProcess.java(), "-Dquarkus.http.port=" + port));
        command.addAll(settings);
        command.addAll(List.of("-jar", ServerProcess.jar()));
        process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        steps.log(name, "starts as process %d on port %d", process.pid(), port);
    }

    private void keep() {
        while (!closed) {
            try {
                Process running = process();
                if (!running.isAlive() && !held) {
                    steps.log(name, "is gone with %d", running.exitValue());
                    start();
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            } catch (IOException e) {
                steps.wrong(name, "cannot be started: %s", e);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private synchronized Process process() {
        if (process == null) {
            throw new IllegalStateException(name + " was never started");
        }
        return process;
    }

    ProcessHandle handle() {
        return process().toHandle();
    }

    /** Ends it without a chance to say goodbye. It stays away for a while. */
    void kill(Duration away) throws InterruptedException {
        held = true;
        process().destroyForcibly().waitFor();
        TimeUnit.MILLISECONDS.sleep(away.toMillis());
        held = false;
    }

    /** Asks it to stop and waits until it has. It stays away until {@link #release}. */
    void stop() throws InterruptedException {
        held = true;
        process().destroy();
        if (!process().waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            steps.wrong(name, "did not stop when asked to");
            process().destroyForcibly().waitFor();
        }
    }

    /** It is started again if it does not run. */
    void release() {
        held = false;
    }

    void awaitReady() {
        Awaitility.await(name + " is ready, see " + log())
                .atMost(START)
                .pollInterval(Duration.ofMillis(PAUSE_MILLIS))
                .until(this::isReady);
    }

    /** Whether it answers that it is ready. */
    boolean isReady() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 && response.body().contains("UP");
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        closed = true;
        keeper.interrupt();
        try {
            keeper.join();
            stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process().destroyForcibly();
        }
    }
}
