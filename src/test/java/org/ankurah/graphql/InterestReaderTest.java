package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionResult;
import graphql.schema.DataFetcher;
import io.smallrye.mutiny.Multi;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import mutiny.zero.flow.adapters.AdaptersToReactiveStreams;
import org.ankurah.model.Models;
import org.ankurah.query.Fetch;
import org.ankurah.query.Parameters;
import org.ankurah.query.SelectionParser;
import org.ankurah.reactor.Interest;
import org.ankurah.reactor.Shape;
import org.ankurah.reactor.Shape.Part;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a document selects of a live query's payloads, as the reactor is told, and as cursors remember. */
class InterestReaderTest {

    private static final Set<Part> ROWS = Set.of(Part.ROWS);
    private static final Shape NAME = new Shape(false, Set.of("name"), List.of());

    private final Api api = new Api();
    private final Models models = api.node.models();
    private @Nullable Interest interest;
    private String text = "";

    private final HandMadeLive live = new HandMadeLive(api, (DataFetcher<Object>) field -> {
        interest = InterestReader.read(models, models.get("album"), field.getSelectionSet());
        text = SelectedText.write(field.getSelectionSet());
        return AdaptersToReactiveStreams.publisher(Multi.createFrom().empty());
    });

    private Interest read(String payload, Map<String, Object> variables, String fragments) {
        String document = " { albums " + payload + " } " + fragments;
        String declared = (document.contains("$n") ? "$n: Int " : "") + (document.contains("$b") ? "$b: Boolean!" : "");
        ExecutionResult result =
                live.execute("subscription" + (declared.isEmpty() ? "" : "(" + declared + ")") + document, variables);
        assertThat(result.getErrors()).isEmpty();
        return Objects.requireNonNull(interest);
    }

    private Interest read(String payload) {
        return read(payload, Map.of(), "");
    }

    private Shape.Referring tracks(String query, int size, Set<Part> parts, Shape shape) {
        Fetch fetch = Fetch.first(SelectionParser.parse(models, models.get("track"), query, Parameters.NONE), size);
        return new Shape.Referring("album", fetch, parts, shape);
    }

    @Test
    void propertiesCountWhereverTheyAreSelected() {
        assertThat(read("{ changes { kind index album { id title } } items { year } totalCount }"))
                .isEqualTo(new Interest(new Shape(false, Set.of("id", "title", "year"), List.of()), true, true, true));
        assertThat(read("{ cursor changes { album { id } } }"))
                .isEqualTo(new Interest(new Shape(false, Set.of("id"), List.of()), false, false, false));
    }

    @ParameterizedTest
    @CsvSource({"changes { fields }", "items { revision { position } }", "changes { album { history { totalCount } } }"
    })
    void someFieldsAskForEveryChange(String payload) {
        assertThat(read("{ " + payload + " }").shape()).isEqualTo(new Shape(true, Set.of(), List.of()));
    }

    @Test
    void referencesAreFollowed() {
        Shape artist = new Shape(false, Set.of("name"), List.of());

        assertThat(read("{ changes { album { artist { name } } } }").shape())
                .isEqualTo(new Shape(false, Set.of(), List.of(new Shape.Referred("artist", artist))));
        artist = new Shape(false, Set.of("id", "name"), List.of());
        assertThat(read("{ changes { album { a: artist { id } } } items { b: artist { ... on Artist { name } } } }")
                        .shape())
                .isEqualTo(new Shape(false, Set.of(), List.of(new Shape.Referred("artist", artist))));
        assertThat(read("{ items { artist { revision { head } } } }").shape().nested())
                .containsExactly(new Shape.Referred("artist", new Shape(true, Set.of(), List.of())));
    }

    @Test
    void pagesOfReferringEntitiesAreWhatWillBeFetched() {
        assertThat(read("{ items { tracks { nodes { name } } } }").shape().nested())
                .containsExactly(tracks("", 100, ROWS, NAME));
        assertThat(read(
                                "{ items { tracks(first: $n, query: \"plays > 3 ORDER BY name\") { totalCount nodes { name } } } }",
                                Map.of("n", 7, "b", true),
                                "")
                        .shape()
                        .nested())
                .containsExactly(tracks("plays > 3 ORDER BY name", 7, Set.of(Part.ROWS, Part.COUNT), NAME));
        assertThat(read("{ items { tracks { edges { cursor node { name } } } } }")
                        .shape()
                        .nested())
                .containsExactly(tracks("", 100, Set.of(Part.ROWS, Part.CURSORS), NAME));
        assertThat(read("{ items { tracks { pageInfo { endCursor } } } }")
                        .shape()
                        .nested())
                .containsExactly(tracks("", 100, Set.of(Part.END), Shape.ID));
        assertThat(
                        read("{ items { a: tracks { nodes { name } } b: tracks { totalCount } c: tracks(first: 1) { totalCount } } }")
                                .shape()
                                .nested())
                .containsExactly(
                        tracks("", 100, Set.of(Part.ROWS, Part.COUNT), NAME),
                        tracks("", 1, Set.of(Part.COUNT), Shape.ID));
    }

    @Test
    void fragmentsAndDirectivesAreSeenThrough() {
        Interest selected = read(
                "{ ...P items @include(if: $b) { year } }",
                Map.of("b", false),
                "fragment P on AlbumChanges { changes { ...C } } fragment C on AlbumChange { album { ...A @skip(if: $b)"
                        + " ... on Entity { id } } } fragment A on Album { tracks(first: 2) { nodes { name } } }");

        assertThat(selected)
                .isEqualTo(new Interest(
                        new Shape(false, Set.of("id"), List.of(tracks("", 2, ROWS, NAME))), false, false, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ cursor changes { id kind } } | { x: changes { kind b: id } c: cursor }",
                "{ items { tracks(first: 3) { totalCount } } } | { items { t: tracks(first: $n) { totalCount } } }",
                "{ items { title year } } | { items { ... on Album { year } title } }",
                "{ items { title } } | { items { title year @skip(if: $b) } }",
                "{ items { tracks(first: 3, query: \"a\") { totalCount } } } | { items { tracks(query: \"a\", first: 3) { totalCount } } }",
            })
    void equalSelectionsHaveEqualTexts(String one, String other) {
        text(one);
        String first = text;
        text(other);

        assertThat(text).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ cursor changes { id kind } } | { cursor changes { id } }",
                "{ items { title } } | { changes { album { title } } }",
                "{ items { tracks(first: 3) { totalCount } } } | { items { tracks(first: 4) { totalCount } } }",
                "{ items { tracks { totalCount } } } | { items { tracks(where: {name: {eq: \"x\"}}) { totalCount } } }",
                "{ items { tracks(where: {name: {eq: \"1\"}}) { totalCount } } } | { items { tracks(where: {name: {like: \"1\"}}) { totalCount } } }",
                "{ items { revision { head } } } | { items { revision { position } } }",
                "{ items { artist { name } } } | { items { artist { id } } }",
            })
    void otherSelectionsHaveOtherTexts(String one, String other) {
        text(one);
        String first = text;
        text(other);

        assertThat(text).isNotEqualTo(first);
    }

    private void text(String payload) {
        read(payload.replace("query: \"a\"", "query: \"name = 'a'\""), Map.of("n", 3, "b", true), "");
    }
}
