package org.ankurah.reactor;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.ankurah.event.CommittedEvent;
import org.ankurah.merge.EntityState;
import org.ankurah.query.CompiledSelection;
import org.ankurah.query.Fetch;
import org.ankurah.query.Found;
import org.ankurah.query.Living;
import org.ankurah.query.Lookups;
import org.ankurah.query.Pages;
import org.ankurah.query.Parameters;
import org.ankurah.query.Predicate;
import org.ankurah.query.QueryModels;
import org.ankurah.query.QueryRows;
import org.ankurah.query.Selection;
import org.ankurah.query.SelectionParser;
import org.ankurah.query.Sight;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;

/**
 * Measures what rules over rows add to the cost of an event: 10,000 live queries whose askers may see some entities
 * only, beside 10,000 whose askers see everything, both told the same by each event. Two reactors take the same events
 * in turn, block by block; what is printed is the median time per event of each and the median of the blocks' ratios. Time
 * is the processor's, of the one thread that does all, so other work on the machine counts little.
 * The target of a ratio is 1.3 at most.
 */
final class SightBenchmark {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final int QUERIES = 10_000;
    private static final int ENTITIES = 10_000;

    /** So many entities share a year, and so many live queries ask for it. */
    private static final int OF_A_YEAR = 10;

    private static final int COUNTRIES = 10;
    private static final int WARM_UP = 20;
    private static final int BLOCKS = 41;
    private static final int EVENTS = 2_000;

    private final List<EntityState> others;
    private final List<EntityState> one;
    private final List<EntityState> other;

    private SightBenchmark() {
        List<EntityState> before = rows("before");
        this.others = before.subList(0, 2 * COUNTRIES);
        this.one = before.subList(2 * COUNTRIES, before.size());
        this.other = rows("after").subList(2 * COUNTRIES, before.size());
    }

    public static void main(String[] args) {
        SightBenchmark benchmark = new SightBenchmark();
        benchmark.compare(
                "each its own claim, without a filter; beside the claim as a filter",
                i -> albums("subtitle = 'owner " + i + "'"),
                i -> albums("").seenBy(rule("subtitle = 'owner " + i + "'")));
        benchmark.compare(
                "each its own claim, and a filter; beside both as filters",
                i -> albums("year = " + i / OF_A_YEAR + " AND subtitle = 'owner " + i + "'"),
                i -> albums("year = " + i / OF_A_YEAR).seenBy(rule("subtitle = 'owner " + i + "'")));
        benchmark.compare(
                "all of one scope, and a filter; beside the filter alone",
                i -> albums("year = " + i / OF_A_YEAR),
                i -> albums("year = " + i / OF_A_YEAR).seenBy(rule("subtitle LIKE 'owner %' AND plays >= 0")));
        benchmark.compare(
                "all of one scope across two references, and a filter; beside the filter alone",
                i -> albums("year = " + i / OF_A_YEAR),
                i -> albums("year = " + i / OF_A_YEAR).seenBy(rule("artist.country.code = 'all'")));
    }

    private static Selection albums(String query) {
        return SelectionParser.parse(QueryModels.ALL, QueryModels.ALBUM, query, Parameters.NONE);
    }

    private static Sight rule(String query) {
        return new Sight(albums(query).predicate(), Map.of(), Map.of(), Predicate.TRUE);
    }

    /** Countries and artists, then albums, which differ in their titles from those of another call. */
    private static List<EntityState> rows(String title) {
        QueryRows rows = new QueryRows();
        List<Ulid> countries = new ArrayList<>();
        List<Ulid> artists = new ArrayList<>();
        for (int i = 0; i < COUNTRIES; i++) {
            countries.add(rows.add(
                    QueryModels.COUNTRY, Map.of("name", new Value.Str("c" + i), "code", new Value.Str("all")), false));
        }
        for (int i = 0; i < COUNTRIES; i++) {
            artists.add(rows.add(
                    QueryModels.ARTIST,
                    Map.of("name", new Value.Str("a" + i), "country", new Value.Id(countries.get(i))),
                    false));
        }
        for (int i = 0; i < ENTITIES; i++) {
            rows.add(
                    QueryModels.ALBUM,
                    Map.of(
                            "title",
                            new Value.Str(title + " " + i),
                            "subtitle",
                            new Value.Str("owner " + i),
                            "year",
                            new Value.Int(i / OF_A_YEAR),
                            "artist",
                            new Value.Id(artists.get(i % COUNTRIES))),
                    false);
        }
        return rows.states();
    }

