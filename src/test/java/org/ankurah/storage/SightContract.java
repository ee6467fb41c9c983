package org.ankurah.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ankurah.event.CommittedEvent;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.query.Aggregation;
import org.ankurah.query.Fetch;
import org.ankurah.query.Page;
import org.ankurah.query.PlainAggregator;
import org.ankurah.query.PlainEvaluator;
import org.ankurah.query.Predicate;
import org.ankurah.query.QueryModels;
import org.ankurah.query.QueryRows;
import org.ankurah.query.RandomAggregations;
import org.ankurah.query.RandomSelections;
import org.ankurah.query.Selection;
import org.ankurah.query.SelectionText;
import org.ankurah.query.Sight;
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
 * What is asked with a sight has the answer that it has without one where what is hidden was taken away before: random
 * logs, random sights, random questions, of the present and of the past, also when others write meanwhile.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SightContract {

    private static final int OF_EACH = 12;
    private static final int CHANGES = 150;
    private static final int ALL = 1_000;
    private static final Predicate NEVER = new Predicate.Or(List.of());

    private EngineUnderTest under;

    protected abstract EngineUnderTest underTest();

    /** How many questions are asked of each position. */
    protected abstract int questions();

    @BeforeAll
    void start() {
        under = underTest();
    }

    @AfterAll
    void stop() {
        under.close();
    }

    @Test
    void whatIsHiddenIsAsIfItWereNotThere() {
        Seeds.each(getClass().getSimpleName(), 2, random -> new Scenario(random).run());
    }

    private final class Scenario {

        private final Random random;
        private final RandomSelections source;
        private final RandomAggregations aggregations;
        private final List<CommittedEvent> log;
        private final StorageEngine engine;
        private int written;

        Scenario(Random random) {
            this.random = random;
            this.source = new RandomSelections(random.nextLong());
            this.aggregations = new RandomAggregations(random);
            this.log = new RandomLog(random, source).log(OF_EACH, CHANGES);
            under.clear();
            this.engine = under.engine();
        }

        void run() {
            await(engine.open(QueryModels.ALL));
            written = log.size() / 2 + random.nextInt(log.size() / 3);
            Replay.store(engine, QueryModels.ALL, log.subList(0, written));
            long middle = written / 2 + random.nextInt(written / 3);
            Map<Long, StateReader> readers = new LinkedHashMap<>();
            for (long position : List.of(middle, (long) written)) {
                readers.put(position, engine.at(position));
            }
            askAll(readers);
            Replay.append(engine, QueryModels.ALL, log, written);
            written = log.size();
            askAll(readers);
        }

        private void askAll(Map<Long, StateReader> readers) {
            ask(written, engine, false);
            readers.forEach((position, past) -> ask(position, past, true));
            for (int i = 0; i < questions(); i++) {
                compareEvents();
            }
        }

        /** Rules over events judge the entity as it is now, deleted ones as well. */
        private void compareEvents() {
            List<EntityState> now = states(written);
            PlainEvaluator plain = new PlainEvaluator(now);
            Map<String, Predicate> rules = new HashMap<>();
            QueryModels.ALL.all().forEach(model -> rules.put(model.collection(), rule(model)));
            Set<Ulid> seen = now.stream()
                    .filter(entity -> plain.isTrue(rules.get(entity.model().collection()), entity))
                    .map(EntityState::id)
                    .collect(Collectors.toSet());
            EventFilter filter = new EventFilter(null, null, null, 0, written).ofEntities(rules);
            assertThat(await(engine.events(filter, ALL, false)))
                    .as("%s", rules)
                    .extracting(CommittedEvent::position)
                    .isEqualTo(log.subList(0, written).stream()
                            .filter(event -> seen.contains(event.event().entityId()))
                            .map(CommittedEvent::position)
                            .toList());
        }

        private void ask(long position, StateReader reader, boolean past) {
            List<EntityState> then = states(position);
            List<EntityState> now = states(written);
            for (int i = 0; i < questions(); i++) {
                Selection whole = source.selection();
                Selection selection = whole.seenBy(sight(whole.model(), past));
                try {
                    SeenWorld seen = new SeenWorld(then, now, selection);
                    compare(new Expected(seen, whole, position), reader, selection);
                } catch (RuntimeException | AssertionError e) {
                    throw new AssertionError(
                            "at " + position + ": " + whole.model() + " " + SelectionText.write(whole) + "\n"
                                    + selection.sight(),
                            e);
                }
            }
        }

        private List<EntityState> states(long position) {
            return List.copyOf(Replay.states(QueryModels.ALL, log.subList(0, (int) position))
                    .values());
        }

        private void compare(Expected expected, StateReader reader, Selection selection) {
            Page whole = expected.page(Fetch.first(expected.selection, ALL));
            CountedPage counted = await(reader.fetchCounted(Fetch.first(selection, ALL)));
            same(counted.page(), whole);
            assertThat(counted.total()).isEqualTo(expected.count());
            assertThat(await(reader.count(selection))).isEqualTo(expected.count());
            Fetch page = new Fetch(selection, place(whole), place(whole), random.nextInt(4), random.nextBoolean());
            same(await(reader.fetch(page)), expected.page(page));
            compareAggregates(expected, reader, selection);
            for (PropertyDescriptor property : selection.model().properties()) {
                if (property.target() != null && random.nextInt(3) == 0) {
                    compareReferring(expected, reader, page, property.name());
                }
            }
        }

        private void compareAggregates(Expected expected, StateReader reader, Selection selection) {
            Aggregation any = aggregations.of(new Selection(selection.model(), selection.predicate(), List.of(), null));
            Aggregation seen = new Aggregation(any.selection().seenBy(selection.sight()), any.keys(), any.measures());
            assertThat(await(reader.aggregate(seen)))
                    .as("%s", any)
                    .containsExactlyInAnyOrderElementsOf(PlainAggregator.groups(any, expected.matches()));
        }

        private void compareReferring(Expected expected, StateReader reader, Fetch page, String property) {
            Set<Ulid> targets = someIds();
            Map<Ulid, Page> pages = await(reader.fetchReferring(page, property, targets));
            Map<Ulid, Long> counts = await(reader.countReferring(page.selection(), property, targets));
            Map<Ulid, Page> expectedPages = new HashMap<>();
            Map<Ulid, Long> expectedCounts = new HashMap<>();
            for (Ulid target : targets) {
                Expected own = expected.referring(property, target);
                Page rows = own.page(page);
                if (!rows.rows().isEmpty() || rows.more()) {
                    expectedPages.put(target, rows);
                }
                if (own.count() > 0) {
                    expectedCounts.put(target, own.count());
                }
            }
            assertThat(counts).as("counts of %s", property).isEqualTo(expectedCounts);
            assertThat(pages.keySet()).as("pages of %s", property).isEqualTo(expectedPages.keySet());
            pages.forEach((target, own) -> same(own, expectedPages.get(target)));
        }

        private Sight sight(ModelDescriptor model, boolean past) {
            Predicate rule = rule(model);
            Predicate others = random.nextInt(6) == 0 ? NEVER : Predicate.TRUE;
            Map<String, Predicate> referred = new HashMap<>();
            Map<String, Predicate> inverse = new HashMap<>();
            Map<String, Predicate> present = new HashMap<>();
            for (ModelDescriptor other : QueryModels.ALL.all()) {
                String collection = other.collection();
                if (other == model || random.nextInt(4) != 0) {
                    Predicate listed = rule(other);
                    inverse.put(collection, listed);
                    // References lead to whatever may be seen in another way, and mostly to more.
                    Predicate more = other == model ? new Predicate.Or(List.of(rule, listed)) : listed;
                    referred.put(
                            collection, random.nextInt(3) == 0 ? more : new Predicate.Or(List.of(more, rule(other))));
                }
                if (past && random.nextInt(4) != 0) {
                    present.put(collection, rule(other));
                }
            }
            return new Sight(rule, referred, inverse, others).ofPast(present);
        }

        private Predicate rule(ModelDescriptor model) {
            return switch (random.nextInt(10)) {
                case 0 -> NEVER;
                case 1, 2 -> Predicate.TRUE;
                case 3, 4, 5 -> new Predicate.Or(List.of(source.predicate(model), source.predicate(model)));
                case 6, 7 -> new Predicate.Not(source.predicate(model));
                default -> source.predicate(model);
            };
        }

        private Set<Ulid> someIds() {
            return IntStream.rangeClosed(1, 4 * OF_EACH + 2)
                    .filter(n -> random.nextInt(3) == 0)
                    .mapToObj(QueryRows::id)
                    .collect(Collectors.toSet());
        }

        private SortKey place(Page whole) {
            return whole.rows().isEmpty() || random.nextInt(3) == 0
                    ? null
                    : whole.rows().get(random.nextInt(whole.rows().size())).key();
        }
    }

    private static void same(Page found, Page expected) {
        assertThat(ids(found)).isEqualTo(ids(expected));
        assertThat(found.more()).isEqualTo(expected.more());
        assertThat(found.position()).isEqualTo(expected.position());
        for (int i = 0; i < found.rows().size(); i++) {
            assertThat(found.rows().get(i).entity().encode())
                    .isEqualTo(expected.rows().get(i).entity().encode());
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

    private static List<Ulid> ids(Page page) {
        return page.rows().stream().map(row -> row.entity().id()).toList();
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(60));
    }
}
