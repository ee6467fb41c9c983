package org.ankurah.node.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ankurah.model.Models;
import org.ankurah.node.upkeep.Finding.Kind;
import org.ankurah.storage.StorageEngine;
import org.ankurah.storage.Upkeep.Mended;
import org.ankurah.storage.postgres.PostgresUnderTest;
import org.ankurah.value.Seeds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Damage that only somebody with access to the database can do: each kind is found, and that of tables is mended. */
class PostgresTablesDamageTest {

    private static final Models MODELS = UpkeepModels.ALL.models();

    private final PostgresUnderTest store = new PostgresUnderTest(getClass());
    private StorageEngine engine;
    private RandomHistory history;

    @BeforeEach
    void fill() {
        store.clear();
        engine = store.engine();
        Await.done(engine.open(MODELS));
        history = new RandomHistory(new Random(3), engine);
        history.commit(40);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void everyColumnIsComparedAndMended() {
        for (String table : List.of("maker", "thing")) {
            for (String column : store.query("SELECT column_name || ' ' || udt_name FROM information_schema.columns"
                    + " WHERE table_name = '" + table + "' AND column_name <> 'id' ORDER BY column_name")) {
                String name = column.split(" ")[0];
                store.execute("UPDATE " + table + " SET \"" + name + "\" = "
                        + other("\"" + name + "\"", column.split(" ")[1]) + " WHERE id = (SELECT id FROM " + table
                        + " ORDER BY md5(id::text || '" + name + "') LIMIT 1)");

                List<Finding> found = verify();

                assertThat(found).as(table + "." + name).hasSize(1);
                assertThat(found.get(0).kind()).isEqualTo(Kind.ROW);
                assertThat(found.get(0).toString())
                        .startsWith(table + " ")
                        .contains("differs from the log: " + name + " is ");
                assertThat(rebuild().mended()).isEqualTo(new Mended(1, 0));
                assertThat(verify()).isEmpty();
            }
        }
    }

    /** Another value of a type. */
    private static String other(String column, String type) {
        return switch (type) {
            case "text" -> "coalesce(" + column + ", '') || 'x'";
            case "bool" -> "NOT coalesce(" + column + ", false)";
            case "int4", "int8" -> "coalesce(" + column + ", 0) / 2 + 77";
            case "float8" -> "77.5";
            // The same number with another scale.
            case "numeric" -> "coalesce(" + column + ", 1) + 0.0000000000000000000000000000";
            case "timestamptz" -> "coalesce(" + column + ", now()) + interval '1 microsecond'";
            case "date" -> "'1815-12-10'";
            case "uuid" -> "gen_random_uuid()";
            case "bytea" -> "coalesce(" + column + ", '') || '\\x01'::bytea";
            case "jsonb" -> "'{\"planted\": 1.00}'::jsonb";
            case "_text" -> "ARRAY['planted']";
            case "_uuid" -> "ARRAY[gen_random_uuid()]";
            case "_numeric" -> "ARRAY[77.770]";
            case "_jsonb" -> "ARRAY['{\"planted\": 1}'::jsonb]";
            default -> throw new AssertionError(type);
        };
    }

    @Test
    void keptAnswersThatCannotBeReadAreFound() {
        store.execute(
                "INSERT INTO ankurah_request (scope, key, answer, committed_at) VALUES ('', 'k', '\\x07', now())");

        List<Finding> found = verify();

        assertThat(found).extracting(Finding::kind).containsExactly(Kind.ANSWER);
        assertThat(found.get(0).toString()).contains("request k", "cannot be read");
    }

    @Test
    void anyChangedStateIsFoundAndMended() {
        Seeds.each("PostgresTablesDamageTest, state", 25, random -> {
            String table = random.nextBoolean() ? "maker" : "thing";
            store.execute("UPDATE " + table + " SET state = set_bit(state, s.bit, 1 - get_bit(state, s.bit)) FROM ("
                    + "SELECT id AS chosen, floor(random() * 8 * length(state))::int AS bit FROM " + table
                    + " ORDER BY random() LIMIT 1) AS s WHERE id = s.chosen");

            assertThat(verify()).hasSize(1).extracting(Finding::kind).containsOnly(Kind.ROW);
            assertThat(rebuild().mended()).isEqualTo(new Mended(1, 0));
            assertThat(verify()).isEmpty();
        });
    }

    @Test
    void anyChangedBodyIsFound() {
        Seeds.each("PostgresTablesDamageTest, body", 25, random -> {
            long position = 1 + random.nextInt((int) (long) Await.done(engine.position()));
            store.execute("CREATE TABLE kept AS SELECT body FROM ankurah_event WHERE position = " + position);
            store.execute("UPDATE ankurah_event SET body = set_bit(body, b.bit, 1 - get_bit(body, b.bit)) FROM (SELECT"
                    + " floor(random() * 8 * length(body))::int AS bit FROM kept) AS b WHERE position = " + position);

            assertThat(verify()).anySatisfy(finding -> {
                assertThat(finding.kind()).isEqualTo(Kind.CONTENT);
                assertThat(finding.place()).startsWith("position " + position + ", ");
            });

            store.execute("UPDATE ankurah_event SET body = kept.body FROM kept WHERE position = " + position
                    + "; DROP TABLE kept");
            rebuild();
        });
    }

    @Test
    void lostEventsAreFound() {
        store.execute("DELETE FROM ankurah_event WHERE position IN (5, 6)");

        assertThat(verify())
                .anySatisfy(finding ->
                        assertThat(finding.toString()).isEqualTo("position 7: the positions 5 to 6 are missing"));
    }

    @Test
    void lostEndIsFound() {
        store.execute("DELETE FROM ankurah_event WHERE position = (SELECT position FROM ankurah_log)");

        assertThat(verify())
                .anySatisfy(finding -> assertThat(finding.toString()).startsWith("end of the log: noted as"));
    }

    @Test
    void shiftedEventsAreFound() {
        store.execute(
                "UPDATE ankurah_event SET position = position + 1 WHERE position = (SELECT position FROM ankurah_log)");

        assertThat(verify()).extracting(Finding::kind).contains(Kind.POSITION);
    }

    @Test
    void otherCollectionOrActorOrParentIsFound() {
        for (String change : List.of(
                "collection = CASE collection WHEN 'maker' THEN 'thing' ELSE 'maker' END",
                "actor = coalesce(actor, '') || 'x'",
                "transaction_id = gen_random_uuid()",
                "parents = parents || gen_random_uuid()")) {
            store.execute("CREATE TABLE kept AS SELECT * FROM ankurah_event");
            // The last event, which nothing has erased.
            store.execute(
                    "UPDATE ankurah_event SET " + change + " WHERE position = (SELECT position FROM ankurah_log)");

            assertThat(verify()).as(change).extracting(Finding::kind).containsAnyOf(Kind.CONTENT, Kind.HISTORY);

            store.execute("TRUNCATE ankurah_event; INSERT INTO ankurah_event SELECT * FROM kept; DROP TABLE kept");
        }
        assertThat(verify()).isEmpty();
    }

    @Test
    void rebuildMendsEverythingWhileOthersCommit() {
        history.commit(2_000);
        long rows =
                Long.parseLong(store.query("SELECT count(*)::text FROM thing").get(0));
        store.execute(
                "DELETE FROM maker WHERE md5(id::text) < '8'; UPDATE thing SET title = 'wrong', deleted = NOT deleted;"
                        + " INSERT INTO thing SELECT (t.x).* FROM (SELECT jsonb_populate_record(y, jsonb_build_object('id',"
                        + " gen_random_uuid())) AS x FROM thing AS y LIMIT 5) AS t");
        // Whoever commits reads rows, which must not be missing: so others have entities of their own.
        RandomHistory others = new RandomHistory(new Random(4), engine);
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Void> committing = CompletableFuture.runAsync(() -> {
            while (!done.get()) {
                others.commit();
            }
        });

        Rebuild.Report report = rebuild();
        done.set(true);
        committing.join();

        assertThat(report.mended().written()).isGreaterThanOrEqualTo(rows);
        assertThat(report.mended().deleted()).isEqualTo(5);
        assertThat(verify()).isEmpty();
        assertThat(rebuild().mended()).isEqualTo(Mended.NOTHING);
    }

    private List<Finding> verify() {
        List<Finding> found = new ArrayList<>();
        Verification.run(engine, MODELS, Watcher.NOBODY, found::add);
        return found;
    }

    private Rebuild.Report rebuild() {
        return Rebuild.run(engine, MODELS, Watcher.NOBODY);
    }
}
