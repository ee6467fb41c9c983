package org.ankurah.demo.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.ankurah.demo.transfer.Journal.Entry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private static final Entry INTENT = new Entry.Intent(
            "album", null, Instant.parse("2026-01-02T03:04:05.678Z"), List.of("1", "2"), List.of(7L, -8L));
    private static final Entry CREATED = new Entry.Created(List.of("01A", "01B"));

    @TempDir
    Path directory;

    private Path path;

    @BeforeEach
    void setUp() {
        path = Journal.beside(directory.resolve("store.ndjson"));
    }

    @Test
    void entriesAreReadBackInOrder() throws Exception {
        Entry withMark = new Entry.Intent("artist", "01Z", Instant.EPOCH, List.of("ä\n"), List.of(1L));
        Entry linked = new Entry.Linked("employee", List.of("1"));
        write(INTENT, CREATED, withMark, new Entry.Refused(), linked);

        assertThat(path).hasFileName("store.ndjson.progress");
        assertThat(read()).containsExactly(INTENT, CREATED, withMark, new Entry.Refused(), linked);
    }

    @Test
    void lineThatWasCutOffByACrashIsDroppedAndWritingGoesOnBehindTheLastWholeOne() throws Exception {
        write(INTENT);
        Files.writeString(path, "{\"step\":\"crea", StandardOpenOption.APPEND);

        write(CREATED);

        assertThat(read()).containsExactly(INTENT, CREATED);
    }

    @Test
    void damagedLineIsAnErrorThatSaysWhatToDo() throws Exception {
        write(INTENT);
        Files.writeString(path, "{}\n", StandardOpenOption.APPEND);

        assertThatThrownBy(this::read)
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("is damaged in line 2")
                .hasMessageContaining("delete it to begin anew");
    }

    @Test
    void twoImportsOfOneFileCannotRunAtOnce() throws Exception {
        try (Journal first = Journal.open(path)) {
            assertThatThrownBy(() -> Journal.open(path))
                    .isInstanceOf(TransferException.class)
                    .hasMessageContaining("Another import of this file is running");
            assertThat(first.entries()).isEmpty();
        }
    }

    @Test
    void restartKeepsWhatWasWrittenUnderAnotherName() throws Exception {
        write(INTENT, CREATED);
        String before = Files.readString(path);

        try (Journal journal = Journal.open(path)) {
            journal.restart();
            journal.append(INTENT);
        }

        assertThat(read()).containsExactly(INTENT);
        assertThat(directory.resolve("store.ndjson.progress.old")).hasContent(before);
    }

    private void write(Entry... entries) throws Exception {
        try (Journal journal = Journal.open(path)) {
            for (Entry entry : entries) {
                journal.append(entry);
            }
        }
    }

    private List<Entry> read() throws Exception {
        try (Journal journal = Journal.open(path)) {
            return journal.entries();
        }
    }
}
