package org.ankurah.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ankurah.faults.GraphqlClient.Answer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk of the data really fills up, a small one that is mounted for the test; that takes a user who may mount. Near
 * its end writes are refused and reads go on; when there is room again, writes do as well.
 */
@EnabledOnOs(OS.LINUX)
class DiskFullIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int DISK_MEGABYTES = 256;
    private static final int KEPT_MEGABYTES = 64;
    private static final int MEGABYTE = 1 << 20;

    @TempDir
    Path directory;

    private final GraphqlClient client = new GraphqlClient();
    private Path disk;
    private boolean mounted;

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            assertThat(run("umount", disk.toString())).isTrue();
        }
    }

    @Test
    void writesStopBeforeTheDiskIsFullAndGoOnWhenThereIsRoom() throws Exception {
        disk = Files.createDirectory(directory.resolve("disk"));
        mounted = run("mount", "-t", "tmpfs", "-o", "size=" + DISK_MEGABYTES + "m", "tmpfs", disk.toString());
        assumeTrue(mounted, "The test of a full disk is skipped: this user may not mount a disk.");
        List<String> settings = List.of(
                "-Xmx256m",
                "-Dankurah.sample-data=false",
                "-Dankurah.data-dir=" + disk.resolve("data"),
                "-Dankurah.min-free-space=" + KEPT_MEGABYTES + "M");
        try (Steps steps = new Steps("disk-full");
                ServerHost server = new ServerHost("server", directory, settings, steps)) {
            server.awaitReady();
            ProcessHandle process = server.handle();
            assertThat(create(server, "before")).isInstanceOf(Answer.Given.class);

            // Somebody else fills the disk: all of it, so that PostgreSQL has nothing left but what is its own.
            Path filler = disk.resolve("filler");
            fill(filler, KEPT_MEGABYTES / 2);
            Awaitility.await("writes are refused")
                    .atMost(PATIENCE)
                    .until(() -> create(server, "x") instanceof Answer.Unknown);

            assertThat(create(server, "refused"))
                    .isInstanceOfSatisfying(
                            Answer.Unknown.class,
                            answer -> assertThat(answer.why())
                                    .contains("UNAVAILABLE")
                                    .containsIgnoringCase("full"));
            assertThat(names(server)).contains("before").doesNotContain("refused");

            Files.delete(filler);
            Awaitility.await("writes go on")
                    .atMost(PATIENCE)
                    .until(() -> create(server, "after") instanceof Answer.Given);
            assertThat(names(server)).contains("before", "after").doesNotContain("refused");
            assertThat(server.handle()).as("it ran all the time").isEqualTo(process);
            assertThat(steps.wrongs()).isZero();
        }
    }

    /** Writes a file until so many megabytes are free. */
    private static void fill(Path file, int left) throws IOException {
        byte[] block = new byte[MEGABYTE];
        try (var out = Files.newOutputStream(file)) {
            while (Files.getFileStore(file).getUsableSpace() > (long) left * MEGABYTE) {
                out.write(block);
            }
        }
    }

    private Answer create(ServerHost server, String name) throws InterruptedException {
        return client.send(
                server.http(), "mutation { createGenre(input: {name: \"" + name + "\"}) { cursor } }", Map.of(), null);
    }

    private List<String> names(ServerHost server) throws InterruptedException {
        Answer answer = client.send(server.http(), "{ genres(first: 1000) { nodes { name } } }", Map.of(), null);
        assertThat(answer).as("reads go on").isInstanceOf(Answer.Given.class);
        return ((Answer.Given) answer).data().findValuesAsText("name");
    }
}
