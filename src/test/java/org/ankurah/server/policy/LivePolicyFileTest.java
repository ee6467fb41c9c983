package org.ankurah.server.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.ankurah.model.Model;
import org.ankurah.model.Models;
import org.ankurah.model.RecordModels;
import org.ankurah.model.Required;
import org.ankurah.node.Identity;
import org.ankurah.node.policy.PolicyException;
import org.ankurah.query.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A policy file is followed however it changes, and a bad version leaves the one before in force. */
class LivePolicyFileTest {

    @Model
    record Note(@Required String text) {}

    private static final Models MODELS = RecordModels.read(List.of(Note.class)).models();
    private static final String OPEN = "roles: {anonymous: {note: {allow: [read]}}}";
    private static final String CLOSED = "roles: {anonymous: {note: {allow: [create]}}}";
    private static final String BAD = "roles: {anonymous: {note: {allow: [reed]}}}";

    @TempDir
    Path directory;

    private final AtomicInteger changes = new AtomicInteger();
    private Path path;
    private LivePolicyFile policy;

    @BeforeEach
    void open() throws IOException {
        path = directory.resolve("policy.yaml");
        Files.writeString(path, CLOSED);
        follow();
    }

    private void follow() {
        policy = LivePolicyFile.open(path, MODELS);
        policy.onChange(changes::incrementAndGet);
    }

    @AfterEach
    void close() {
        policy.close();
    }

    private boolean mayRead() {
        return policy.of(Identity.ANONYMOUS).of("note").read().equals(Predicate.TRUE);
    }

    private void awaitReading(boolean may) {
        // Ten times what it should take, for machines that do other things as well.
        await().pollInterval(Duration.ofMillis(5)).atMost(Duration.ofSeconds(1)).until(() -> mayRead() == may);
    }

    private void awaitProblem(boolean expected) {
        await().pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(3))
                .until(() -> (policy.problem() != null) == expected);
    }

    @Test
    void aFileThatIsWrittenAnew() throws IOException {
        assertThat(mayRead()).isFalse();

        Files.writeString(path, OPEN);
        awaitReading(true);
        Files.writeString(path, CLOSED);
        awaitReading(false);

        assertThat(changes).hasValueGreaterThanOrEqualTo(2);
    }

    @Test
    void aFileThatIsReplacedByAnother() throws IOException {
        Path next = Files.writeString(directory.resolve("next"), OPEN);

        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);

        awaitReading(true);
    }

    @Test
    void aLinkThatIsTurnedAsKubernetesDoes() throws IOException {
        policy.close();
        Path mount = Files.createDirectory(directory.resolve("mount"));
        Path first = Files.createDirectory(mount.resolve("..1"));
        Path second = Files.createDirectory(mount.resolve("..2"));
        Files.writeString(first.resolve("policy.yaml"), CLOSED);
        Files.writeString(second.resolve("policy.yaml"), OPEN);
        Files.createSymbolicLink(mount.resolve("..data"), Path.of("..1"));
        path = Files.createSymbolicLink(mount.resolve("policy.yaml"), Path.of("..data/policy.yaml"));
        follow();
        assertThat(mayRead()).isFalse();

        Files.createSymbolicLink(mount.resolve("..tmp"), Path.of("..2"));
        Files.move(mount.resolve("..tmp"), mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);

        awaitReading(true);
    }

    @Test
    void theFileBehindALinkElsewhere() throws IOException {
        policy.close();
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere")).resolve("real.yaml");
        Files.writeString(elsewhere, CLOSED);
        path = Files.createSymbolicLink(directory.resolve("link.yaml"), elsewhere);
        follow();

        Files.writeString(elsewhere, OPEN);

        awaitReading(true);
    }

    @Test
    void aBadVersionLeavesTheOneBeforeInForce() throws IOException {
        Files.writeString(path, OPEN);
        awaitReading(true);

        Files.writeString(path, BAD);
        awaitProblem(true);
        assertThat(policy.problem()).contains("line 1, column 36", "did you mean \"read\"?");
        assertThat(mayRead()).isTrue();

        Files.writeString(path, CLOSED);
        awaitReading(false);
        assertThat(policy.problem()).isNull();
    }

    @Test
    void aFileThatIsGoneOrEmptyIsABadVersion() throws IOException {
        Files.writeString(path, OPEN);
        awaitReading(true);

        Files.delete(path);
        awaitProblem(true);
        assertThat(mayRead()).isTrue();

        Files.writeString(path, OPEN);
        awaitProblem(false);
        Files.writeString(path, "");
        awaitProblem(true);
        assertThat(mayRead()).isTrue();
    }

    @Test
    void aBadFileStopsTheStart() throws IOException {
        Files.writeString(path, BAD);
        assertThatThrownBy(() -> LivePolicyFile.open(path, MODELS))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("policy.yaml, line 1, column 36");

        assertThatThrownBy(() -> LivePolicyFile.open(directory.resolve("none.yaml"), MODELS))
                .hasMessageContaining("There is no policy file");

        Files.write(path, new byte[10 << 20]);
        assertThatThrownBy(() -> LivePolicyFile.open(path, MODELS)).hasMessageContaining("larger than");

        Files.write(path, new byte[] {(byte) 0xC3, 0x28});
        assertThatThrownBy(() -> LivePolicyFile.open(path, MODELS)).hasMessageContaining("UTF-8");

        assertThatThrownBy(() -> LivePolicyFile.open(directory, MODELS)).isInstanceOf(PolicyException.class);
    }
}
