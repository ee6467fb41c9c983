package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ankurah.event.CommittedEvent;
import org.ankurah.event.EventCheck;
import org.ankurah.node.JvmDigest;
import org.ankurah.node.upkeep.Verification;
import org.ankurah.node.upkeep.Watcher;
import org.ankurah.storage.postgres.PostgresUnderTest;
import org.ankurah.storage.postgres.Projections;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A store that an earlier version left is what it was, under the models and with the tables of today. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OldStoreTest {

    private static final Path STORES = Path.of("src", "test", "resources", "org", "ankurah", "stores");

    private static final String EVERYTHING = """
            {
              makers { nodes { id fullName code added revision { head position createdAt updatedAt } } }
              things {
                nodes {
                  id title amount weight price total color colors sizes plays story flag ratio cost at day uuid data
                  details tags rates docs maker { fullName } makers { fullName } rank former level
                  revision { head position createdAt updatedAt }
                  history { nodes { id position parents actor committedAt erased operations } }
                }
              }
            }""";

    private PostgresUnderTest under;
    private Api api;

    @BeforeAll
    void start() {
        under = new PostgresUnderTest(getClass());
    }

    @AfterAll
    void stop() {
        under.close();
    }

    @BeforeEach
    void loadStore() throws IOException {
        under.clear();
        under.execute(Files.readString(STORES.resolve("store-1.sql"), StandardCharsets.UTF_8));
        api = new Api(EvolvedModels.ALL, new CountingEngine(under.engine()));
    }

    /** A difference is a decision, and most likely a mistake: take it with {@code -Dstores.update=true}. */
    @Test
    void statesAndHistoriesAreWhatTheyWereInTodaysTerms() throws IOException {
        Path expected = STORES.resolve("store-1.json");
        String answer = pretty(api.run(EVERYTHING).response());
        if (Boolean.getBoolean("stores.update")) {
            Files.writeString(expected, answer);
        }

        assertThat(answer).isEqualTo(Files.readString(expected, StandardCharsets.UTF_8));
    }

    @Test
    void idsOfAllEventsAreStillTheCheckOfTheirContent() {
        EventCheck check = new EventCheck(new JvmDigest(), () -> 0, Long.MAX_VALUE);
        List<CommittedEvent> log = api.storage.log(0, 100).await().indefinitely();

        assertThat(log).hasSize(15);
        log.forEach(event -> assertThat(check.verify(event.event())).isEmpty());
    }

    @Test
    void nothingIsFoundToBeWrongWithIt() {
        List<Object> findings = new ArrayList<>();
        Verification.run(api.storage, api.node.models(), Watcher.NOBODY, findings::add);

        assertThat(findings).isEmpty();
    }

    @Test
    void tablesAreAReplayOfTheLog() {
        Projections.assertTrue(under::query, api.storage, api.node.models());
        assertThat(under.query("SELECT CAST(attname AS text) FROM pg_attribute WHERE attrelid = 'thing'::regclass"
                        + " AND NOT attisdropped"))
                .contains("title", "former", "level")
                .doesNotContain("remark", "gone", "label", "amount_before");
    }

    @Test
    void theStoreGoesOn() {
        String id = api.run("{ things(where: {title: {eq: \"late\"}}) { nodes { id } } }")
                .text("things", "nodes", 0, "id");
        api.run(
                "mutation ($id: ID!) { updateThing(id: $id, patch: {price: \"1.50\", plays: {increment: 2}}) { cursor } }",
                Map.of("id", id));

        Api again = new Api(EvolvedModels.ALL, new CountingEngine(under.engine()));
        Answer read = again.run(
                "query ($id: ID!) { thing(id: $id) { price plays history { nodes { operations } } } }",
                Map.of("id", id));
        assertThat(read.at("thing", "price")).isEqualTo("1.50");
        assertThat(read.list("thing", "history", "nodes").get(1))
                .isEqualTo(
                        Map.of("operations", Map.of("price", Map.of("set", "1.50"), "plays", Map.of("increment", 2L))));
        Projections.assertTrue(under::query, again.storage, again.node.models());
    }

    @Test
    void whatAnEarlierVersionWroteCanBePurged() {
        String purge = "mutation ($id: ID!) { purgeThing(id: $id) { id } }";
        String id = api.run("{ things { nodes { id } } }").text("things", "nodes", 0, "id");

        assertThat(api.runWithKey(Api.ADMIN_KEY, purge, Map.of("id", id)).errors())
                .isEmpty();
        assertThat(under.query("SELECT encode(body, 'hex') FROM ankurah_event WHERE \"position\" = 3"))
                .containsExactly("02");
        Projections.assertTrue(under::query, api.storage, api.node.models());
    }

    private static String pretty(Map<String, Object> response) throws JsonProcessingException {
        return new ObjectMapper()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                        .writeValueAsString(response)
                + "\n";
    }
}
