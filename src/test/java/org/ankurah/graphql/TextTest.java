package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionResult;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import mutiny.zero.flow.adapters.AdaptersToFlow;
import org.ankurah.merge.Writer;
import org.ankurah.merge.text.TextDocument;
import org.ankurah.node.Identity;
import org.ankurah.node.NodeOptions;
import org.ankurah.node.Slack;
import org.ankurah.value.Seeds;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;

/** Collaborative texts through the API: as values, as edits, and as documents for editors. */
class TextTest {

    private static final String PATCH =
            "mutation($id: ID!, $notes: TextPatch!) { updateAlbum(id: $id, patch: {notes: $notes}) { album { notes }"
                    + " events { id operations } } }";

    private static final String FOLLOW =
            "subscription($id: ID!, $vector: Base64) { textUpdates(collection: \"album\", id: $id, field: \"notes\","
                    + " stateVector: $vector) }";

    /** Whoever is more than five changes behind is told them at once. */
    private final Api api = new Api(NodeOptions.defaults().withSlack(new Slack(5, 1_000)));

    /** Somebody's editor: a document, and the stream that it follows. */
    private final class Editor {

        final TextDocument document = new TextDocument();
        final long writer;
        final String id;
        private @Nullable AssertSubscriber<ExecutionResult> stream;
        private int taken;

        Editor(long writer, String id) {
            this.writer = writer;
            this.id = id;
            connect();
        }

        void connect() {
            taken = 0;
            stream = api.watch(FOLLOW, Map.of("id", id, "vector", base64(document.stateVector())));
        }

        void disconnect() {
            if (stream != null) {
                stream.cancel();
                stream = null;
            }
        }

        void read() {
            if (stream != null) {
                List<ExecutionResult> items = stream.getItems();
                for (; taken < items.size(); taken++) {
                    document.apply(update(items.get(taken)));
                }
            }
        }

        void send(byte[] update) {
            assertThat(patch(id, Map.of("update", base64(update))).errors()).isEmpty();
        }

        String text() {
            return String.join("", document.roots().stream().map(document::text).toList());
        }
    }

    private Answer patch(String id, Map<String, Object> change) {
        return api.run(PATCH, Map.of("id", id, "notes", change));
    }

    private String album(String notes) {
        return api.create("Album", Map.of("title", "1999", "notes", notes));
    }

    private String notes(String id) {
        return api.run("query($id: ID!) { album(id: $id) { notes } }", Map.of("id", id))
                .text("album", "notes");
    }

