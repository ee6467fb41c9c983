package org.ankurah.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the checks and tests of {@code web-client/}, whose packages the build has installed. */
class WebClientIT {

    private static final int MINUTES = 10;

    @TempDir
    Path directory;

    @Test
    void theSourcesAreCleanAndWhatIsGeneratedIsCurrent() throws Exception {
        npm("check", Map.of());
        npm("codegen:check", Map.of());
    }

    @Test
    void theLibraryAndTheApplicationPassTheirTests() throws Exception {
        npm("test", Map.of());
    }

    @Test
    void clientsOfAllKindsWorkWithTheServer() throws Exception {
        ServerProcess server = ServerProcess.start(directory);
        try {
            for (String script : new String[] {"test:protocol", "test:server", "test:examples"}) {
                npm(script, Map.of("ANKURAH_URL", server.url()));
            }
        } catch (AssertionError failure) {
            throw new AssertionError(failure.getMessage() + "\nThe server's log:\n" + server.log(), failure);
        } finally {
            server.stop();
        }
    }

    @Test
    void theApplicationAndGraphiqlWorkInABrowser() throws Exception {
        assumeTrue(
                hasChromium(),
                "skipped: this test needs Chromium (Debian, Ubuntu: apt-get install chromium), or CHROMIUM set to where"
                        + " it is");
        npm("test:browser", Map.of());
    }

    private static boolean hasChromium() {
        return System.getenv("CHROMIUM") != null || Files.isExecutable(Path.of("/usr/bin/chromium"));
    }

    private void npm(String script, Map<String, String> environment) throws IOException, InterruptedException {
        Path output = directory.resolve("npm.log");
        ProcessBuilder builder = new ProcessBuilder("npm", "run", script)
                .directory(Path.of("web-client").toAbsolutePath().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
        }
        assertThat(process.exitValue())
                .as("npm run %s%n%s", script, Files.readString(output, UTF_8))
                .isZero();
    }
}
