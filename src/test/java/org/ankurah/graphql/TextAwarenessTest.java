package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionResult;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.ankurah.merge.text.AwarenessUpdate;
import org.ankurah.merge.text.AwarenessUpdate.Peer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Who edits a text, as told through the API. */
class TextAwarenessTest {

    private static final String AWARENESS =
            "subscription($id: ID!) { textAwareness(collection: \"album\", id: $id, field: \"notes\") }";

    private final Api api = new Api();

    private String album(String notes) {
        return api.create("Album", Map.of("title", "1999", "notes", notes));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Test
    void whoEditsATextIsToldToTheOthersAndToThoseWhoComeLater() {
        String id = album("a");
        AssertSubscriber<ExecutionResult> first = api.watch(AWARENESS, Map.of("id", id));

        say(id, new Peer(5, 1, "{\"name\":\"Prince\"}"));
        say(id, new Peer(5, 1, "{\"name\":\"old news\"}"));
        say(id, new Peer(6, 1, "{\"name\":\"Wendy\"}"));
        say(id, new Peer(6, 2, "null"));

        // What somebody says twice while nobody takes it is told once.
        Awaitility.await()
                .untilAsserted(() -> assertThat(peers(first))
                        .contains(new Peer(5, 1, "{\"name\":\"Prince\"}"), new Peer(6, 2, "null"))
                        .doesNotContain(new Peer(5, 1, "{\"name\":\"old news\"}")));
        AssertSubscriber<ExecutionResult> late = api.watch(AWARENESS, Map.of("id", id));
        Awaitility.await().until(() -> late.getItems().size() == 1);
        assertThat(peers(late)).containsExactly(new Peer(5, 1, "{\"name\":\"Prince\"}"));
        Answer events = api.run("{ events { totalCount } }");
        assertThat(events.at("events", "totalCount")).isEqualTo(1);
    }

    private Answer say(String id, Peer peer) {
        return say(id, AwarenessUpdate.write(List.of(peer)));
    }

    private Answer say(String id, byte[] update) {
        return api.run(
                "mutation($id: ID!, $update: Base64!) { sendTextAwareness(collection: \"album\", id: $id, field:"
                        + " \"notes\", update: $update) }",
                Map.of("id", id, "update", base64(update)));
    }

    private static List<Peer> peers(AssertSubscriber<ExecutionResult> stream) {
        return stream.getItems().stream()
                .map(item -> new Answer(item.toSpecification()).text("textAwareness"))
                .flatMap(update -> AwarenessUpdate.read(Base64.getDecoder().decode(update)).stream())
                .toList();
    }

    @Test
    void awarenessEndsWithTheEntity() {
        String id = album("a");
        AssertSubscriber<ExecutionResult> stream = api.watch(AWARENESS, Map.of("id", id));
        say(id, new Peer(5, 1, "{}"));
        Awaitility.await().until(() -> stream.getItems().size() == 1);

        api.run("mutation($id: ID!) { deleteAlbum(id: $id) { cursor } }", Map.of("id", id));

        stream.awaitCompletion();
        AssertSubscriber<ExecutionResult> late = api.watch(AWARENESS, Map.of("id", id));
        Awaitility.await().until(() -> late.getItems().size() == 1);
        assertThat(new Answer(late.getItems().get(0).toSpecification()).code()).isEqualTo("NOT_FOUND");
    }

    @Test
    void whatIsNoAwarenessIsRefused() {
        String id = album("a");

        for (byte[] update : List.of(
                new byte[] {9},
                new byte[] {1, 5, 1, 3, '{', 'a', '}'},
                new byte[] {1, 5, 1, -1, -1, -1, -1, 15},
                new byte[5_000])) {
            Answer answer = say(id, update);
            assertThat(answer.code()).isEqualTo("VALIDATION");
            assertThat(answer.field()).isEqualTo("update");
        }
        assertThat(say("00000000000000000000000000", new byte[] {0}).code()).isEqualTo("NOT_FOUND");
        assertThat(say(id, new byte[] {0}).at("sendTextAwareness")).isEqualTo(true);
    }
}
