package org.ankurah.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ankurah.model.Models;
import org.ankurah.model.Models.InverseField;
import org.ankurah.query.Fetch;
import org.ankurah.query.Parameters;
import org.ankurah.query.QueryLimits;
import org.ankurah.query.QueryRows;
import org.ankurah.query.Selection;
import org.ankurah.query.SelectionParser;
import org.ankurah.query.SortKey;
import org.ankurah.storage.StorageEngine;
import org.ankurah.storage.TestModels;
import org.ankurah.storage.TestWriter;
import org.ankurah.storage.TestWriter.Step;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The statements are such that PostgreSQL's indexes serve them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IndexUseTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int THINGS = 5_000;
    private static final int MAKERS = 2_000;

    private static final Models MODELS = new Models(
            TestModels.ALL.all(),
            Map.of(
                    "maker",
                    List.of(
                            new InverseField("things", "thing", "maker"),
                            new InverseField("works", "thing", "makers"),
                            new InverseField("parts", "maker", "parent"))));

    private PostgresUnderTest under;
    private StorageEngine engine;
    private TestWriter writer;

    @BeforeAll
    void load() {
        under = new PostgresUnderTest(getClass());
        under.clear();
        engine = under.engine();
        engine.open(TestModels.ALL).await().atMost(PATIENCE);
        writer = new TestWriter(engine);
        Ulid maker = writer.create(TestModels.MAKER, Map.of());
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < THINGS; i++) {
            steps.add(writer.creating(
                    TestModels.THING,
                    Map.of(
                            "title", new Value.Str("thing " + i),
                            "year", new Value.Int(i),
                            "serial", new Value.Uuid(new UUID(0, i)),
                            "maker", new Value.Id(i % 100 == 0 ? maker : Ulid.ZERO),
                            "makers", new Value.Items(List.of(new Value.Id(i % 1_000 == 0 ? maker : Ulid.ZERO))),
                            "price", new Value.Decimal(BigDecimal.valueOf(i)))));
        }
        for (int i = 0; i < MAKERS; i++) {
            steps.add(writer.creating(TestModels.MAKER, Map.of("parent", new Value.Id(QueryRows.id(i + 1)))));
        }
        writer.commit(steps);
        under.execute("ANALYZE");
    }

    @AfterAll
    void stop() {
        under.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "year = 7 | thing_year_ix",
                "7 < year AND year <= 9 | thing_year_ix",
                "year BETWEEN 7 AND 9 | thing_year_ix",
                "year IN (7, 9) | thing_year_ix",
                "title = 'thing 7' | thing_title_ix",
                "title >= 'thing 70' AND title < 'thing 71' | thing_title_ix",
                "title LIKE 'thing 777%' | thing_title_ix",
                "ORDER BY title | thing_title_ix",
                "ORDER BY year DESC | thing_year_ix",
                "serial = '00000000-0000-0000-0000-000000000007' | thing_serial_uq",
                "maker = '01HF7YAT010000000000000001' | thing_maker_ix",
                "makers CONTAINS '01HF7YAT010000000000000001' | thing_makers_gin",
                "id = '01HF7YAT010000000000000001' | thing_pkey",
                "id IN ('01HF7YAT010000000000000001') | thing_pkey",
                "price >= 0 | thing_pkey"
            })
    void filtersAndOrdersAreServed(String query, String index) {
        assertThat(plan(Fetch.first(selection(query), 10))).contains(index).doesNotContain("Seq Scan");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id = '01HF7YAT010000000000000001' AND EXISTS things | thing_maker_ix",
                "id = '01HF7YAT010000000000000001' AND NOT EXISTS things (ready = true) | thing_maker_ix",
                "id = '01HF7YAT010000000000000001' AND COUNT(parts) > 3 | maker_parent_ix",
                "id = '01HF7YAT010000000000000001' AND EXISTS works (ready = true) | thing_makers_gin",
                "id = '01HF7YAT010000000000000001' AND EVERY parent.parts (code = 'x') | maker_parent_ix",
                "EXISTS things (title = 'thing 7') | thing_title_ix",
                "parent+.id = '01HF7YAT010000000000000001' | maker_parent_ix"
            })
    void hopsAreServed(String query, String index) {
        Selection selection = SelectionParser.parse(MODELS, TestModels.MAKER, query, Parameters.NONE);

        assertThat(plan(Fetch.first(selection, 10))).contains(index).doesNotContain("Seq Scan");
    }

    /** PostgreSQL plans joins that share a column, and what stands below an OR, in more than linear time. */
    @ParameterizedTest
    @ValueSource(strings = {" AND ", " AND NOT ", " OR "})
    void manyAndDeepHopsArePlannedInShortTime(String operator) {
        String hop = "EXISTS parts (code = 'x')";
        String deep = "code = 'x'" + operator + "EXISTS parent.parts (";
        String wide = hop + (operator + hop).repeat(QueryLimits.MAX_HOPS - 1);
        String nested = deep.repeat(QueryLimits.MAX_HOP_DEPTH) + "code = 'x'" + ")".repeat(QueryLimits.MAX_HOP_DEPTH);

        for (String query : List.of(wide, nested)) {
            Selection selection = SelectionParser.parse(MODELS, TestModels.MAKER, query, Parameters.NONE);
            assertThat(plan(Fetch.first(selection, 10))).contains("maker_");
        }
    }

    @Test
    void laterPagesAreServed() {
        Fetch byId = new Fetch(
                selection(""), new SortKey(List.of(), writer.create(TestModels.THING, Map.of())), null, 9, true);
        assertThat(plan(byId)).contains("Index Cond: (id >").contains("thing_pkey");

        SortKey place = new SortKey(List.of(new Value.Str("thing 4000")), Ulid.ZERO);
        Fetch byTitle = new Fetch(selection("ORDER BY title"), place, null, 9, false);
        assertThat(plan(byTitle)).contains("thing_title_ix").contains("Index Cond: (title >=");
    }

    @Test
    void valuesThatNoOrderedIndexTakesAreRefused() {
        assertThatThrownBy(() -> writer.create(TestModels.THING, Map.of("title", new Value.Str("ä".repeat(1_001)))))
                .isInstanceOfSatisfying(AnkurahException.class, failure -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.VALIDATION);
                    assertThat(failure.field()).isEqualTo("title");
                });
        String long_ = "abcdefghij".repeat(1_000);
        writer.create(TestModels.MAKER, Map.of("name", new Value.Str(long_), "code", new Value.Str(long_)));
    }

    @Test
    void uniqueValuesCanBeSwappedInOneTransaction() {
        Ulid a = writer.create(TestModels.MAKER, Map.of("code", new Value.Str("a")));
        Ulid b = writer.create(TestModels.MAKER, Map.of("code", new Value.Str("b")));

        writer.commit(
                writer.setting(TestModels.MAKER, a, Map.of("code", new Value.Str("b"))),
                writer.setting(TestModels.MAKER, b, Map.of("code", new Value.Str("a"))));

        Selection selection = SelectionParser.parse(TestModels.ALL, TestModels.MAKER, "code = 'b'", Parameters.NONE);
        assertThat(engine.fetch(Fetch.first(selection, 2))
                        .await()
                        .atMost(PATIENCE)
                        .rows())
                .extracting(row -> row.entity().id())
                .containsExactly(a);
    }

    private String plan(Fetch fetch) {
        Tables tables = new Tables(TestModels.ALL);
        Sql sql = new Sql();
        Joins joins = new Joins(tables, tables.get(fetch.selection().model().collection()), SightSql.EVERYTHING);
        String statement = new PageSql(fetch, joins, sql, new SqlWriter(joins, sql, "\"C\"")).write("TRUE");
        return under
                .factory()
                .openStatelessSession()
                .chain(session -> sql.rows(session, "EXPLAIN " + statement).eventually(session::close))
                .await()
                .atMost(PATIENCE)
                .stream()
                .map(String::valueOf)
                .collect(Collectors.joining("\n"));
    }

    private static Selection selection(String query) {
        return SelectionParser.parse(TestModels.ALL, TestModels.THING, query, Parameters.NONE);
    }
}
