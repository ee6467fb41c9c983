package org.ankurah.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of an embedded PostgreSQL, with everything that can be found in its directory. */
class EmbeddedPostgresTest {

    @TempDir
    Path data;

    @Test
    void startsStopsAndStartsAgainOnTheSameData() throws IOException {
        int firstPort;
        try (EmbeddedPostgres first = EmbeddedPostgres.open(data)) {
            firstPort = first.port();
            assertThat(first.adopted()).isFalse();
            assertThat(accepts(firstPort)).isTrue();
        }
        assertThat(accepts(firstPort)).isFalse();
        try (EmbeddedPostgres second = EmbeddedPostgres.open(data)) {
            assertThat(accepts(second.port())).isTrue();
            assertThat(second.adopted()).isFalse();
        }
    }

    @Test
    void adoptsTheServerThatAKilledOwnerLeftBehind() throws IOException {
        EmbeddedPostgres orphan = EmbeddedPostgres.open(data);
        orphan.release();

        try (EmbeddedPostgres heir = EmbeddedPostgres.open(data)) {
            assertThat(heir.adopted()).isTrue();
            assertThat(heir.port()).isEqualTo(orphan.port());
            assertThat(heir.password()).isEqualTo(orphan.password());
        }
        assertThat(accepts(orphan.port())).isFalse();
    }

    @Test
    void startsAfterPostgresItselfWasKilled() throws IOException {
        EmbeddedPostgres killed = EmbeddedPostgres.open(data);
        kill();
        await().atMost(Duration.ofSeconds(10)).until(() -> !accepts(killed.port()));
        killed.release();

        try (EmbeddedPostgres next = EmbeddedPostgres.open(data)) {
            assertThat(next.adopted()).isFalse();
            assertThat(accepts(next.port())).isTrue();
        }
    }

    @Test
    void keepersOfOneDirectoryStartItAgainAfterItWasKilled() throws IOException {
        try (EmbeddedPostgres first = EmbeddedPostgres.open(data);
                EmbeddedPostgres second = EmbeddedPostgres.open(data);
                PostgresKeeper one = new PostgresKeeper(first);
                PostgresKeeper another = new PostgresKeeper(second)) {
            one.start();
            another.start();
            for (int round = 0; round < 2; round++) {
                long killed = kill();
                await().atMost(Duration.ofSeconds(60))
                        .ignoreExceptions()
                        .until(() -> postmaster() != killed
                                && second.isRunning()
                                && first.isRunning()
                                && first.port() == second.port()
                                && accepts(first.port()));
            }
        }
        assertThat(PostmasterFile.read(data.resolve("postgres"))).isEmpty();
    }

    private long postmaster() throws IOException {
        return PostmasterFile.read(data.resolve("postgres")).orElseThrow().pid();
    }

    private long kill() throws IOException {
        long pid = postmaster();
        try (Stream<ProcessHandle> children =
                ProcessHandle.of(pid).orElseThrow().descendants()) {
            children.forEach(ProcessHandle::destroyForcibly);
        }
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        return pid;
    }

    @Test
    void ignoresAPidFileThatNamesAnotherProcess() throws IOException {
        EmbeddedPostgres.open(data).close();
        Path cluster = data.resolve("postgres");
        String self = Long.toString(ProcessHandle.current().pid());
        Files.writeString(
                cluster.resolve(PostmasterFile.NAME),
                String.join("\n", self, cluster.toString(), "0", "5432", "", "127.0.0.1", "0 0", "ready"));

        try (EmbeddedPostgres next = EmbeddedPostgres.open(data)) {
            assertThat(next.adopted()).isFalse();
            assertThat(accepts(next.port())).isTrue();
        }
    }

    @Test
    void throwsAwayAClusterThatWasNeverFinished() throws IOException {
        Path half = Files.createDirectories(data.resolve("postgres.new").resolve("base"));
        Files.writeString(half.resolve("1"), "half");

        try (EmbeddedPostgres postgres = EmbeddedPostgres.open(data)) {
            assertThat(accepts(postgres.port())).isTrue();
            assertThat(data.resolve("postgres.new")).doesNotExist();
        }
    }

    @Test
    void refusesToTouchADirectoryOfSomethingElse() throws IOException {
        Path precious = Files.createDirectories(data.resolve("postgres")).resolve("thesis.txt");
        Files.writeString(precious, "years of work");

        assertThatThrownBy(() -> EmbeddedPostgres.open(data))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not a PostgreSQL cluster");
        assertThat(precious).exists();
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
