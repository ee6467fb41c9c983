package org.ankurah.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the protocol tests of {@code web-client/}, a {@code graphql-ws} client from npm, against the packaged server. */
class WebClientIT {

    private static final int MINUTES = 5;
    private static final int OLDEST_NODE = 20;

    @TempDir
    Path directory;

    @Test
    void aClientFromNpmDrivesMutationsAndLiveQueries() throws Exception {
        assumeTrue(hasNode(), "skipped: this test needs Node " + OLDEST_NODE + " or newer, with npm, on the PATH");
        Run install = run("", "npm", "ci", "--no-audit", "--no-fund");
        assertThat(install.status()).as(install.output()).isZero();

        ServerProcess server = ServerProcess.start(directory);
        try {
            Run test = run(server.url(), "npm", "run", "test:protocol");

            assertThat(test.status())
                    .as("%s%nThe server's log:%n%s", test.output(), server.log())
                    .isZero();
        } finally {
            server.stop();
        }
    }

    private record Run(int status, String output) {}

    private boolean hasNode() throws Exception {
        try {
            Run npm = run("", "npm", "--version");
            Run node = run("", "node", "--version");
            String version = node.output().strip().replaceFirst("^v(\\d+).*", "$1");
            return npm.status() == 0 && Integer.parseInt(version) >= OLDEST_NODE;
        } catch (IOException | NumberFormatException absent) {
            return false;
        }
    }

    private Run run(String url, String... command) throws IOException, InterruptedException {
        Path output = directory.resolve("npm.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Path.of("web-client").toAbsolutePath().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("ANKURAH_URL", url);
        Process process = builder.start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
        }
        return new Run(process.exitValue(), Files.readString(output, UTF_8));
    }
}
