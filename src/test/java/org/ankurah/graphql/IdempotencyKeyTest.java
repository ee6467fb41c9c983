package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Mutations that are sent again with their idempotency key. */
class IdempotencyKeyTest {

    private static final String CREATE = """
            mutation ($key: String, $title: String!) {
              a: createAlbum(input: {title: $title}, idempotencyKey: $key) {
                album { id title plays revision { head position updatedAt } } events { id position operations } cursor
              }
              b: createArtists(inputs: [{name: "x"}, {name: "y"}]) { artists { id name } cursor }
            }""";

    private final Api api = new Api();

    @Test
    void theSameRequestGetsTheFirstAnswer() {
        Answer first = api.run(CREATE, Map.of("key", "k1", "title", "Dummy"));
        String id = first.text("a", "album", "id");
        api.run(
                "mutation ($id: ID!) { updateAlbum(id: $id, patch: {title: \"Third\", plays: {increment: 1}}) { cursor } }",
                Map.of("id", id));

        Answer again = api.run(CREATE, Map.of("key", "k1", "title", "Dummy"));

        assertThat(again.response()).isEqualTo(first.response());
        assertThat(api.run("{ albums { totalCount } artists { totalCount } }").at("artists", "totalCount"))
                .isEqualTo(2);
    }

    @Test
    void theSameRequestWithoutAKeyIsAnother() {
        Answer first = api.run(CREATE, Map.of("title", "Dummy"));
        Answer second = api.run(CREATE, Map.of("title", "Dummy"));

        assertThat(second.text("a", "album", "id")).isNotEqualTo(first.text("a", "album", "id"));
    }

    @Test
    void anotherRequestUnderTheKeyIsRefused() {
        api.run(CREATE, Map.of("key", "k1", "title", "Dummy"));

        Answer other = api.run(CREATE, Map.of("key", "k1", "title", "Third"));

        assertThat(other.code()).isEqualTo("BAD_QUERY");
        assertThat(other.field()).isEqualTo("idempotencyKey");
    }

    @Test
    void oneRequestHasOneKey() {
        Answer answer = api.run("""
                mutation {
                  a: createArtist(input: {name: "a"}, idempotencyKey: "1") { cursor }
                  b: createArtist(input: {name: "b"}, idempotencyKey: "2") { cursor }
                }""");

        assertThat(answer.code()).isEqualTo("BAD_QUERY");
        assertThat(api.run("{ artists { totalCount } }").at("artists", "totalCount"))
                .isEqualTo(0);
    }

    @Test
    void whatIsNoKeyIsRefused() {
        for (String key : new String[] {"", "a\u0000b", "x".repeat(256)}) {
            Answer answer = api.run(CREATE, Map.of("key", key, "title", "Dummy"));
            assertThat(answer.code()).isEqualTo("BAD_QUERY");
            assertThat(answer.field()).isEqualTo("idempotencyKey");
        }
    }
}
