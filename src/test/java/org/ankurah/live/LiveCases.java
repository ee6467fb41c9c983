package org.ankurah.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ankurah.merge.EntityState;
import org.ankurah.node.Slack;
import org.ankurah.query.Selection;
import org.ankurah.reactor.Bounds;
import org.ankurah.reactor.ChangeKind;
import org.ankurah.reactor.ChangeSet;
import org.ankurah.reactor.Interest;
import org.ankurah.reactor.Shape;
import org.ankurah.storage.EngineUnderTest;
import org.ankurah.value.Value;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/**
 * Named cases of live queries, many of which other systems are known to get wrong. Besides what a case says, all its
 * clients are checked against the history: see {@link Client}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LiveCases {

    /** The entities' titles, in order. */
    static final Interest TITLES = new Interest(properties("title"), true, false, false);

    private EngineUnderTest store;
    private Stage stage;
    private Cast cast;

    abstract EngineUnderTest store();

    @BeforeAll
    void open() {
        store = store();
    }

    @AfterAll
    void close() {
        store.close();
    }

    @BeforeEach
    void begin() {
        stage = new Stage(store, Bounds.DEFAULT, Slack.DEFAULT);
        cast = new Cast(stage);
    }

    @AfterEach
    void end() {
        stage.close();
    }

    Stage stage() {
        return stage;
    }

    Cast cast() {
        return cast;
    }

    static Shape properties(String... names) {
        return new Shape(false, Set.of(names), List.of());
    }

    /** A client that has its first payload. */
    Client connect(String query, Interest interest) {
        return connect(cast.select("album", query), interest);
    }

    /** A client that has its first payload. */
    Client connect(Selection selection, Interest interest) {
        Client client = stage.connect(selection, interest);
        stage.check();
        client.told();
        return client;
    }

    /** Goes on behind the last payload that the client took in. */
    void resume(Client client) {
        List<Client.Held> past = client.past();
        Client.Held last = past.get(past.size() - 1);
        client.resume(stage.clientContext(), last, last.selection());
    }

    /**
     * Asserts that the client was told one payload.
     *
     * @param changes kind, title or name, and index of each
     */
    void assertTold(Client client, String... changes) {
        stage.check();
        assertThat(client.told())
                .singleElement()
                .satisfies(payload -> assertThat(text(payload)).containsExactly(changes));
    }

    /** Asserts that the client was told nothing. */
    void assertNothingTold(Client client) {
        stage.check();
        assertThat(client.told()).isEmpty();
    }

    private List<String> text(ChangeSet<EntityState> payload) {
        List<String> text = new ArrayList<>();
        payload.changes().forEach(change -> {
            EntityState entity = stage.history().now().stream()
                    .filter(state -> state.id().equals(change.id()))
                    .findFirst()
                    .orElseThrow();
            String naming = entity.model().property("title") == null ? "name" : "title";
            String place = change.kind() == ChangeKind.REMOVED ? "" : " " + change.index();
            text.add(change.kind() + " " + ((Value.Str) entity.value(naming)).value() + place);
        });
        return text;
    }
}
