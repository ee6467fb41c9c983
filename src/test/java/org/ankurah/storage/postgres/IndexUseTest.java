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
import org.ankurah.query.Fetch;
import org.ankurah.query.Parameters;
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

/** The statements are such that PostgreSQL's indexes serve them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IndexUseTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int THINGS = 5_000;

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
        Joins joins = new Joins(tables, tables.get("thing"));
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
