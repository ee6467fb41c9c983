package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Walks through pages in both directions and compares with a list that is sorted plainly. */
class PagingTest {

    private static final int ALBUMS = 40;
    private static final int WALKS = 60;

    /** Seed of the random walks; give {@code -Dseed=…} to repeat one. */
    private final long seed = Long.getLong("seed", System.nanoTime());

    private final Random random = new Random(seed);
    private final Api api = new Api();

    private record Row(String id, String title, @Nullable Integer year) {}

    @Test
    void walksInBothDirectionsShowEachEntityOnceInOrder() {
        System.out.println("PagingTest seed " + seed);
        List<Row> rows = createRows();
        for (int walk = 0; walk < WALKS; walk++) {
            List<String> keys = randomKeys();
            List<Row> expected = new ArrayList<>(rows);
            expected.sort(comparator(keys));
            walk(keys, expected, random.nextBoolean());
        }
    }

    @Test
    void cursorsStayGoodWhenTheirEntityGoes() {
        List<Row> rows = createRows();
        Answer first = page("first: 5", List.of(), null);
        String cursor = first.text("albums", "pageInfo", "endCursor");
        api.run(
                "mutation($id: ID!) { deleteAlbum(id: $id) { cursor } }",
                Map.of("id", rows.get(4).id()));

        Answer second = page("first: 5, after: $cursor", List.of(), cursor);

        assertThat(second.each("id", "albums", "nodes"))
                .isEqualTo(rows.subList(5, 10).stream().map(Row::id).toList());
        assertThat(second.at("albums", "pageInfo", "hasPreviousPage")).isEqualTo(true);
    }

    @Test
    void cursorsBelongToTheirOrder() {
        createRows();
        String cursor = page("first: 5", List.of("{year: ASC}"), null).text("albums", "pageInfo", "endCursor");

        for (List<String> other : List.of(List.<String>of(), List.of("{year: DESC}"), List.of("{title: ASC}"))) {
            assertThat(page("after: $cursor", other, cursor).code()).isEqualTo("BAD_QUERY");
        }
        assertThat(api.run("query($c: String) { artists(after: $c) { nodes { id } } }", Map.of("c", cursor))
                        .code())
                .isEqualTo("BAD_QUERY");
    }

    @Test
    void limitInQueryIsAWindow() {
        List<Row> rows = createRows();

        Answer limited = api.run("{ albums(query: \"LIMIT 7\") { nodes { id } pageInfo { hasNextPage } } }");
        Answer smaller =
                api.run("{ albums(query: \"LIMIT 7\", first: 5) { nodes { id } pageInfo { hasNextPage endCursor } } }");
        Answer rest = api.run(
                "query($c: String) { albums(query: \"LIMIT 7\", first: 5, after: $c) { nodes { id } pageInfo {"
                        + " hasNextPage hasPreviousPage } } }",
                Map.of("c", smaller.text("albums", "pageInfo", "endCursor")));
        Answer larger = api.run("{ albums(query: \"LIMIT 7\", first: 9) { nodes { id } pageInfo { hasNextPage } } }");

        assertThat(limited.list("albums", "nodes")).hasSize(7);
        assertThat(limited.at("albums", "pageInfo", "hasNextPage")).isEqualTo(false);
        assertThat(smaller.list("albums", "nodes")).hasSize(5);
        assertThat(smaller.at("albums", "pageInfo", "hasNextPage")).isEqualTo(true);
        assertThat(rest.each("id", "albums", "nodes"))
                .containsExactly(rows.get(5).id(), rows.get(6).id());
        assertThat(rest.at("albums", "pageInfo", "hasNextPage")).isEqualTo(false);
        assertThat(larger.list("albums", "nodes")).hasSize(7);
    }

    @Test
    void emptyPagesSayWhetherThereIsMore() {
        createRows();

        Answer none = page("first: 0", List.of(), null);

        assertThat(none.list("albums", "nodes")).isEmpty();
        assertThat(none.at("albums", "pageInfo", "hasNextPage")).isEqualTo(true);
        assertThat(none.at("albums", "pageInfo", "startCursor")).isNull();
        assertThat(none.at("albums", "totalCount")).isEqualTo(ALBUMS);
    }

