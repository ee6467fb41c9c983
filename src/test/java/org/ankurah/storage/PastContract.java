package org.ankurah.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.ankurah.event.CommittedEvent;
import org.ankurah.merge.EntityState;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.query.Fetch;
import org.ankurah.query.Lookups;
import org.ankurah.query.Page;
import org.ankurah.query.QueryModels;
import org.ankurah.query.QueryRows;
import org.ankurah.query.RandomAggregations;
import org.ankurah.query.RandomSelections;
import org.ankurah.query.Selection;
import org.ankurah.query.SelectionText;
import org.ankurah.query.SortKey;
import org.ankurah.value.Seeds;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.Values;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What an engine reads of a past position is what an engine reads that holds the log up to there and no more: random
 * logs, random positions, random questions, also with a reader that others write behind the back of.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class PastContract {

    private static final int OF_EACH = 15;
    private static final int CHANGES = 250;
    private static final int ALL = 1_000;

    private EngineUnderTest under;

    protected abstract EngineUnderTest underTest();

    /** How many questions each position is asked. */
    protected abstract int questions();

    /** What reads a position. */
    protected StateReader at(StorageEngine engine, long position) {
        return engine.at(position);
    }

    @BeforeAll
    void start() {
        under = underTest();
    }

    @AfterAll
    void stop() {
        under.close();
    }

    @Test
    void thePastIsWhatThePresentWas() {
        Seeds.each(getClass().getSimpleName(), 2, random -> new Scenario(random).run());
    }

    private final class Scenario {

        private final Random random;
        private final RandomSelections source;
        private final RandomAggregations aggregations;
        private final List<CommittedEvent> log;
        private final StorageEngine engine;

        Scenario(Random random) {
            this.random = random;
            long seed = random.nextLong();
            this.source = new RandomSelections(seed);
            this.aggregations = new RandomAggregations(random);
            this.log = new RandomLog(random, source).log(OF_EACH, CHANGES);
            under.clear();
            this.engine = under.engine();
        }

        void run() {
            await(engine.open(QueryModels.ALL));
            int written = log.size() / 2 + random.nextInt(log.size() / 3);
            Replay.store(engine, QueryModels.ALL, log.subList(0, written));
            Map<Long, StateReader> readers = new LinkedHashMap<>();
            for (long position : List.of(0L, 1L, (long) random.nextInt(written), (long) random.nextInt(written))) {
                readers.put(position, at(engine, position));
            }
            readers.put((long) written, at(engine, written));
            readers.forEach(this::ask);
            Replay.append(engine, QueryModels.ALL, log, written);
            readers.forEach(this::ask);
            assertTimes();
        }

        private void assertTimes() {
            for (int i = 0; i < 20; i++) {
                long position = random.nextInt(log.size() + 10);
                long expected = log.stream()
                        .filter(event -> !event.committedAt().isAfter(RandomLog.timeOf(position)))
                        .count();
                assertThat(await(engine.positionAt(RandomLog.timeOf(position)))).isEqualTo(expected);
            }
        }

        private void ask(long position, StateReader past) {
            MemoryEngine then = new MemoryEngine();
            await(then.open(QueryModels.ALL));
            if (position > 0) {
                Replay.store(then, QueryModels.ALL, log.subList(0, (int) position));
            }
            for (int i = 0; i < questions(); i++) {
                Selection selection = source.selection();
                try {
                    compare(then, past, selection);
                } catch (RuntimeException | AssertionError e) {
                    throw new AssertionError(
                            "at " + position + ": " + selection.model() + " " + SelectionText.write(selection), e);
                }
            }
            compareById(then, past);
        }

        private void compare(StorageEngine then, StateReader past, Selection selection) {
            Page whole = await(then.fetch(Fetch.first(selection, ALL)));
            CountedPage counted = await(past.fetchCounted(Fetch.first(selection, ALL)));
            same(counted.page(), whole);
            assertThat(counted.total()).isEqualTo(await(then.count(selection)));
            assertThat(await(past.count(selection))).isEqualTo(counted.total());
            var aggregation = aggregations.of(new Selection(selection.model(), selection.predicate(), List.of(), null));
            assertThat(await(past.aggregate(aggregation))).isEqualTo(await(then.aggregate(aggregation)));
            Fetch page = new Fetch(selection, place(whole), place(whole), random.nextInt(4), random.nextBoolean());
            same(await(past.fetch(page)), await(then.fetch(page)));
            compareReferring(then, past, page);
        }

        private void compareReferring(StorageEngine then, StateReader past, Fetch page) {
            for (PropertyDescriptor property : page.selection().model().properties()) {
                if (property.target() != null && random.nextInt(3) == 0) {
                    Set<Ulid> targets = someIds();
                    Map<Ulid, Page> expected = await(then.fetchReferring(page, property.name(), targets));
                    Map<Ulid, Page> found = await(past.fetchReferring(page, property.name(), targets));
                    assertThat(found.keySet()).isEqualTo(expected.keySet());
                    found.forEach((target, own) -> same(own, expected.get(target)));
                    assertThat(await(past.countReferring(page.selection(), property.name(), targets)))
                            .isEqualTo(await(then.countReferring(page.selection(), property.name(), targets)));
                }
            }
        }

        private void compareById(StorageEngine then, StateReader past) {
            Set<Ulid> ids = someIds();
            Map<String, Set<Ulid>> entities = new HashMap<>();
            Set<Lookups.Referring> referring = new HashSet<>();
            QueryModels.ALL.all().forEach(model -> {
                String collection = model.collection();
                entities.put(collection, ids);
                Map<Ulid, EntityState> expected = await(then.load(collection, ids));
                Map<Ulid, EntityState> found = await(past.load(collection, ids));
                assertThat(found.keySet()).isEqualTo(expected.keySet());
                found.forEach((id, state) ->
                        assertThat(state.encode()).isEqualTo(expected.get(id).encode()));
                model.properties().stream()
                        .filter(property -> property.target() != null)
                        .forEach(property -> ids.forEach(
                                id -> referring.add(new Lookups.Referring(collection, property.name(), id))));
            });
            assertThat(await(past.collectionsOf(ids))).isEqualTo(await(then.collectionsOf(ids)));
            Lookups lookups = new Lookups(entities, referring);
            var found = await(past.find(lookups));
            var expected = await(then.find(lookups));
            assertThat(found.position()).isEqualTo(expected.position());
            assertThat(encoded(found.entities())).containsExactlyInAnyOrderElementsOf(encoded(expected.entities()));
            expected.referring()
                    .forEach((question, answer) -> assertThat(
                                    encoded(found.referring().get(question)))
                            .containsExactlyInAnyOrderElementsOf(encoded(answer)));
        }

        private Set<Ulid> someIds() {
            Set<Ulid> ids = new HashSet<>();
            for (int n = 1; n <= 4 * OF_EACH + 2; n++) {
                if (random.nextInt(3) == 0) {
                    ids.add(QueryRows.id(n));
                }
            }
            return ids;
        }

        private SortKey place(Page whole) {
            return whole.rows().isEmpty() || random.nextInt(3) == 0
                    ? null
                    : whole.rows().get(random.nextInt(whole.rows().size())).key();
        }
    }

    private static List<String> encoded(List<EntityState> states) {
        List<String> texts = new ArrayList<>();
        states.forEach(state -> texts.add(state + " " + java.util.HexFormat.of().formatHex(state.encode())));
        return texts;
    }

    private static void same(Page found, Page expected) {
        assertThat(found.position()).isEqualTo(expected.position());
        assertThat(found.more()).isEqualTo(expected.more());
        assertThat(encoded(entities(found))).isEqualTo(encoded(entities(expected)));
        for (int i = 0; i < found.rows().size(); i++) {
            List<Value> own = found.rows().get(i).key().values();
            List<Value> other = expected.rows().get(i).key().values();
            for (int k = 0; k < own.size(); k++) {
                Value a = own.get(k);
                Value b = other.get(k);
                assertThat(a == Value.NULL ? b == Value.NULL : Values.equal(a, b))
                        .as("%s and %s", a, b)
                        .isTrue();
            }
        }
    }

    private static List<EntityState> entities(Page page) {
        return page.rows().stream().map(Page.Row::entity).toList();
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(60));
    }
}
