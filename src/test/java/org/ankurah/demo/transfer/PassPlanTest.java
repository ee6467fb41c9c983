package org.ankurah.demo.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassPlanTest {

    private static final StoreSchema SCHEMA = MusicSchema.schema();

    @TempDir
    Path directory;

    @Test
    void fileInDependencyOrderTakesOnePass() throws Exception {
        KeyTable keys = plan(1, artist("a"), album("b", "a"), employee("1", null), employee("2", "1"));

        assertThat(keys.get("album", "b").pass).isEqualTo(1);
        assertThat(keys.get("employee", "2").deferred).isFalse();
    }

    @Test
    void whatRefersForwardIsCreatedInALaterPass() throws Exception {
        KeyTable keys = plan(2, album("b", "a"), artist("a"), album("c", "a"));

        assertThat(keys.get("album", "b").pass).isEqualTo(2);
        assertThat(keys.get("album", "c").pass).isEqualTo(1);
        assertThat(keys.get("album", "b").deferred).isFalse();
    }

    @Test
    void circlesAndSelfReferencesAreSetByUpdates() throws Exception {
        KeyTable keys = plan(2, employee("1", "2"), employee("2", "1"), employee("3", "3"), employee("4", null));

        assertThat(keys.get("employee", "4").pass).isEqualTo(1);
        assertThat(keys.get("employee", "1").deferred).isTrue();
        assertThat(keys.get("employee", "2").deferred).isFalse();
        assertThat(keys.get("employee", "3").deferred).isTrue();
    }

    @Test
    void longChainAgainstTheOrderEndsInUpdatesInsteadOfManyPasses() throws Exception {
        List<String> lines = new ArrayList<>();
        lines.add(employee("0", null));
        IntStream.rangeClosed(1, 100).forEach(i -> lines.add(employee("" + i, "" + (i - 1))));
        Collections.reverse(lines);

        KeyTable keys = plan(13, lines.toArray(String[]::new));

        assertThat(keys.get("employee", "0").pass).isEqualTo(1);
        assertThat(keys.get("employee", "11").pass).isEqualTo(12);
        assertThat(keys.get("employee", "100").pass).isEqualTo(13);
        assertThat(keys.get("employee", "100").deferred).isTrue();
    }

    @Test
    void circleOfRequiredReferencesIsRefused() {
        assertThatThrownBy(() -> plan(0, required("hen", "egg"), required("egg", "hen"), artist("a")))
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("line 1: the hen \"1\" lies on or behind a circle of required references");
    }

    private KeyTable plan(int passes, String... lines) throws Exception {
        Path file = Files.writeString(directory.resolve("store.ndjson"), String.join("\n", lines));
        KeyTable keys = FileCheck.check(SCHEMA, file);
        assertThat(PassPlan.make(SCHEMA, file, keys)).isEqualTo(passes);
        return keys;
    }

    private static String artist(String key) {
        return "{\"collection\":\"artist\",\"key\":\"" + key + "\",\"values\":{\"name\":\"x\"}}";
    }

    private static String album(String key, String artist) {
        return "{\"collection\":\"album\",\"key\":\"" + key + "\",\"values\":{\"title\":\"x\"},\"refs\":{\"artist\":\""
                + artist + "\"}}";
    }

    private static String required(String collection, String target) {
        return "{\"collection\":\"" + collection + "\",\"key\":\"1\",\"refs\":{\"" + target + "\":\"1\"}}";
    }

    private static String employee(String key, String reportsTo) {
        String refs = reportsTo == null ? "" : ",\"refs\":{\"reportsTo\":\"" + reportsTo + "\"}";
        return "{\"collection\":\"employee\",\"key\":\"" + key + "\",\"values\":{\"lastName\":\"x\"}" + refs + "}";
    }
}
