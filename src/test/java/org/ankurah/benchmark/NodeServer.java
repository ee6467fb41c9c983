package org.ankurah.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The hand-written Node.js server of {@code plain-server.cjs} as a process, with packages from npm. */
final class NodeServer implements Subject, AutoCloseable {

    private static final String SCRIPT = "plain-server.cjs";
    private static final Pattern HEAP = Pattern.compile("\"heap\":([0-9]+)");

    private final Process process;
    private final int port;

    private NodeServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Installs and starts it.
     *
     * @param directory where it is put
     * @throws IOException when Node.js, npm or a package is not to be had
     */
    static NodeServer start(Path directory, Database database) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        try (InputStream script = Objects.requireNonNull(NodeServer.class.getResourceAsStream(SCRIPT))) {
            Files.write(directory.resolve(SCRIPT), script.readAllBytes());
        }
        Files.writeString(directory.resolve("package.json"), "{\"private\": true}");
        Process install = new ProcessBuilder("npm", "install", "--silent", "--no-audit", "--no-fund", "pg", "ws")
                .directory(directory.toFile())
                .inheritIO()
                .start();
        if (install.waitFor() != 0) {
            throw new IOException("npm could not install the packages pg and ws");
        }
        ProcessBuilder builder = new ProcessBuilder(List.of("node", "--expose-gc", SCRIPT))
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(database.environment());
        Process process = builder.start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String port = output.readLine();
        if (port == null) {
            throw new IOException("node did not start the server");
        }
        return new NodeServer(process, Integer.parseInt(port));
    }

    @Override
    public String name() {
        return "Node.js";
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", port);
    }

    @Override
    public Post album(int number) {
        return new Post("/albums", "{\"title\":\"Benchmark %d\",\"year\":3000}".formatted(number));
    }

    @Override
    public Post track(int number, String composer) {
        return new Post("/tracks", "{\"name\":\"%c%d\",\"composer\":\"%s\"}".formatted(MARK, number, composer));
    }

    @Override
    public String socketPath() {
        return "/";
    }

    @Override
    public String liveTracks(String composer) {
        return "{\"composer\":\"%s\"}".formatted(composer);
    }

    @Override
    public long heapBytes() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/heap"))
                .version(HttpClient.Version.HTTP_1_1)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        String answer = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        Matcher heap = HEAP.matcher(answer);
        if (!heap.find()) {
            throw new IOException("The Node.js server does not know its heap: " + answer);
        }
        return Long.parseLong(heap.group(1));
    }

    @Override
    public void close() {
        process.destroy();
    }
}
