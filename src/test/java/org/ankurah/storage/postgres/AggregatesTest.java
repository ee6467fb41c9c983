package org.ankurah.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ankurah.merge.EntityState;
import org.ankurah.query.Aggregation;
import org.ankurah.query.Aggregation.Group;
import org.ankurah.query.Fetch;
import org.ankurah.query.Measure;
import org.ankurah.query.Measure.Function;
import org.ankurah.query.Page;
import org.ankurah.query.Path;
import org.ankurah.query.PlainAggregator;
import org.ankurah.query.QueryModels;
import org.ankurah.query.QueryRows;
import org.ankurah.query.RandomAggregations;
import org.ankurah.query.Selection;
import org.ankurah.storage.MemoryEngine;
import org.ankurah.storage.Replay;
import org.ankurah.storage.StorageEngine;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.ankurah.value.Seeds;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType.Scalar;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Both engines and the definition give the same figures, to the last digit. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AggregatesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ALL = 1_000;
    private static final Path POPULATION = new Path(List.of(), "population", List.of(), Scalar.LONG);

    private PostgresUnderTest under;

    @BeforeAll
    void start() {
        under = new PostgresUnderTest(getClass());
    }

    @AfterAll
    void stop() {
        under.close();
    }

    @Test
    void randomAggregationsGiveTheSame() {
        Seeds.each("AggregatesTest", 4, random -> {
            RandomAggregations source = new RandomAggregations(random);
            List<StorageEngine> engines = engines(source.rows(30));
            for (int i = 0; i < 300; i++) {
                Aggregation aggregation = source.aggregation();
                List<Group> expected = aggregate(engines.get(0), aggregation);
                assertThat(aggregate(engines.get(1), aggregation))
                        .as("%s", aggregation)
                        .isEqualTo(expected);
                List<EntityState> matches = engines
                        .get(0)
                        .fetch(Fetch.first(aggregation.selection(), ALL))
                        .await()
                        .atMost(PATIENCE)
                        .rows()
                        .stream()
                        .map(Page.Row::entity)
                        .toList();
                assertThat(expected)
                        .as("%s", aggregation)
                        .containsExactlyInAnyOrderElementsOf(PlainAggregator.groups(aggregation, matches));
            }
        });
    }

    @Test
    void sumsBeyondTheirTypeAreRefused() {
        QueryRows rows = new QueryRows();
        rows.add(QueryModels.COUNTRY, Map.of("population", new Value.Int(Long.MAX_VALUE)), false);
        rows.add(QueryModels.COUNTRY, Map.of("population", new Value.Int(Long.MAX_VALUE)), false);
        Selection all = Selection.all(QueryModels.COUNTRY);
        for (StorageEngine engine : engines(rows)) {
            Aggregation sum = new Aggregation(all, List.of(), List.of(new Measure(Function.SUM, POPULATION)));
            Aggregation mean = new Aggregation(all, List.of(), List.of(new Measure(Function.AVG, POPULATION)));

            assertThatThrownBy(() -> aggregate(engine, sum))
                    .isInstanceOfSatisfying(
                            AnkurahException.class,
                            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED));
            assertThat(aggregate(engine, mean))
                    .containsExactly(new Group(List.of(), List.of(new Value.Real(Long.MAX_VALUE))));
        }
    }

    @Test
    void tooManyGroupsAreRefused() {
        QueryRows rows = new QueryRows();
        for (int i = 0; i <= Aggregation.MAX_GROUPS; i++) {
            rows.add(QueryModels.COUNTRY, Map.of("population", new Value.Int(i)), false);
        }
        Selection all = Selection.all(QueryModels.COUNTRY);
        for (StorageEngine engine : engines(rows)) {
            Aggregation whole = new Aggregation(all, List.of(), List.of(new Measure(Function.MAX, POPULATION)));
            Aggregation each = new Aggregation(all, List.of(POPULATION), List.of());

            assertThat(aggregate(engine, whole)).hasSize(1);
            assertThatThrownBy(() -> aggregate(engine, each))
                    .isInstanceOfSatisfying(
                            AnkurahException.class,
                            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED));
        }
    }

    private List<StorageEngine> engines(QueryRows rows) {
        under.clear();
        List<StorageEngine> engines = List.of(new MemoryEngine(), under.engine());
        for (StorageEngine engine : engines) {
            engine.open(RandomAggregations.MODELS).await().atMost(PATIENCE);
            Replay.store(engine, RandomAggregations.MODELS, rows.events());
        }
        return engines;
    }

    private static List<Group> aggregate(StorageEngine engine, Aggregation aggregation) {
        return engine.aggregate(aggregation).await().atMost(PATIENCE);
    }
}
