package org.ankurah.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.ankurah.event.CommittedEvent;
import org.ankurah.query.QueryModels;
import org.ankurah.query.QueryRows;
import org.ankurah.query.RandomSelections;
import org.ankurah.storage.EventReader.EventPlace;
import org.ankurah.value.Seeds;
import org.ankurah.value.Ulid;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What an engine reads of its log is what is found by going through all of it: random logs, random filters. */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class EventReaderContract {

    private static final int FILTERS = 100;

    private EngineUnderTest under;

    protected abstract EngineUnderTest underTest();

    @BeforeAll
    void start() {
        under = underTest();
    }

    @AfterAll
    void stop() {
        under.close();
    }

    @Test
    void eventsAreThoseThatTheFilterLetsThrough() {
        Seeds.each(getClass().getSimpleName(), 2, random -> {
            List<CommittedEvent> log = log(random);
            StorageEngine engine = filled(log);
            for (int i = 0; i < FILTERS; i++) {
                EventFilter filter = filter(random, log.size());
                List<CommittedEvent> all = log.stream().filter(filter::matches).toList();
                int limit = 1 + random.nextInt(10);
                int size = Math.min(limit, all.size());
                assertThat(await(engine.events(filter, limit, false)))
                        .as("%s", filter)
                        .isEqualTo(all.subList(0, size));
                assertThat(await(engine.events(filter, limit, true)))
                        .as("%s", filter)
                        .isEqualTo(all.subList(all.size() - size, all.size()));
                assertThat(await(engine.countEvents(filter))).as("%s", filter).isEqualTo(all.size());
            }
        });
    }

    @Test
    void eventsAreFoundByTheirIdsAndTheirParents() {
        Seeds.each(getClass().getSimpleName(), 2, random -> {
            List<CommittedEvent> log = log(random);
            StorageEngine engine = filled(log);
            List<CommittedEvent> some =
                    log.stream().filter(event -> random.nextInt(3) == 0).toList();
            Set<Ulid> ids =
                    some.stream().map(event -> event.event().id()).collect(Collectors.toCollection(HashSet::new));
            ids.add(new Ulid(1, 1));

            assertThat(await(engine.eventsById(ids)).values()).containsExactlyInAnyOrderElementsOf(some);

            Map<Ulid, List<CommittedEvent>> children = new HashMap<>();
            for (CommittedEvent parent : some) {
                Ulid id = parent.event().id();
                List<CommittedEvent> own = log.stream()
                        .filter(event -> event.event().parents().contains(id))
                        .toList();
                if (!own.isEmpty()) {
                    children.put(id, own);
                }
            }
            assertThat(await(
                            engine.childEvents(some.stream().map(EventPlace::of).collect(Collectors.toSet()))))
                    .isEqualTo(children);
            assertThat(children.values()).as("there are forks").anyMatch(own -> own.size() > 1);
        });
    }

    @Test
    void historiesAreCounted() {
        Seeds.each(getClass().getSimpleName(), 1, random -> {
            List<CommittedEvent> log = log(random);
            StorageEngine engine = filled(log);
            long upTo = random.nextInt(log.size());
            Map<Ulid, Long> counts = log.stream()
                    .filter(event -> event.position() <= upTo)
                    .collect(Collectors.groupingBy(event -> event.event().entityId(), Collectors.counting()));
            Set<Ulid> asked = new HashSet<>(counts.keySet());
            asked.add(new Ulid(1, 1));

            assertThat(await(engine.countHistory(asked, upTo))).isEqualTo(counts);
            assertThat(await(engine.countHistory(Set.of(), upTo))).isEmpty();
        });
    }

    @Test
    void nothingIsAskedAndNothingFound() {
        StorageEngine engine = filled(List.of());
        EventFilter all = new EventFilter(null, null, null, 0, Long.MAX_VALUE);

        assertThat(await(engine.events(all, 10, false))).isEmpty();
        assertThat(await(engine.countEvents(all))).isZero();
        assertThat(await(engine.countEvents(all.between(9, 3)))).isZero();
        assertThat(await(engine.eventsById(Set.of()))).isEmpty();
        assertThat(await(engine.childEvents(Set.of()))).isEmpty();
    }

    private static List<CommittedEvent> log(Random random) {
        return new RandomLog(random, new RandomSelections(random.nextLong())).log(10, 150);
    }

    private StorageEngine filled(List<CommittedEvent> log) {
        under.clear();
        StorageEngine engine = under.engine();
        await(engine.open(QueryModels.ALL));
        if (!log.isEmpty()) {
            Replay.store(engine, QueryModels.ALL, log);
        }
        return engine;
    }

    private static EventFilter filter(Random random, int size) {
        Set<String> collections = random.nextInt(2) == 0 ? null : new HashSet<>();
        if (collections != null) {
            QueryModels.ALL.all().stream()
                    .filter(model -> random.nextInt(2) == 0)
                    .forEach(model -> collections.add(model.collection()));
        }
        Set<Ulid> entities = random.nextInt(2) == 0 ? null : new HashSet<>();
        for (int i = random.nextInt(12); entities != null && i > 0; i--) {
            entities.add(QueryRows.id(1 + random.nextInt(45)));
        }
        String actor = random.nextInt(2) == 0 ? null : random.nextInt(3) == 0 ? "bob" : "ann";
        long after = random.nextInt(3) == 0 ? random.nextInt(size) : 0;
        return new EventFilter(
                collections, entities, actor, after, random.nextInt(3) == 0 ? random.nextInt(size) : Long.MAX_VALUE);
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(60));
    }
}
