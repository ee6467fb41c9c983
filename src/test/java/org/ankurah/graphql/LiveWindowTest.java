package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a client of a window is told. */
class LiveWindowTest {

    private final Api api = new Api();
    private final Map<String, String> names = new HashMap<>();

    private String album(String title, @Nullable Integer year) {
        Map<String, Object> input = new HashMap<>();
        input.put("title", title);
        input.put("year", year);
        String id = api.create("Album", input);
        names.put(id, title);
        return id;
    }

    private void run(String mutations, String... ids) {
        Map<String, Object> variables = new HashMap<>();
        String declared = "";
        for (int i = 0; i < ids.length; i++) {
            variables.put("id" + i, ids[i]);
            declared += "$id" + i + ": ID! ";
        }
        assertThat(api.run("mutation(" + declared + ") { " + mutations + " }", variables)
                        .errors())
                .isEmpty();
    }

    /** A payload in short: {@code -C +A@0 *B@1}. */
    private String told(List<?> changes) {
        return changes.stream()
                .map(given -> {
                    Map<?, ?> change = (Map<?, ?>) given;
                    String name = names.getOrDefault(String.valueOf(change.get("id")), "new");
                    return switch (String.valueOf(change.get("kind"))) {
                        case "REMOVED" -> "-" + name;
                        case "ADDED" -> "+" + name + "@" + change.get("index");
                        case "UPDATED" -> "*" + name + "@" + change.get("index");
                        default -> name + "@" + change.get("index");
                    };
                })
                .collect(Collectors.joining(" "));
    }

    @Test
    void theFirstPayloadIsTheWindow() {
        album("A", 3);
        album("B", 1);
        album("C", 2);
        album("N", null);

        LiveClient byLimit = new LiveClient(api, "query: \"ORDER BY year LIMIT 2\"", "id", 2);
        LiveClient byFirst = new LiveClient(api, "query: \"LIMIT 5\", first: 2, orderBy: [{year: DESC}]", "id", 2);

        assertThat(told((List<?>) byLimit.last().get("changes"))).isEqualTo("B@0 C@1");
        assertThat(byLimit.last().get("totalCount")).isEqualTo(4);
        assertThat(told((List<?>) byFirst.last().get("changes"))).isEqualTo("N@0 A@1");
    }

    @Test
    void whatIsPushedOutAndWhatMovesInAreOnePayload() {
        String a = album("A", 10);
        String b = album("B", 20);
        String c = album("C", 30);
        LiveClient client = new LiveClient(api, "orderBy: [{year: ASC}], first: 2", "id title year", 2);

        run("updateAlbum(id: $id0, patch: {year: 5}) { cursor }", c);
        assertThat(told(client.next())).isEqualTo("-B +C@0");
        run("updateAlbum(id: $id0, patch: {year: 7}) { cursor }", b);
        assertThat(told(client.next())).isEqualTo("-A +B@1");
        run("updateAlbum(id: $id0, patch: {year: 9}) { cursor }", c);
        assertThat(told(client.next())).isEqualTo("*C@1");
        run("deleteAlbum(id: $id0) { cursor }", b);
        assertThat(told(client.next())).isEqualTo("-B +A@1");
        client.check("at the end");
        assertThat(a).isNotEmpty();
    }

    @Test
    void whatLeavesTogetherIsReplacedTogether() {
        String a = album("A", 1);
        String b = album("B", 2);
        album("C", 3);
        album("D", 3);
        album("E", null);
        LiveClient client = new LiveClient(api, "where: {year: {gt: 0}}, orderBy: [{year: ASC}], first: 2", "id", 2);

        run("a: deleteAlbum(id: $id0) { cursor } b: updateAlbum(id: $id1, patch: {year: 0}) { cursor }", a, b);
        assertThat(told(client.next())).isEqualTo("-A -B +C@0 +D@1");
        run("a: restoreAlbum(id: $id0) { cursor } b: updateAlbum(id: $id1, patch: {year: 2}) { cursor }", a, b);
        assertThat(told(client.next())).isEqualTo("-C -D +A@0 +B@1");
        client.check("at the end");
    }

    @Test
    void whatHappensBehindTheWindowIsToldOnlyToThoseWhoCount() {
        album("A", 1);
        album("B", 2);
        LiveClient counting = new LiveClient(api, "orderBy: [{year: ASC}], first: 1", "id title", 1);
        var other =
                api.watch("subscription { albums(orderBy: [{year: ASC}], first: 1) { items { id } changes { id } } }");

        String c = album("C", 3);
        assertThat(counting.next()).isEmpty();
        assertThat(counting.last().get("totalCount")).isEqualTo(3);
        run("updateAlbum(id: $id0, patch: {title: \"C!\"}) { cursor }", c);
        run("updateAlbum(id: $id0, patch: {year: 0}) { cursor }", c);

        assertThat(told(counting.next())).isEqualTo("-A +C@0");
        other.awaitItems(2);
        assertThat(counting.drain()).isZero();
        assertThat(other.getItems()).hasSize(2);
    }

    @Test
    void aWindowOfReferencesFollowsThem() {
        String prince = api.create("Artist", Map.of("name", "Prince"));
        String abba = api.create("Artist", Map.of("name", "Abba"));
        String p = api.create("Album", Map.of("title", "P", "artist", prince));
        String q = api.create("Album", Map.of("title", "Q", "artist", abba));
        names.put(p, "P");
        names.put(q, "Q");
        LiveClient client = new LiveClient(api, "query: \"artist.name != 'x' ORDER BY artist.name LIMIT 1\"", "id", 1);
        assertThat(told((List<?>) client.last().get("changes"))).isEqualTo("Q@0");

        run("updateArtist(id: $id0, patch: {name: \"Zappa\"}) { cursor }", abba);
        assertThat(told(client.next())).isEqualTo("-Q +P@0");
        run("updateArtist(id: $id0, patch: {name: \"x\"}) { cursor }", prince);
        assertThat(told(client.next())).isEqualTo("-P +Q@0");
        client.check("at the end");
    }
}