    private void compare(String name, IntFunction<Selection> plain, IntFunction<Selection> ruled) {
        Side without = new Side(plain);
        Side with = new Side(ruled);
        double[] withoutRules = new double[BLOCKS];
        double[] withRules = new double[BLOCKS];
        double[] ratios = new double[BLOCKS];
        for (int i = -WARM_UP; i < BLOCKS; i++) {
            double first = i % 2 == 0 ? without.block() : with.block();
            double second = i % 2 == 0 ? with.block() : without.block();
            if (i >= 0) {
                withoutRules[i] = i % 2 == 0 ? first : second;
                withRules[i] = i % 2 == 0 ? second : first;
                ratios[i] = withRules[i] / withoutRules[i];
            }
        }
        if (without.deliveries != with.deliveries) {
            throw new IllegalStateException("told " + without.deliveries + " and " + with.deliveries);
        }
        System.out.printf(
                "%s: %.2f µs an event with rules, %.2f without, ratio %.2f; %.1f live queries told by each%n",
                name,
                median(withRules),
                median(withoutRules),
                median(ratios),
                with.deliveries / (double) (EVENTS * (BLOCKS + WARM_UP)));
    }

    private static double median(double[] figures) {
        Arrays.sort(figures);
        return figures[figures.length / 2];
    }

    /** What an event holds does not matter to the reactor, only where it stands and what it changed. */
    private static CommittedEvent anyEvent() {
        QueryRows rows = new QueryRows();
        rows.add(QueryModels.COUNTRY, Map.of(), false);
        return rows.events().get(0);
    }

    /** One reactor with its live queries. */
    private final class Side {

        private final Reactor reactor = new Reactor(QueryModels.ALL, 0, Bounds.DEFAULT);
        private final List<EntityState> now = new ArrayList<>(one);
        private final List<EntityState> next = new ArrayList<>(other);
        private final Living stored;
        private final CommittedEvent anyEvent = anyEvent();
        private long deliveries;
        private int entity;

        Side(IntFunction<Selection> selections) {
            List<EntityState> all = new ArrayList<>(others);
            all.addAll(one);
            stored = new Living(all);
            for (int i = 0; i < QUERIES; i++) {
                Selection selection = selections.apply(i);
                LiveQuery<?> query = reactor.register(selection, Interest.ALL, changes -> deliveries++, failure -> {
                    throw new IllegalStateException(failure);
                });
                List<EntityState> candidates = one.subList(i / OF_A_YEAR * OF_A_YEAR, (i / OF_A_YEAR + 1) * OF_A_YEAR);
                Beginning beginning = new Beginning(
                        Pages.page(
                                Fetch.first(selection, ENTITIES),
                                CompiledSelection.of(selection),
                                candidates,
                                stored,
                                0),
                        0);
                for (Needs needs = query.start(beginning); !needs.isEmpty(); needs = query.start(beginning)) {
                    provide(needs.lookups());
                }
            }
            deliveries = 0;
        }

        /** Microseconds per event. */
        double block() {
            long start = THREADS.getCurrentThreadCpuTime();
            for (int i = 0; i < EVENTS; i++) {
                change();
            }
            return (THREADS.getCurrentThreadCpuTime() - start) / 1e3 / EVENTS;
        }

        private void change() {
            entity = (entity + 7) % ENTITIES;
            EntityState before = now.set(entity, next.get(entity));
            next.set(entity, before);
            CommittedEvent event = new CommittedEvent(anyEvent.event(), reactor.newest() + 1, Instant.EPOCH);
            EntityChange change = new EntityChange(before, now.get(entity));
            reactor.learn(new CommittedTransaction(event.event().id(), List.of(event), List.of(change)));
            for (Needs needs = reactor.advance(); !needs.isEmpty(); needs = reactor.advance()) {
                provide(needs.lookups());
            }
        }

        /** Countries and artists never change, so they may be told as of any position. */
        private void provide(Lookups lookups) {
            List<EntityState> entities = new ArrayList<>();
            lookups.entities()
                    .forEach((collection, ids) -> ids.forEach(id -> {
                        EntityState found = stored.find(collection, id);
                        if (found != null) {
                            entities.add(found);
                        }
                    }));
            reactor.provide(lookups, new Found(reactor.newest(), entities, Map.of()));
        }
    }
}
