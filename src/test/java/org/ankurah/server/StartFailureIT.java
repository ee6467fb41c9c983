package org.ankurah.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the packaged server prints when it cannot start. */
class StartFailureIT {

    @TempDir
    Path directory;

    @Test
    void aSettingThatMakesNoSenseIsNamed() {
        assertThatThrownBy(() -> ServerProcess.start(directory, "-Dankurah.follow=bogus"))
                .hasMessageContaining("The server cannot start. The setting ankurah.follow must be notify or poll, not")
                .hasMessageNotContaining("\tat ");
    }

    @Test
    void withoutAPolicyTheServerKeepsToItsMachine() {
        assertThatThrownBy(() -> ServerProcess.start(directory, "-Dquarkus.http.host=0.0.0.0"))
                .hasMessageContaining("The server cannot start. Everybody who reaches 0.0.0.0 could read and write"
                        + " everything, as there is no policy.")
                .hasMessageContaining("ankurah.open=true")
                .hasMessageNotContaining("\tat ");
    }

    @Test
    void allNumbersThatMakeNoSenseAreNamedAtOnce() {
        assertThatThrownBy(() -> ServerProcess.start(
                        directory,
                        "-Dankurah.limits.connections=abc",
                        "-Dankurah.limits.pending-changes=0",
                        "-Dankurah.min-free-space="))
                .hasMessageContaining("The server cannot start. The setting ankurah.limits.connections must be a whole"
                        + " number from 1 to 2147483647, not \"abc\". The setting ankurah.limits.pending-changes must")
                .hasMessageContaining("The setting ankurah.min-free-space must be a size")
                .hasMessageNotContaining("SRCFG")
                .hasMessageNotContaining("\tat ");
    }

    @Test
    void keysThatCannotBeUsedAreToldOf() throws Exception {
        String[] tokens = {"-Dankurah.auth.issuer=https://login.example.org/", "-Dankurah.auth.audience=shop"};

        assertThatThrownBy(
                        () -> ServerProcess.start(directory, tokens[0], tokens[1], "-Dankurah.auth.keys=nowhere.pem"))
                .hasMessageContaining("nowhere.pem. There is no such file.");
        Files.writeString(directory.resolve("empty.pem"), "nothing");
        assertThatThrownBy(() -> ServerProcess.start(
                        directory, tokens[0], tokens[1], "-Dankurah.auth.keys=" + directory.resolve("empty.pem")))
                .hasMessageContaining("There is no public key in it");
        assertThatThrownBy(() -> ServerProcess.start(directory, "-Dankurah.auth.keys=nowhere.pem"))
                .hasMessageContaining("ankurah.auth.issuer must be given")
                .hasMessageContaining("ankurah.auth.audience must be given");
    }

    @Test
    void aStartThatFailsSaysWhyInOneMessage() throws Exception {
        Files.writeString(directory.resolve("taken"), "a file where the data should be");

        assertThatThrownBy(() -> ServerProcess.start(directory, "-Dankurah.data-dir=taken"))
                .hasMessageContaining("The server cannot start. The embedded PostgreSQL cannot keep its data in taken")
                .hasMessageContaining("ankurah.data-dir")
                .hasMessageNotContaining("\tat ");
    }
}
