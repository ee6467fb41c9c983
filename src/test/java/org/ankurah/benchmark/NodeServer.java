package org.ankurah.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The hand-written Node.js server of {@code insert-server.cjs} as a process, with its client of PostgreSQL from npm. */
final class NodeServer implements AutoCloseable {

    private static final String SCRIPT = "insert-server.cjs";

    private final Process process;
    private final URI url;

    private NodeServer(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Installs and starts it.
     *
     * @param directory where it is put
     * @throws IOException when Node.js, npm or the package is not to be had
     */
    static NodeServer start(Path directory, Database database) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        try (InputStream script = Objects.requireNonNull(NodeServer.class.getResourceAsStream(SCRIPT))) {
            Files.write(directory.resolve(SCRIPT), script.readAllBytes());
        }
        Files.writeString(directory.resolve("package.json"), "{\"private\": true}");
        Process install = new ProcessBuilder("npm", "install", "--silent", "--no-audit", "--no-fund", "pg")
                .directory(directory.toFile())
                .inheritIO()
                .start();
        if (install.waitFor() != 0) {
            throw new IOException("npm could not install the package pg");
        }
        ProcessBuilder builder = new ProcessBuilder(List.of("node", SCRIPT))
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(database.environment());
        Process process = builder.start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String port = output.readLine();
        if (port == null) {
            throw new IOException("node did not start the server");
        }
        return new NodeServer(process, URI.create("http://localhost:" + port + "/albums"));
    }

    URI url() {
        return url;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