    private static byte[] update(ExecutionResult result) {
        assertThat(result.getErrors()).isEmpty();
        Map<String, Object> data = result.getData();
        return Base64.getDecoder().decode((String) data.get("textUpdates"));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Test
    void textIsSetInsertedDeletedAndUpdated() {
        String id = album("Live at home");

        assertThat(patch(id, Map.of("set", "Live at the home")).text("updateAlbum", "album", "notes"))
                .isEqualTo("Live at the home");
        assertThat(patch(id, Map.of("insert", Map.of("at", 0, "text", "😀 "))).text("updateAlbum", "album", "notes"))
                .isEqualTo("😀 Live at the home");
        assertThat(patch(id, Map.of("delete", Map.of("at", 0, "length", 3))).text("updateAlbum", "album", "notes"))
                .isEqualTo("Live at the home");
        TextDocument document = document(id);
        byte[] update = document.insert(7, "notes", 0, "Prince. ");
        Answer updated = patch(id, Map.of("update", base64(update)));
        assertThat(updated.text("updateAlbum", "album", "notes")).isEqualTo("Prince. Live at the home");
        assertThat(updated.at("updateAlbum", "events", 0, "operations"))
                .isEqualTo(Map.of("notes", Map.of("update", base64(update))));
        // What is there already is no event.
        assertThat(patch(id, Map.of("update", base64(update))).each("id", "updateAlbum", "events"))
                .isEmpty();
    }

    private TextDocument document(String id) {
        Answer answer =
                api.run("query($id: ID!) { albumTextNotes(id: $id) { state stateVector root } }", Map.of("id", id));
        TextDocument document = TextDocument.decode(Base64.getDecoder().decode(answer.text("albumTextNotes", "state")));
        assertThat(answer.text("albumTextNotes", "stateVector")).isEqualTo(base64(document.stateVector()));
        assertThat(answer.text("albumTextNotes", "root")).isEqualTo("notes");
        return document;
    }

    @Test
    void aDocumentOfAnEntityThatIsNotThereIsNull() {
        String id = album("x");
        api.run("mutation($id: ID!) { deleteAlbum(id: $id) { cursor } }", Map.of("id", id));

        for (String unknown : List.of(id, "nonsense", "00000000000000000000000000")) {
            Answer answer = api.run("query($id: ID!) { albumTextNotes(id: $id) { state } }", Map.of("id", unknown));
            assertThat(answer.errors()).isEmpty();
            assertThat(answer.at("albumTextNotes")).isNull();
        }
    }

    @Test
    void whatIsSetAtOnceKeepsWhatOthersWroteMeanwhile() {
        String id = album("one two three");
        TextDocument document = document(id);
        patch(id, Map.of("set", "one 2 three"));

        patch(id, Map.of("update", base64(document.insert(9, "notes", 13, " four"))));

        assertThat(notes(id)).isEqualTo("one 2 three four");
    }

    @Test
    void editorsThatComeAndGoAllSeeTheSameText() {
        Seeds.each("editors of a text", 5, this::editorsComeAndGo);
    }

    private void editorsComeAndGo(Random random) {
        String id = album("The beginning. ");
        List<Editor> editors = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            editors.add(new Editor(100 + i, id));
        }
        List<Map.Entry<Editor, byte[]>> unsent = new ArrayList<>();
        for (int step = 0; step < 400; step++) {
            Editor editor = editors.get(random.nextInt(editors.size()));
            int kind = random.nextInt(20);
            if (kind == 0) {
                editor.disconnect();
            } else if (kind == 1) {
                editor.disconnect();
                editor.connect();
            } else if (kind == 2) {
                patch(id, Map.of("set", notes(id).replaceFirst("e", "E") + random.nextInt(10)));
            } else if (kind < 8) {
                editor.read();
            } else if (kind < 14) {
                int length = editor.document.length("notes");
                byte[] update = length > 4 && random.nextInt(3) == 0
                        ? editor.document.delete(editor.writer, "notes", random.nextInt(length - 3), 3)
                        : editor.document.insert(
                                editor.writer, "notes", random.nextInt(length + 1), "w" + step + "é😀");
                unsent.add(Map.entry(editor, update));
            } else if (!unsent.isEmpty()) {
                Map.Entry<Editor, byte[]> next = unsent.remove(random.nextInt(unsent.size()));
                next.getKey().send(next.getValue());
            }
        }
        unsent.forEach(next -> next.getKey().send(next.getValue()));
        for (Editor editor : editors) {
            editor.disconnect();
            editor.connect();
            Awaitility.await().untilAsserted(() -> {
                editor.read();
                assertThat(editor.text()).isEqualTo(notes(id));
                assertThat(editor.document.encode()).isEqualTo(document(id).encode());
            });
        }
    }

    @Test
    void aStreamTellsEachChangeOfTheTextAndNothingElse() {
        String id = album("a");
        AssertSubscriber<ExecutionResult> stream = api.watch(FOLLOW, Map.of("id", id));
        Awaitility.await().until(() -> stream.getItems().size() == 1);
        api.run("mutation($id: ID!) { updateAlbum(id: $id, patch: {year: 1999}) { cursor } }", Map.of("id", id));
        patch(id, Map.of("insert", Map.of("at", 1, "text", "b")));
        Awaitility.await().until(() -> stream.getItems().size() == 2);
        TextDocument document = TextDocument.decode(update(stream.getItems().get(0)));
        assertThat(document.text("notes")).isEqualTo("a");
        document.apply(update(stream.getItems().get(1)));
        assertThat(document.text("notes")).isEqualTo("ab");

        api.run("mutation($id: ID!) { deleteAlbum(id: $id) { cursor } }", Map.of("id", id));
        stream.awaitCompletion();
    }

    @Test
    void aDocumentThatHasAllIsToldSo() {
        String id = album("a");

        AssertSubscriber<ExecutionResult> stream =
                api.watch(FOLLOW, Map.of("id", id, "vector", base64(document(id).stateVector())));

        Awaitility.await().until(() -> stream.getItems().size() == 1);
        assertThat(update(stream.getItems().get(0))).containsExactly(0, 0);
    }