    @Test
    void pagesHoldAHundredUnlessAsked() {
        List<Map<String, Object>> inputs = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            inputs.add(Map.of("name", "Genre " + i));
        }
        api.run("mutation($i: [GenreInput!]!) { createGenres(inputs: $i) { cursor } }", Map.of("i", inputs));

        assertThat(api.run("{ genres { nodes { id } } }").list("genres", "nodes"))
                .hasSize(100);
        assertThat(api.run("{ genres(first: 1000) { nodes { id } } }").list("genres", "nodes"))
                .hasSize(150);
    }

    private void walk(List<String> keys, List<Row> expected, boolean backward) {
        List<Row> left = new ArrayList<>(expected);
        String cursor = null;
        while (true) {
            int size = 1 + random.nextInt(15);
            String arguments = (backward ? "last: " : "first: ")
                    + size
                    + (cursor == null ? "" : (backward ? ", before: $cursor" : ", after: $cursor"));
            Answer page = page(arguments, keys, cursor);
            int taken = Math.min(size, left.size());
            List<Row> shown = backward ? left.subList(left.size() - taken, left.size()) : left.subList(0, taken);
            assertThat(page.each("id", "albums", "nodes"))
                    .as("seed %d: %s by %s", seed, arguments, keys)
                    .isEqualTo(shown.stream().map(Row::id).toList());
            assertThat(page.each("cursor", "albums", "edges")).hasSize(taken);
            boolean reachesStart =
                    shown.isEmpty() ? left.isEmpty() : shown.get(0).equals(expected.get(0));
            boolean reachesEnd =
                    shown.isEmpty() ? left.isEmpty() : shown.get(taken - 1).equals(expected.get(expected.size() - 1));
            if (!shown.isEmpty()) {
                assertThat(page.at("albums", "pageInfo", "hasNextPage"))
                        .as("next")
                        .isEqualTo(!reachesEnd);
                assertThat(page.at("albums", "pageInfo", "hasPreviousPage"))
                        .as("previous")
                        .isEqualTo(!reachesStart);
            }
            assertThat(page.at("albums", "totalCount")).isEqualTo(expected.size());
            if (shown.isEmpty()) {
                return;
            }
            cursor = page.text("albums", "pageInfo", backward ? "startCursor" : "endCursor");
            left.removeAll(List.copyOf(shown));
        }
    }

    private Answer page(String arguments, List<String> keys, @Nullable String cursor) {
        String declaration = cursor == null ? "" : "($cursor: String)";
        return api.run(
                "query" + declaration + " { albums(" + arguments + ", orderBy: " + keys + ") { nodes { id } edges {"
                        + " cursor } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }",
                cursor == null ? Map.of() : Map.of("cursor", cursor));
    }

    private List<Row> createRows() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < ALBUMS; i++) {
            Map<String, Object> input = new HashMap<>();
            input.put("title", "T" + random.nextInt(6));
            Integer year = random.nextInt(4) == 0 ? null : 1980 + random.nextInt(5);
            input.put("year", year);
            rows.add(new Row(api.create("Album", input), (String) input.get("title"), year));
        }
        return rows;
    }

    private List<String> randomKeys() {
        List<String> keys = new ArrayList<>(List.of("title", "year", "id"));
        Collections.shuffle(keys, random);
        return keys.subList(0, random.nextInt(4)).stream()
                .map(key -> "{" + key + ": " + (random.nextBoolean() ? "ASC" : "DESC") + "}")
                .toList();
    }

    private static Comparator<Row> comparator(List<String> keys) {
        Comparator<Row> order = (a, b) -> 0;
        for (String key : keys) {
            Comparator<Row> one = key.startsWith("{title")
                    ? Comparator.comparing(Row::title)
                    : key.startsWith("{id")
                            ? Comparator.comparing(Row::id)
                            : Comparator.comparing(Row::year, Comparator.nullsLast(Comparator.naturalOrder()));
            order = order.thenComparing(key.endsWith("DESC}") ? one.reversed() : one);
        }
        return order.thenComparing(Row::id);
    }
}
