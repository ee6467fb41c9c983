package org.ankurah.demo.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Import and export against a server. Others use it as well, so every test has names of its own. */
@QuarkusTest
class TransferTest {

    @TestHTTPResource("/graphql")
    URI url;

    @TempDir
    Path directory;

    private final String mark = UUID.randomUUID().toString();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private Path file;

    @BeforeEach
    void setUp() {
        file = directory.resolve("store.ndjson");
    }

    @Test
    void linesInAnyOrderAreCreatedWithTheirReferences() throws Exception {
        List<String> lines = new ArrayList<>(List.of(
                "{\"collection\":\"playlist\",\"key\":\"p\",\"values\":{\"name\":\"" + mark + "\"}}",
                "{\"collection\":\"album\",\"key\":\"a\",\"values\":{\"title\":\"" + mark
                        + "\",\"tags\":[\"ä\"],\"details\":{\"a\":[1.50]},\"released\":\"1959-08-17\"}}"));
        for (int i = 0; i < 30; i++) {
            lines.add("{\"collection\":\"track\",\"key\":\"" + i + "\",\"values\":{\"name\":\"" + i
                    + "\",\"unitPrice\":0.990},\"refs\":{\"album\":\"a\"}}");
            lines.add("{\"collection\":\"playlistTrack\",\"key\":\"" + i
                    + "\",\"refs\":{\"playlist\":\"p\",\"track\":\"" + i + "\"}}");
        }
        Collections.reverse(lines);
        Files.write(file, lines);

        assertThat(run("--batch", "7")).as(text()).isZero();

        JsonNode links = ask("playlistTracks(where: {playlist: {name: {eq: \"" + mark + "\"}}}) { totalCount nodes {"
                + " track { unitPrice album { title tags details released } } } }");
        assertThat(links.path("totalCount").asInt()).isEqualTo(30);
        assertThat(links.at("/nodes/0/track/unitPrice").asText()).isEqualTo("0.990");
        assertThat(links.at("/nodes/29/track/album"))
                .isEqualTo(Wire.JSON.readTree("{\"title\":\"" + mark
                        + "\",\"tags\":[\"ä\"],\"details\":{\"a\":[1.50]},\"released\":\"1959-08-17\"}"));
    }

    @Test
    void circlesOfReferencesAreClosed() throws Exception {
        Files.writeString(file, employee("1", "2") + employee("2", "3") + employee("3", "1") + employee("4", "4"));

        assertThat(run()).as(text()).isZero();

        JsonNode employees = ask("employees(where: {lastName: {eq: \"" + mark + "\"}}, orderBy: [{firstName: ASC}])"
                + " { nodes { reportsTo { firstName } } }");
        assertThat(texts(employees.path("nodes"), "/reportsTo/firstName")).containsExactly("2", "3", "1", "4");
    }

    @Test
    void importThatIsRunAgainDoesNothing() throws Exception {
        writeArtists(50);
        assertThat(run("--batch", "20")).as(text()).isZero();
        output.reset();

        assertThat(run()).isZero();

        assertThat(text()).contains("Nothing to do: all 50 entities");
        assertThat(artists()).hasSize(50);
    }

    @Test
    void batchWhoseAnswerWasLostIsFoundAgain() throws Exception {
        writeArtists(50);
        assertThat(run("--batch", "20")).as(text()).isZero();
        List<String> journal = Files.readAllLines(journal());
        assertThat(journal).hasSize(6);
        Files.write(journal(), journal.subList(0, 5));
        output.reset();

        assertThat(run("--batch", "20")).as(text()).isZero();

        assertThat(text()).contains("Going on behind 40 entities", "10 imported");
        assertThat(artists()).hasSize(50).doesNotHaveDuplicates();
        assertThat(Files.readAllLines(journal())).isEqualTo(journal);
    }

    @Test
    void batchThatNeverArrivedIsSent() throws Exception {
        writeArtists(3);
        assertThat(run()).as(text()).isZero();
        List<String> journal = Files.readAllLines(journal());
        String old = "{\"collection\":\"artist\",\"key\":\"new\",\"values\":{\"name\":\"" + mark + " new\"}}\n";
        Files.writeString(file, Files.readString(file) + old);
        long digest = FileCheck.check(new GraphQlClient(url).schema(), file).get("artist", "new").digest;
        String intent = Wire.object()
                .put("step", "intent")
                .put("collection", "artist")
                .putNull("mark")
                .put("at", "2026-01-01T00:00:00Z")
                .set("keys", Wire.array().add("new"))
                .toString();
        Files.writeString(
                journal(),
                String.join("\n", journal) + "\n" + intent.replace("}", ",\"digests\":[" + digest + "]}") + "\n");

        assertThat(run()).as(text()).isZero();

        assertThat(artists()).hasSize(4);
    }