    @Test
    void aSlowReaderIsToldInFewPiecesAndMissesNothing() {
        String id = album("");
        AssertSubscriber<ExecutionResult> stream = api.watch(FOLLOW, Map.of("id", id), 1);
        Awaitility.await().until(() -> stream.getItems().size() == 1);
        for (int i = 0; i < 100; i++) {
            patch(id, Map.of("insert", Map.of("at", i, "text", "x")));
        }
        stream.request(10);
        TextDocument document = new TextDocument();
        Awaitility.await().untilAsserted(() -> {
            stream.getItems().forEach(item -> document.apply(update(item)));
            assertThat(document.text("notes")).isEqualTo("x".repeat(100));
        });
    }

    @Test
    void whatCannotBeFollowedIsSaid() {
        String id = album("a");

        assertRefused("albums", id, "notes", "BAD_QUERY", "collection", "did you mean \"album\"");
        assertRefused("album", id, "note", "BAD_QUERY", "field", "did you mean \"notes\"");
        assertRefused("album", id, "title", "BAD_QUERY", "field", "no collaborative text");
        assertRefused("album", "nonsense", "notes", "NOT_FOUND", null, "no album");
        assertRefused("album", "00000000000000000000000000", "notes", "NOT_FOUND", null, "no album");
        AssertSubscriber<ExecutionResult> stream =
                api.watch(FOLLOW, Map.of("id", id, "vector", base64(new byte[] {5, 1})));
        Awaitility.await().until(() -> stream.getItems().size() == 1);
        assertThat(new Answer(stream.getItems().get(0).toSpecification()).code())
                .isEqualTo("BAD_QUERY");
    }

