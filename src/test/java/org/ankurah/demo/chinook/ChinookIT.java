package org.ankurah.demo.chinook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Chinook sample database goes into the packaged server through its public API and is asked for again; the
 * expected answers are computed from the database's own file.
 */
class ChinookIT {

    private static final Path SOURCE = Path.of(System.getProperty("ankurah.chinook", "../shared/data/chinook.json"));
    private static final int ROWS = 15_607;

    /** A window across the graph: it is moved by albums and tracks, which are imported after the artists. */
    private static final String PROLIFIC =
            "where: {albums: {count: {gt: 1}, some: {tracks: {some: {unitPrice: {lt: 1}}}}}},"
                    + " orderBy: [{name: DESC}], first: 20";

    private static final String WITH_ALBUMS =
            "{ id name albums(orderBy: [{title: ASC}], first: 3) { totalCount nodes { title tracks { totalCount } } } }";

    @TempDir
    Path directory;

    @Test
    void chinookIsImportedAnsweredAndExported() throws Exception {
        assumeTrue(
                Files.isReadable(SOURCE),
                () -> "The Chinook test is skipped: there is no " + SOURCE
                        + ". Say where it is with -Dankurah.chinook=FILE.");
        ChinookData data = ChinookData.read(SOURCE);
        assertThat(data.size()).isEqualTo(ROWS);
        ChinookAnswers answers = new ChinookAnswers(data);
        Path exported = directory.resolve("exported.ndjson");

        try (Store store = Store.start(directory.resolve("first"))) {
            importWithLiveQueriesOpen(data, store);
            answers.check(store);
            store.run("export", exported);
        }
        assertThat(lines(exported)).isEqualTo(ROWS);

        try (Store store = Store.start(directory.resolve("second"))) {
            importThatIsKilledOnItsWay(exported, store);
            answers.check(store);
        }
    }

    /** The genres come first, because one live query needs the id of one; then the import goes on with the rest. */
    private void importWithLiveQueriesOpen(ChinookData data, Store store) throws Exception {
        Path file = directory.resolve("chinook.ndjson");
        Files.write(file, data.lines("Genre"));
        assertThat(store.run("import", file)).contains("25 imported");
        String jazz = store.query("{ genres(where: {name: {eq: \"Jazz\"}}) { nodes { id } } }")
                .at("/genres/nodes/0/id")
                .asText();
        String selection = "where: {genre: {id: {eq: \"" + jazz + "\"}}}, orderBy: [{milliseconds: DESC}]";
        String fields = "{ id name milliseconds unitPrice album { title } }";

        try (LiveList live = open(store, "tracks", selection, "track", fields);
                LiveList graph = open(store, "artists", PROLIFIC, "artist", WITH_ALBUMS)) {
            Stream<String> rest = ChinookData.TABLES.stream()
                    .filter(table -> !table.equals("Genre"))
                    .flatMap(table -> data.lines(table).stream());
            Files.write(file, (Iterable<String>) rest::iterator, StandardOpenOption.APPEND);

            long start = System.nanoTime();
            String output = store.run("import", file);
            double seconds = (System.nanoTime() - start) / 1e9;

            System.out.printf(
                    Locale.ROOT,
                    "Chinook: %,d rows in %.1f s with the start of the tool; %s%n",
                    ROWS - 25,
                    seconds,
                    output.strip().lines().reduce((a, b) -> b).orElse(""));
            assertThat(output).contains("Going on behind 25 entities", "15,582 imported");
            List<JsonNode> expected = nodes(store, "tracks(first: 1000, " + selection + ") { nodes " + fields + " }");
            assertThat(expected).hasSize(130);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(live.items()).isEqualTo(expected));
            List<JsonNode> prolific = nodes(store, "artists(" + PROLIFIC + ") { nodes " + WITH_ALBUMS + " }");
            assertThat(prolific).hasSize(20);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(graph.items()).isEqualTo(prolific));
            assertThat(live.failures()).isEmpty();
            assertThat(graph.failures()).isEmpty();
        }
        assertThat(store.run("import", file)).contains("Nothing to do: all 15,607 entities");
    }

    /** Opens a live query whose result is empty yet. */
    private static LiveList open(Store store, String field, String selection, String entity, String fields) {
        LiveList live = LiveList.open(
                store.webSocket(),
                "subscription { live: " + field + "(" + selection + ") { cursor reset changes { kind id index item: "
                        + entity + " " + fields + " } } }");
        await().until(() -> live.payloads() == 1 || !live.failures().isEmpty());
        assertThat(live.failures()).isEmpty();
        assertThat(live.items()).isEmpty();
        return live;
    }

    private static void importThatIsKilledOnItsWay(Path file, Store store) throws Exception {
        Path journal = file.resolveSibling(file.getFileName() + ".progress");
        for (int batches : new int[] {5, 25}) {
            Process tool = store.tool("import", file);
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> !tool.isAlive() || Files.exists(journal) && lines(journal) > 2L * batches);
            tool.destroyForcibly();
            assertThat(tool.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(tool.exitValue()).as("killed on its way").isNotZero();
        }

        assertThat(store.run("import", file)).contains("Going on behind");
    }

    private static List<JsonNode> nodes(Store store, String field) throws Exception {
        JsonNode nodes = store.query("{ answer: " + field + " }").at("/answer/nodes");
        return Stream.iterate(0, i -> i < nodes.size(), i -> i + 1)
                .map(nodes::get)
                .toList();
    }

    private static long lines(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        }
    }
}
