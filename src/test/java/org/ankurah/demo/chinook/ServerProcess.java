package org.ankurah.demo.chinook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged server with an empty store of its own, and its command-line tools, each as a process. */
final class ServerProcess implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path directory;
    private final int port;
    private final Process process;

    private ServerProcess(Path directory, int port, Process process) {
        this.directory = directory;
        this.port = port;
        this.process = process;
    }

    static ServerProcess start(Path directory) throws IOException {
        Files.createDirectories(directory);
        int port = freePort();
        Process process = new ProcessBuilder(
                        java(),
                        "-Dquarkus.http.port=" + port,
                        "-Dankurah.data-dir=data",
                        "-Dankurah.sample-data=false",
                        "-jar",
                        jar())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("server.log").toFile())
                .start();
        ServerProcess server = new ServerProcess(directory, port, process);
        await().atMost(START).pollInterval(Duration.ofMillis(100)).until(server::isReady);
        return server;
    }

    URI uri(String scheme) {
        return URI.create(scheme + "://localhost:" + port + "/graphql");
    }

    /** The data that a query answers. */
    JsonNode query(String document) throws IOException, InterruptedException {
        String body = JSON.createObjectNode().put("query", document).toString();
        HttpRequest request = HttpRequest.newBuilder(uri("http"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        JsonNode answer =
                JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
        assertThat(answer.path("errors")).as(document).isEmpty();
        return answer.path("data");
    }

    /** Starts one of the command-line tools; what it prints goes to a file beside the one that it works on. */
    Process tool(String command, Path file, String... options) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                java(),
                "-jar",
                jar(),
                command,
                file.toString(),
                "--url",
                uri("http").toString()));
        line.addAll(List.of(options));
        return new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(outputOf(file).toFile())
                .start();
    }

    /** Runs a tool to its end and returns what it printed. */
    String run(String command, Path file, String... options) throws IOException, InterruptedException {
        Process tool = tool(command, file, options);
        boolean ended = tool.waitFor(5, TimeUnit.MINUTES);
        String output = Files.readString(outputOf(file));
        assertThat(ended && tool.exitValue() == 0).as(output).isTrue();
        return output;
    }

    /** Asks it to stop, and waits until it and its PostgreSQL are gone: their directory is about to be deleted. */
    @Override
    public void close() {
        process.destroy();
        await().atMost(STOP).until(() -> !process.isAlive());
        await().atMost(STOP).until(() -> !Files.exists(directory.resolve("data/postgres/postmaster.pid")));
    }

    private boolean isReady() throws IOException, InterruptedException {
        assertThat(process.isAlive())
                .as(() -> "the server runs; its log: " + directory.resolve("server.log"))
                .isTrue();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static Path outputOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".out");
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
