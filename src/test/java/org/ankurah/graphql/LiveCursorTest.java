package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.ankurah.value.AnkurahException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cursors name a position and the live query that told it. */
class LiveCursorTest {

    private final Api api = new Api();

    private LogCursor cursor(String subscription, Map<String, Object> variables) {
        var subscriber = api.watch("subscription" + subscription, variables).awaitItems(1);
        Answer answer = new Answer(subscriber.getItems().get(0).toSpecification());
        subscriber.cancel();
        return LogCursor.decode(answer.text("albums", "cursor"), "since");
    }

    private LogCursor cursor(String subscription) {
        return cursor(subscription, Map.of());
    }

    @Test
    void theyAreReadAsTheyWereWritten() {
        assertThat(LogCursor.decode(LogCursor.encode(7), "since")).isEqualTo(new LogCursor(7, null));
        assertThat(LogCursor.decode(LogCursor.encode(0, "aB-_9"), "since")).isEqualTo(new LogCursor(0, "aB-_9"));
        assertThat(LogCursor.encode(3)).isEqualTo("QDM");
    }

    @ParameterizedTest
    @CsvSource({"QA", "QDAx", "QDE#", "QDEjI2E", "LTE", "QDk5OTk5OTk5OTk5OTk5OTk5OTk5", "''", "=", "@1"})
    void othersAreRefused(String cursor) {
        assertThatThrownBy(() -> LogCursor.decode(cursor, "since"))
                .isInstanceOf(AnkurahException.class)
                .hasMessageContaining("since");
    }

    @Test
    void liveQueriesThatMeanTheSameHaveTheSameDigest() {
        LogCursor plain =
                cursor("{ albums(where: {year: {gt: 3}}, orderBy: [{title: DESC}]) { cursor items { id } } }");

        assertThat(plain.query()).isNotNull();
        assertThat(cursor(
                        "($y: Int, $f: [AlbumOrder!]) { albums(orderBy: $f, where: {year: {gt: $y}}) { items { id } cursor } }",
                        Map.of("y", 3, "f", java.util.List.of(Map.of("title", "DESC")))))
                .isEqualTo(plain);
        assertThat(cursor("{ albums(query: \"year > 3 ORDER BY title desc\") { items { id } cursor } }"))
                .isEqualTo(plain);
        assertThat(cursor("{ albums(query: \"year > 3 ORDER BY title desc, id\") { reset items { id } cursor } }"))
                .isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "albums(where: {year: {gt: 4}}, orderBy: [{title: DESC}]) { cursor items { id } }",
                "albums(where: {year: {gt: 3}}, orderBy: [{title: ASC}]) { cursor items { id } }",
                "albums(where: {year: {gt: 3}}) { cursor items { id } }",
                "albums(where: {year: {gt: 3}}, orderBy: [{title: DESC}]) { cursor items { title } }",
                "albums(where: {year: {gt: 3}}, orderBy: [{title: DESC}]) { cursor items { id } totalCount }",
            })
    void othersHaveAnother(String other) {
        LogCursor plain =
                cursor("{ albums(where: {year: {gt: 3}}, orderBy: [{title: DESC}]) { cursor items { id } } }");

        assertThat(cursor("{ " + other + " }").query()).isNotEqualTo(plain.query());
    }

    @Test
    void theDigestStaysTheSameAcrossServers() {
        assertThat(cursor("{ albums { cursor changes { kind id } } }").query())
                .isEqualTo(new LiveCursorTest()
                        .cursor("{ albums { cursor changes { kind id } } }")
                        .query());
    }

    @Test
    void theLogGoesOnBehindAnyCursor() {
        api.create("Album", Map.of("title", "A"));
        LogCursor live = cursor("{ albums { cursor } }");
        String text = LogCursor.encode(live.position(), String.valueOf(live.query()));
        api.create("Album", Map.of("title", "B"));

        var log =
                api.watch("subscription($c: String) { events(since: $c) { events { position } } }", Map.of("c", text));

        assertThat(log.awaitItems(1).getItems().get(0).toSpecification().toString())
                .contains("[{position=2}]");
    }

    /** What was left out lies behind the cursor as well. */
    @Test
    void theLogsCursorCountsTheEventsThatWereLeftOut() {
        var log = api.watch("subscription { events(collections: [\"artist\"]) { cursor events { position } } }");
        api.create("Album", Map.of("title", "A"));
        api.create("Artist", Map.of("name", "B"));

        Answer second = new Answer(log.awaitItems(2).getItems().get(1).toSpecification());
        assertThat(LogCursor.decode(second.text("events", "cursor"), "").position())
                .isEqualTo(2);
        assertThat(second.at("events", "events").toString()).isEqualTo("[{position=2}]");
    }
}
