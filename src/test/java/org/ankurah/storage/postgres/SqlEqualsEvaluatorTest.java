package org.ankurah.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.query.Fetch;
import org.ankurah.query.Page;
import org.ankurah.query.QueryModels;
import org.ankurah.query.QueryRows;
import org.ankurah.query.RandomSelections;
import org.ankurah.query.Selection;
import org.ankurah.query.SelectionText;
import org.ankurah.query.SortKey;
import org.ankurah.storage.MemoryEngine;
import org.ankurah.storage.Replay;
import org.ankurah.storage.StateReader;
import org.ankurah.storage.StorageEngine;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.Values;
import org.junit.jupiter.api.Test;

/**
 * PostgreSQL and the evaluator give the same answer to random selections over random entities: whole results,
 * pages from anywhere in either direction, counts, and pages and counts per target of a reference.
 *
 * <p>{@code -Dankurah.test.seed=…} repeats a run, {@code -Dankurah.test.selections=…} makes it longer.
 */
class SqlEqualsEvaluatorTest {

    private static final int ROWS = 25;
    private static final int ALL = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final long seed = Long.getLong("ankurah.test.seed", System.nanoTime());
    private final int selections = Integer.getInteger("ankurah.test.selections", 2_000);

    private final Random random = new Random(seed);
    private final StorageEngine memory = new MemoryEngine();

    @Test
    void randomSelectionsGiveTheSame() {
        System.out.println("SqlEqualsEvaluatorTest: -Dankurah.test.seed=" + seed);
        RandomSelections source = new RandomSelections(seed);
        QueryRows rows = source.rows(ROWS);
        try (PostgresUnderTest under = new PostgresUnderTest(getClass())) {
            StorageEngine postgres = under.engine();
            for (StorageEngine engine : List.of(memory, postgres)) {
                engine.open(QueryModels.ALL).await().atMost(PATIENCE);
                Replay.store(engine, QueryModels.ALL, rows.events());
            }
            for (int i = 0; i < selections; i++) {
                Selection whole = source.selection();
                Selection selection = whole.seenBy(source.sight(whole.model(), false));
                try {
                    compare(postgres, selection);
                    if (i % 4 == 0) {
                        comparePast(postgres, selection.seenBy(source.pastSight(selection.sight())), rows);
                    }
                } catch (RuntimeException | AssertionError e) {
                    fail(
                            "selection " + i + " of seed " + seed + ": " + selection.model() + " "
                                    + SelectionText.write(selection) + "\n" + selection,
                            e);
                }
            }
        }
    }

    private void compare(StorageEngine postgres, Selection selection) {
        Page whole = memory.fetch(Fetch.first(selection, ALL)).await().atMost(PATIENCE);
        same(postgres.fetch(Fetch.first(selection, ALL)).await().atMost(PATIENCE), whole);
        assertThat(postgres.count(selection).await().atMost(PATIENCE))
                .isEqualTo(memory.count(selection).await().atMost(PATIENCE));
        if (whole.rows().isEmpty() || random.nextInt(2) == 0) {
            return;
        }
        Fetch page = new Fetch(selection, place(whole), place(whole), random.nextInt(4), random.nextBoolean());
        same(
                postgres.fetch(page).await().atMost(PATIENCE),
                memory.fetch(page).await().atMost(PATIENCE));
        if (random.nextInt(4) == 0) {
            compareReferring(postgres, page);
        }
    }

    private void comparePast(StorageEngine postgres, Selection selection, QueryRows rows) {
        long position = 1 + random.nextInt(rows.events().size());
        StateReader then = memory.at(position);
        StateReader past = postgres.at(position);
        same(
                past.fetch(Fetch.first(selection, ALL)).await().atMost(PATIENCE),
                then.fetch(Fetch.first(selection, ALL)).await().atMost(PATIENCE));
        assertThat(past.count(selection).await().atMost(PATIENCE))
                .as("then")
                .isEqualTo(then.count(selection).await().atMost(PATIENCE));
    }

    private void compareReferring(StorageEngine postgres, Fetch page) {
        List<String> references = page.selection().model().properties().stream()
                .filter(one -> one.target() != null)
                .map(PropertyDescriptor::name)
                .toList();
        if (references.isEmpty()) {
            return;
        }
        String property = references.get(random.nextInt(references.size()));
        Set<Ulid> targets = IntStream.rangeClosed(1, 4 * ROWS)
                .filter(n -> random.nextInt(3) == 0)
                .mapToObj(QueryRows::id)
                .collect(Collectors.toSet());
        var expected = memory.fetchReferring(page, property, targets).await().atMost(PATIENCE);
        var found = postgres.fetchReferring(page, property, targets).await().atMost(PATIENCE);
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        found.forEach((target, own) -> same(own, expected.get(target)));
        assertThat(postgres.countReferring(page.selection(), property, targets)
                        .await()
                        .atMost(PATIENCE))
                .isEqualTo(memory.countReferring(page.selection(), property, targets)
                        .await()
                        .atMost(PATIENCE));
    }

    private SortKey place(Page whole) {
        return random.nextInt(3) == 0
                ? null
                : whole.rows().get(random.nextInt(whole.rows().size())).key();
    }

    private static void same(Page found, Page expected) {
        assertThat(ids(found)).isEqualTo(ids(expected));
        assertThat(found.more()).isEqualTo(expected.more());
        assertThat(found.position()).isEqualTo(expected.position());
        for (int i = 0; i < found.rows().size(); i++) {
            Page.Row own = found.rows().get(i);
            Page.Row other = expected.rows().get(i);
            assertThat(own.entity().encode()).isEqualTo(other.entity().encode());
            sameKey(own.key(), other.key());
        }
    }

    private static void sameKey(SortKey found, SortKey expected) {
        assertThat(found.id()).isEqualTo(expected.id());
        for (int i = 0; i < expected.values().size(); i++) {
            Value a = found.values().get(i);
            Value b = expected.values().get(i);
            assertThat(a == Value.NULL ? b == Value.NULL : Values.equal(a, b))
                    .as("%s and %s", a, b)
                    .isTrue();
        }
    }

    private static List<Ulid> ids(Page page) {
        return page.rows().stream().map(row -> row.entity().id()).toList();
    }
}