    @Test
    void lineThatTheServerRefusesIsNamedAndCanBeCorrected() throws Exception {
        String good = customer("1", mark + "@a") + customer("2", mark + "@b") + customer("3", mark + "@c");
        Files.writeString(file, good + customer("4", mark + "@b") + customer("5", mark + "@e"));

        assertThat(run()).isEqualTo(1);

        assertThat(text())
                .contains("line 4: the server refused the customer \"4\"")
                .contains("CONFLICT");
        output.reset();
        Files.writeString(file, good + customer("4", mark + "@d") + customer("5", mark + "@e"));
        assertThat(run()).as(text()).isZero();
        assertThat(text()).contains("Going on behind 3 entities", "2 imported");
    }

    @Test
    void fileThatIsBadAnywhereWritesNothing() throws Exception {
        writeArtists(5);
        Files.writeString(file, Files.readString(file) + "{\"collection\":\"artist\",\"key\":\"0\"");

        assertThat(run()).isEqualTo(1);

        assertThat(text()).contains("line 6, column 32: the file ends in the middle of this line");
        assertThat(artists()).isEmpty();
        assertThat(journal()).doesNotExist();
    }

    @Test
    void journalOfAnotherStoreIsPutAside() throws Exception {
        writeArtists(5);
        assertThat(run()).as(text()).isZero();
        Files.writeString(
                journal(), Files.readString(journal()).replaceAll("01[0-9A-Z]{24}", "01ARZ3NDEKTSV4RRFFQ69G5FAV"));
        output.reset();

        assertThat(run()).as(text()).isZero();

        assertThat(text()).contains("belongs to another store").contains("5 imported");
        assertThat(artists()).hasSize(10);
        assertThat(directory.resolve("store.ndjson.progress.old")).exists();
    }

    @Test
    void exportIsReadBack() throws Exception {
        Files.writeString(
                file,
                employee("1", "2") + employee("2", "1")
                        + "{\"collection\":\"track\",\"key\":\"t\",\"values\":{\"name\":\"" + mark
                        + "\",\"unitPrice\":\"1.20\",\"rating\":4.5,\"plays\":7}}\n");
        assertThat(run()).as(text()).isZero();
        Path exported = directory.resolve("exported.ndjson");

        int code = ExportCommand.run(List.of(exported.toString(), "--url", url.toString()), out(), out());

        assertThat(code).as(text()).isZero();
        Map<String, FileRecord> records = new HashMap<>();
        RecordReader.forEach(exported, record -> records.put(record.collection() + record.key(), record));
        FileRecord track = records.values().stream()
                .filter(record -> record.values().path("name").asText().equals(mark))
                .findFirst()
                .orElseThrow();
        assertThat(track.values().path("unitPrice").asText()).isEqualTo("1.20");
        assertThat(track.values().path("rating").asDouble()).isEqualTo(4.5);
        assertThat(track.values().path("plays").asInt()).isEqualTo(7);
        assertThat(FileCheck.check(new GraphQlClient(url).schema(), exported).size())
                .isEqualTo(records.size());
        List<FileRecord> employees = records.values().stream()
                .filter(record -> record.values().path("lastName").asText().equals(mark))
                .toList();
        assertThat(employees.get(0).refs().get("reportsTo").keys())
                .containsExactly(employees.get(1).key());
    }

    private int run(String... options) {
        List<String> arguments = new ArrayList<>(List.of(file.toString(), "--url", url.toString()));
        arguments.addAll(List.of(options));
        return ImportCommand.run(arguments, out(), out());
    }

    private PrintStream out() {
        return new PrintStream(output, true, StandardCharsets.UTF_8);
    }

    private String text() {
        return output.toString(StandardCharsets.UTF_8);
    }

    private Path journal() {
        return Journal.beside(file);
    }

    private void writeArtists(int count) throws IOException {
        Files.write(
                file,
                IntStream.range(0, count)
                        .mapToObj(i -> "{\"collection\":\"artist\",\"key\":\"" + i + "\",\"values\":{\"name\":\"" + mark
                                + " " + i + "\"}}")
                        .toList());
    }

    /** What the artists of this test are called behind its mark, in the order of their creation. */
    private List<String> artists() throws Exception {
        return texts(
                        ask("artists(first: 1000, where: {name: {startsWith: \"" + mark + "\"}}) { nodes { name } }")
                                .path("nodes"),
                        "/name")
                .stream()
                .map(name -> name.substring(mark.length() + 1))
                .collect(Collectors.toList());
    }

    private JsonNode ask(String field) throws Exception {
        return new GraphQlClient(url)
                .ask("{ answer: " + field + " }", Wire.object())
                .path("answer");
    }

    private static List<String> texts(JsonNode nodes, String pointer) {
        List<String> texts = new ArrayList<>();
        nodes.forEach(node -> texts.add(node.at(pointer).asText()));
        return texts;
    }

    private String employee(String key, String reportsTo) {
        return "{\"collection\":\"employee\",\"key\":\"" + key + "\",\"values\":{\"firstName\":\"" + key
                + "\",\"lastName\":\"" + mark + "\"},\"refs\":{\"reportsTo\":\"" + reportsTo + "\"}}\n";
    }

    private static String customer(String key, String email) {
        return "{\"collection\":\"customer\",\"key\":\"" + key
                + "\",\"values\":{\"firstName\":\"a\",\"lastName\":\"b\",\"email\":\"" + email + "\"}}\n";
    }
}
