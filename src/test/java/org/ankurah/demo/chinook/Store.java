package org.ankurah.demo.chinook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ankurah.server.ServerProcess;

/** A store of its own on the packaged server, and the command-line tools on it, each as a process. */
final class Store implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final ServerProcess server;

    private Store(ServerProcess server) {
        this.server = server;
    }

    /** Starts a server whose store is empty. */
    static Store start(Path directory) throws IOException {
        return new Store(ServerProcess.start(Files.createDirectories(directory), "-Dankurah.sample-data=false"));
    }

    URI http() {
        return URI.create(server.url() + "/graphql");
    }

    URI webSocket() {
        return URI.create(server.url().replaceFirst("^http", "ws") + "/graphql");
    }

    /** The data that a query answers. */
    JsonNode query(String document) throws IOException, InterruptedException {
        String body = JSON.createObjectNode().put("query", document).toString();
        HttpRequest request = HttpRequest.newBuilder(http())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        JsonNode answer =
                JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
        assertThat(answer.path("errors")).as(document).isEmpty();
        return answer.path("data");
    }

    /** Starts one of the command-line tools; what it prints goes to a file beside the one that it works on. */
    Process tool(String command, Path file) throws IOException {
        List<String> line = new ArrayList<>(List.of(ServerProcess.java(), "-jar", ServerProcess.jar()));
        line.addAll(List.of(command, file.toString(), "--url", http().toString()));
        return new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(outputOf(file).toFile())
                .start();
    }

    /** Runs a tool to its end and returns what it printed. */
    String run(String command, Path file) throws IOException, InterruptedException {
        Process tool = tool(command, file);
        boolean ended = tool.waitFor(5, TimeUnit.MINUTES);
        String output = Files.readString(outputOf(file));
        assertThat(ended && tool.exitValue() == 0).as(output).isTrue();
        return output;
    }

    /** Stops the server; its PostgreSQL is gone as well then, and the directory may be deleted. */
    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the server stopped", e);
        }
    }

    private static Path outputOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".out");
    }
}