    private void assertRefused(
            String collection, String id, String field, String code, @Nullable String place, String says) {
        Map<String, Object> variables = Map.of("collection", collection, "id", id, "field", field);
        ExecutionResult result = api.watchAs(
                Identity.ANONYMOUS,
                "subscription($collection: String!, $id: ID!, $field: String!) { textUpdates(collection: $collection,"
                        + " id: $id, field: $field) }",
                variables);
        Answer answer = new Answer(result.isDataPresent() ? first(result).toSpecification() : result.toSpecification());
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.field()).isEqualTo(place);
        assertThat(answer.message()).contains(says);
    }

    private static ExecutionResult first(ExecutionResult started) {
        Publisher<ExecutionResult> payloads = started.getData();
        AssertSubscriber<ExecutionResult> stream = AssertSubscriber.create(1);
        AdaptersToFlow.publisher(payloads).subscribe(stream);
        Awaitility.await().until(() -> !stream.getItems().isEmpty());
        return stream.getItems().get(0);
    }

    @Test
    void badEditsAreRefusedAndLeaveTheTextAsItWas() {
        String id = album("😀 one");

        assertInvalid(id, Map.of("insert", Map.of("at", 7, "text", "x")), "outside");
        assertInvalid(id, Map.of("insert", Map.of("at", -1, "text", "x")), "outside");
        assertInvalid(id, Map.of("insert", Map.of("at", 1, "text", "x")), "middle of a character");
        assertInvalid(id, Map.of("delete", Map.of("at", 1, "length", 3)), "middle of a character");
        assertInvalid(id, Map.of("delete", Map.of("at", 4, "length", Integer.MAX_VALUE)), "outside");
        assertInvalid(id, Map.of("insert", Map.of("at", 0, "text", "\uD83D")), "");
        assertInvalid(id, Map.of("set", "\uDE00x"), "");
        assertInvalid(id, Map.of("insert", Map.of("at", 0, "text", "x".repeat(Writer.DEFAULT_MAX_TEXT))), "at most");
        assertInvalid(id, Map.of("update", base64(new byte[] {1})), "damaged");
        assertInvalid(
                id, Map.of("update", base64(new byte[] {1, 1, 1, 0, 4, 1, 1, 'x', -1, -1, -1, -1, 15})), "damaged");
        byte[] unstorable = new TextDocument().insert(5, "notes", 0, "a\0b");
        assertInvalid(id, Map.of("update", base64(unstorable)), "U+0000");
        String large = base64(new TextDocument().insert(5, "notes", 0, "x".repeat(Writer.DEFAULT_MAX_TEXT + 1)));
        assertInvalid(id, Map.of("update", large), "at most");
    }

    private void assertInvalid(String id, Map<String, Object> change, String says) {
        Map<String, Object> variables = new HashMap<>(Map.of("id", id, "notes", change));
        Answer answer = api.run(PATCH, variables);
        assertThat(answer.code()).as(answer.message()).isEqualTo("VALIDATION");
        assertThat(answer.message()).contains(says);
        assertThat(answer.field()).isEqualTo("notes");
        assertThat(notes(id)).isEqualTo("😀 one");
    }

    @Test
    void aChangeIsToldWhetherTheLengthTellsOfItOrNot() {
        String id = album("one two");
        AssertSubscriber<ExecutionResult> live =
                api.watch("subscription { albums { changes { fields album { notes } } } }");
        Awaitility.await().until(() -> live.getItems().size() == 1);

        patch(id, Map.of("insert", Map.of("at", 0, "text", "x ")));
        patch(id, Map.of("set", "x one six"));
        byte[] nothingSeen = new TextDocument().insert(5, "other", 0, "");
        patch(id, Map.of("update", base64(nothingSeen)));
        patch(id, Map.of("set", "x one six"));
        patch(id, Map.of("delete", Map.of("at", 0, "length", 2)));

        Awaitility.await().until(() -> live.getItems().size() == 4);
        assertThat(live.getItems().subList(1, 4))
                .allSatisfy(payload -> assertThat(payload.getData().toString()).contains("fields=[notes]"));
        assertThat(live.getItems().get(3).getData().toString()).contains("notes=one six");
    }

    @Test
    void filtersAndLiveQueriesSeeTheText() {
        String id = album("quiet");
        AssertSubscriber<ExecutionResult> live = api.watch(
                "subscription { albums(where: {notes: {contains: \"loud\"}}) { changes { kind fields album { notes } } } }");
        Awaitility.await().until(() -> live.getItems().size() == 1);

        patch(id, Map.of("insert", Map.of("at", 0, "text", "loud or ")));
        patch(id, Map.of("delete", Map.of("at", 0, "length", 4)));

        Awaitility.await().until(() -> live.getItems().size() == 3);
        assertThat(live.getItems().get(1).getData().toString())
                .contains("kind=ADDED")
                .contains("notes=loud or quiet");
        assertThat(live.getItems().get(2).getData().toString()).contains("REMOVED");
    }

    @Test
    void liveQueriesTellOfEditsThatTheySelect() {
        String id = album("a");
        AssertSubscriber<ExecutionResult> all =
                api.watch("subscription { albums { changes { kind fields album { notes } } } }", Map.of());
        AssertSubscriber<ExecutionResult> titles =
                api.watch("subscription { albums { changes { kind album { title } } } }", Map.of());
        Awaitility.await()
                .until(() -> all.getItems().size() == 1 && titles.getItems().size() == 1);

        patch(id, Map.of("insert", Map.of("at", 1, "text", "b")));
        patch(id, Map.of("update", base64(document(id).insert(9, "notes", 2, "c"))));

        Awaitility.await().until(() -> all.getItems().size() == 3);
        assertThat(all.getItems().get(2).getData().toString())
                .contains("kind=UPDATED")
                .contains("fields=[notes]")
                .contains("notes=abc");
        assertThat(titles.getItems()).hasSize(1);
    }

    @Test
    void hostileUpdatesAreRefusedOrTakenAndNeverBreakTheText() {
        Seeds.each("hostile updates of a text", 3, this::hostile);
    }

    private void hostile(Random random) {
        String id = album("The text that all are at. 😀");
        byte[] real = document(id).insert(9, "notes", 4, "real 😀");
        for (int i = 0; i < 100; i++) {
            byte[] update = real.clone();
            for (int n = random.nextInt(3); n >= 0; n--) {
                update[random.nextInt(update.length)] = (byte) random.nextInt();
            }
            String before = notes(id);
            Answer answer = patch(id, Map.of("update", base64(update)));
            if (!answer.errors().isEmpty()) {
                assertThat(answer.code()).as(answer.message()).isEqualTo("VALIDATION");
                assertThat(answer.field()).isEqualTo("notes");
                assertThat(notes(id)).isEqualTo(before);
            }
        }
        // Whoever comes now gets a document that is the same text.
        TextDocument document = document(id);
        assertThat(document.roots().contains("notes") ? document.text("notes") : "")
                .isEqualTo(notes(id));
    }
}
