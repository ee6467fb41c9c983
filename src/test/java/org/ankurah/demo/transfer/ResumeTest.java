package org.ankurah.demo.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.ankurah.demo.transfer.Journal.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeTest {

    @TempDir
    Path directory;

    @Test
    void idsOfCreatedBatchesAreKnownAndAnOpenIntentIsLost() throws Exception {
        KeyTable keys = keys("a", "b", "c");
        Entry.Intent open = intent(keys, "b", "c");
        Journal journal = journal(
                intent(keys, "a"), new Entry.Created(List.of("01A")), intent(keys, "b"), new Entry.Refused(), open);

        Resume resume = Resume.read(journal, keys);

        assertThat(resume).isEqualTo(new Resume(1, open));
        assertThat(keys.get("artist", "a").id).isEqualTo("01A");
        assertThat(keys.get("artist", "b").id).isNull();
    }

    @Test
    void lineThatWasImportedMustStillBeTheSame() throws Exception {
        Journal journal = journal(intent(keys("a", "b"), "b"), new Entry.Created(List.of("01B")));

        assertThatThrownBy(() -> Resume.read(journal, keys("a", "b\",\"values\":{\"name\":\"other")))
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("The file changed since it was imported");
        assertThatThrownBy(() -> Resume.read(journal, keys("a")))
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("the artist \"b\" is gone");
    }

    @Test
    void linesBehindWhatWasImportedMayChange() throws Exception {
        Journal journal = journal(intent(keys("a", "b"), "a"), new Entry.Created(List.of("01A")));

        assertThat(Resume.read(journal, keys("a", "c", "d")).done()).isEqualTo(1);
    }

    private Entry.Intent intent(KeyTable table, String... keys) {
        List<Long> digests = List.of(keys).stream()
                .map(key -> table.get("artist", key).digest)
                .toList();
        return new Entry.Intent("artist", null, Instant.EPOCH, List.of(keys), digests);
    }

    private Journal journal(Entry... entries) throws Exception {
        Path path = directory.resolve("store.ndjson.progress");
        try (Journal journal = Journal.open(path)) {
            for (Entry entry : entries) {
                journal.append(entry);
            }
        }
        try (Journal journal = Journal.open(path)) {
            return journal;
        }
    }

    private KeyTable keys(String... keys) throws Exception {
        StringBuilder text = new StringBuilder();
        for (String key : keys) {
            String values = key.contains("values") ? "" : "\",\"values\":{\"name\":\"x";
            text.append("{\"collection\":\"artist\",\"key\":\"" + key + values + "\"}}\n");
        }
        Path file = Files.writeString(directory.resolve("store.ndjson"), text);
        return FileCheck.check(MusicSchema.schema(), file);
    }
}
