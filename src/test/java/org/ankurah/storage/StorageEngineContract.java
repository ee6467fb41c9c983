package org.ankurah.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.ankurah.event.CommittedEvent;
import org.ankurah.merge.EntityState;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.query.Fetch;
import org.ankurah.query.Page;
import org.ankurah.query.Selection;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Json;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.junit.jupiter.api.Test;

/** What every storage engine does: commits and what can be read of them by id and from the log. */
public abstract class StorageEngineContract extends EngineContract {

    @Test
    void emptyStoreStandsAtPositionZero() {
        assertThat(await(engine.position())).isZero();
        assertThat(await(engine.log(0, 10))).isEmpty();
        assertThat(await(engine.count(Selection.all(TestModels.THING)))).isZero();
        assertThat(await(engine.fetch(Fetch.first(Selection.all(TestModels.THING), 10))))
                .isEqualTo(new Page(0, List.of(), false));
    }

    @Test
    void committedEventsAreReadAsTheyWere() {
        Ulid maker = writer.create(TestModels.MAKER, Map.of("name", text("Ähm?:x'\"\\")));
        List<CommittedEvent> events = writer.commit(
                writer.creating(TestModels.THING, everyValue(maker)),
                writer.setting(TestModels.MAKER, maker, Map.of("name", text("b"), "code", Value.NULL)),
                writer.deleting(TestModels.MAKER, maker, true));

        List<CommittedEvent> log = await(engine.log(0, 10));

        assertThat(log).hasSize(4);
        assertThat(log.subList(1, 4)).isEqualTo(events);
        assertThat(await(engine.log(1, 2))).isEqualTo(events.subList(0, 2));
        assertThat(await(engine.log(4, 10))).isEmpty();
        assertThat(await(engine.log(99, 10))).isEmpty();
        assertThat(await(engine.position())).isEqualTo(4);
    }

    @Test
    void statesOfEveryTypeAreReadAsTheyWere() {
        Ulid maker = writer.create(TestModels.MAKER, Map.of("name", text("m")));
        Ulid thing = writer.create(TestModels.THING, everyValue(maker));
        writer.commit(writer.adding(TestModels.THING, thing, "plays", 5_000_000_000L));

        EntityState state = await(engine.load("thing", Set.of(thing))).get(thing);

        everyValue(maker)
                .forEach((name, value) -> assertThat(state.value(name)).as(name).isEqualTo(value));
        assertThat(state.value("plays")).isEqualTo(new Value.Int(5_000_000_000L));
        assertThat(state.position()).isEqualTo(3);
        assertThat(state.createdAt()).isEqualTo(Instant.parse("1970-01-12T13:46:40.000002Z"));
        assertThat(state.updatedAt()).isEqualTo(Instant.parse("1970-01-12T13:46:40.000003Z"));
    }

    @Test
    void whatIsRefusedStoresNothingAndSaysWhy() {
        writer.create(TestModels.MAKER, Map.of("name", text("a")));
        RuntimeException reason = AnkurahException.conflict("no", "name");
        CommitWork<String> work = new CommitWork<>() {
            @Override
            public Reads reads() {
                return new Reads(Map.of(), Map.of());
            }

            @Override
            public Decision<String> decide(Base base) {
                throw reason;
            }
        };

        assertThatThrownBy(() -> await(engine.commit(work))).isSameAs(reason);

        assertThat(await(engine.position())).isEqualTo(1);
        writer.create(TestModels.MAKER, Map.of("name", text("b")));
        assertThat(await(engine.position())).isEqualTo(2);
    }

    @Test
    void eventsThatDoNotContinueTheLogAreRefused() {
        CommitWork<List<CommittedEvent>> good =
                writer.work(List.of(writer.creating(TestModels.MAKER, Map.of("name", text("a")))));
        CommitWork<String> bad = new CommitWork<>() {
            @Override
            public Reads reads() {
                return good.reads();
            }

            @Override
            public Decision<String> decide(Base base) {
                CommitWork.Decision<List<CommittedEvent>> decision = good.decide(base);
                CommittedEvent event = decision.events().get(0);
                return new Decision<>(
                        List.of(new CommittedEvent(event.event(), 2, event.committedAt())), decision.states(), "");
            }
        };

        assertThatThrownBy(() -> await(engine.commit(bad))).isInstanceOf(Exception.class);

        assertThat(await(engine.position())).isZero();
        assertThat(await(engine.log(0, 10))).isEmpty();
        assertThat(await(engine.count(Selection.all(TestModels.MAKER)))).isZero();
    }

    @Test
    void commitWithoutEventsChangesNothing() {
        assertThat(writer.commit(List.of())).isEmpty();
        assertThat(await(engine.position())).isZero();
    }

    @Test
    void commitSeesWhatItAskedFor() {
        Ulid maker = writer.create(TestModels.MAKER, Map.of("name", text("a"), "code", text("x")));
        Ulid deleted = writer.create(TestModels.MAKER, Map.of("name", text("b"), "code", text("x")));
        writer.commit(writer.deleting(TestModels.MAKER, deleted, true));
        Ulid thing = writer.create(TestModels.THING, everyValue(maker));
        Value serial = everyValue(maker).get("serial");
        Ulid unknown = new Ulid(1, 1);
        CommitWork.Reads reads = new CommitWork.Reads(
                Map.of("maker", Set.of(maker, deleted, unknown), "thing", Set.of(thing)),
                Map.of(
                        "maker",
                        Map.of("code", Set.of(text("x"), text("y"), text("X"))),
                        "thing",
                        Map.of("serial", Set.of(serial, new Value.Uuid(new UUID(0, 1))))));

        await(engine.commit(deciding(reads, base -> {
            assertThat(base.position()).isEqualTo(4);
            assertThat(base.entity(maker).value("name")).isEqualTo(text("a"));
            assertThat(base.entity(deleted).deleted()).isTrue();
            assertThat(base.entity(thing).head()).isEqualTo(org.ankurah.event.Clock.of(thing));
            assertThat(base.entity(unknown)).isNull();
            assertThat(base.holders("maker", "code", text("x"))).containsExactly(maker);
            assertThat(base.holders("maker", "code", text("y"))).isEmpty();
            assertThat(base.holders("maker", "code", text("X"))).isEmpty();
            assertThat(base.holders("thing", "serial", serial)).containsExactly(thing);
        })));
    }

    @Test
    void concurrentCommitsGetPositionsWithoutGaps() {
        int writers = 8;
        int commits = 10;
        List<CompletableFuture<Void>> running = IntStream.range(0, writers)
                .mapToObj(n -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < commits; i++) {
                        writer.commit(
                                writer.creating(TestModels.MAKER, Map.of("name", text(n + "." + i))),
                                writer.creating(TestModels.MAKER, Map.of("name", text(n + "," + i))));
                    }
                }))
                .toList();

        running.forEach(CompletableFuture::join);

        List<CommittedEvent> log = await(engine.log(0, 1_000));
        assertThat(log.stream().map(CommittedEvent::position))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 2L * writers * commits)
                        .boxed()
                        .toList());
        for (int i = 0; i < log.size(); i += 2) {
            assertThat(log.get(i).event().transactionId())
                    .isEqualTo(log.get(i + 1).event().transactionId());
        }
    }

    @Test
    void entitiesAreLoadedByIdDeletedOnesIncluded() {
        Ulid a = writer.create(TestModels.MAKER, Map.of("name", text("a")));
        Ulid b = writer.create(TestModels.MAKER, Map.of("name", text("b")));
        Ulid thing = writer.create(TestModels.THING, Map.of("title", text("t")));
        writer.commit(writer.deleting(TestModels.MAKER, b, true));

        Map<Ulid, EntityState> found = await(engine.load("maker", Set.of(a, b, thing, new Ulid(1, 1))));

        assertThat(found).containsOnlyKeys(a, b);
        assertThat(found.get(b).deleted()).isTrue();
        assertThat(await(engine.load("maker", Set.of()))).isEmpty();
        assertThat(await(engine.collectionsOf(Set.of(a, b, thing, new Ulid(1, 1)))))
                .containsOnly(Map.entry(a, "maker"), Map.entry(b, "maker"), Map.entry(thing, "thing"));
        assertThat(await(engine.collectionsOf(Set.of()))).isEmpty();
    }

    @Test
    void historyIsOldestFirstAndLimitedPerEntity() {
        Ulid a = writer.create(TestModels.MAKER, Map.of("name", text("1")));
        Ulid b = writer.create(TestModels.MAKER, Map.of("name", text("1")));
        for (int i = 2; i <= 4; i++) {
            writer.commit(
                    writer.setting(TestModels.MAKER, a, Map.of("name", text("" + i))),
                    writer.setting(TestModels.MAKER, b, Map.of("name", text("" + i))));
        }

        assertThat(positions(await(engine.history(Set.of(a, b, new Ulid(1, 1)), 0, 2))))
                .containsOnly(Map.entry(a, List.of(1L, 3L)), Map.entry(b, List.of(2L, 4L)));
        assertThat(positions(await(engine.history(Set.of(a), 3, 10)))).containsOnly(Map.entry(a, List.of(5L, 7L)));
        assertThat(await(engine.history(Set.of(a), 7, 10))).isEmpty();
        assertThat(await(engine.history(Set.of(), 0, 10))).isEmpty();
    }

    @Test
    void thePastIsReadWithItsOwnStates() {
        Ulid maker = writer.create(TestModels.MAKER, Map.of("name", text("m")));
        Ulid thing = writer.create(TestModels.THING, everyValue(maker));
        EntityState then = await(engine.load("thing", Set.of(thing))).get(thing);
        StateReader past = engine.at(2);
        writer.commit(
                writer.setting(
                        TestModels.THING, thing, Map.of("title", text("later"), "tags", new Value.Items(List.of()))),
                writer.deleting(TestModels.MAKER, maker, true));
        writer.create(TestModels.THING, Map.of("title", text("later still")));

        Page page = await(past.fetch(Fetch.first(Selection.all(TestModels.THING), 10)));

        assertThat(page.position()).isEqualTo(2);
        assertThat(page.rows()).hasSize(1);
        assertThat(page.rows().get(0).entity().encode()).isEqualTo(then.encode());
        assertThat(await(past.load("thing", Set.of(thing))).get(thing).encode()).isEqualTo(then.encode());
        assertThat(await(past.count(Selection.all(TestModels.MAKER)))).isEqualTo(1);
        assertThat(await(engine.at(1).load("thing", Set.of(thing)))).isEmpty();
        assertThat(await(engine.at(1).collectionsOf(Set.of(maker, thing)))).containsOnlyKeys(maker);
        assertThat(await(engine.at(4).count(Selection.all(TestModels.MAKER)))).isZero();
        assertThat(await(engine.at(0).fetch(Fetch.first(Selection.all(TestModels.MAKER), 10))))
                .isEqualTo(new Page(0, List.of(), false));
    }

    @Test
    void timesNamePositions() {
        Instant first = Instant.parse("1970-01-12T13:46:40.000001Z");
        assertThat(await(engine.positionAt(first))).isZero();
        for (int i = 0; i < 5; i++) {
            writer.create(TestModels.MAKER, Map.of("name", text("m" + i)));
        }

        assertThat(await(engine.positionAt(first.minusNanos(1)))).isZero();
        assertThat(await(engine.positionAt(first))).isEqualTo(1);
        assertThat(await(engine.positionAt(first.plusNanos(999)))).isEqualTo(1);
        assertThat(await(engine.positionAt(first.plusNanos(3_000)))).isEqualTo(4);
        assertThat(await(engine.positionAt(Instant.parse("9999-12-31T23:59:59.999999999Z"))))
                .isEqualTo(5);
        assertThat(await(engine.positionAt(Instant.parse("0001-01-01T00:00:00Z"))))
                .isZero();
    }

    @Test
    void anEngineThatIsOpenedAgainFindsEverything() {
        Ulid maker = writer.create(TestModels.MAKER, Map.of("name", text("m")));
        Ulid thing = writer.create(TestModels.THING, everyValue(maker));
        writer.commit(writer.deleting(TestModels.MAKER, maker, true));
        List<CommittedEvent> log = await(engine.log(0, 10));
        EntityState state = await(engine.load("thing", Set.of(thing))).get(thing);

        StorageEngine again = under.engine();
        await(again.open(TestModels.ALL));
        writer.use(again);

        assertThat(await(again.log(0, 10))).isEqualTo(log);
        assertThat(await(again.load("thing", Set.of(thing))).get(thing).encode())
                .isEqualTo(state.encode());
        assertThat(await(again.count(Selection.all(TestModels.MAKER)))).isZero();
        writer.create(TestModels.MAKER, Map.of("name", text("m")));
        assertThat(await(again.position())).isEqualTo(4);
    }

    private static CommitWork<Boolean> deciding(
            CommitWork.Reads reads, java.util.function.Consumer<CommitWork.Base> look) {
        return new CommitWork<>() {
            @Override
            public Reads reads() {
                return reads;
            }

            @Override
            public Decision<Boolean> decide(Base base) {
                look.accept(base);
                return new Decision<>(List.of(), List.of(), true);
            }
        };
    }

    private static Map<Ulid, List<Long>> positions(Map<Ulid, List<CommittedEvent>> events) {
        Map<Ulid, List<Long>> positions = new LinkedHashMap<>();
        events.forEach((id, list) ->
                positions.put(id, list.stream().map(CommittedEvent::position).toList()));
        return positions;
    }

    /** A value for every property of a thing but its counter, none of them simple. */
    public static Map<String, Value> everyValue(Ulid maker) {
        Map<String, Value> values = new LinkedHashMap<>();
        values.put("title", text("\"it's\" \\ 100% {a,b} :x ?1 \n\t\u0001 \ud83d\ude00 ß"));
        values.put("note", text(""));
        values.put("ready", new Value.Bool(true));
        values.put("year", new Value.Int(Integer.MIN_VALUE));
        values.put("size", new Value.Int(Long.MAX_VALUE));
        values.put("weight", new Value.Real(Double.MIN_VALUE));
        values.put("price", new Value.Decimal(new BigDecimal("12345678901234567890.5000")));
        values.put("madeAt", new Value.Timestamp(Instant.parse("9999-12-31T23:59:59.999999Z")));
        values.put("soldOn", new Value.Day(LocalDate.parse("0001-01-01")));
        values.put("serial", new Value.Uuid(new UUID(-1, 1)));
        values.put("data", new Value.Bytes(new byte[] {0, -1, 127}));
        values.put(
                "details",
                new Value.Doc(new Json.Obj(Map.of(
                        "a\"b",
                        new Json.Arr(
                                List.of(Json.NULL, new Json.Num(new BigDecimal("1.50")), new Json.Str("\\u0000")))))));
        values.put("kind", text("LARGE"));
        values.put("maker", new Value.Id(maker));
        values.put("tags", new Value.Items(List.of(text(""), text("NULL"), text("a,\"b\\"))));
        values.put("numbers", new Value.Items(List.of(new Value.Int(-1), new Value.Int(Integer.MAX_VALUE))));
        values.put("prices", new Value.Items(List.of(new Value.Decimal(new BigDecimal("1.10")))));
        values.put(
                "documents",
                new Value.Items(List.of(
                        new Value.Doc(Json.EMPTY_OBJECT),
                        new Value.Doc(new Json.Arr(List.of(new Json.Arr(List.of())))),
                        new Value.Doc(new Json.Str("\"x\\")))));
        values.put("makers", new Value.Items(List.of(new Value.Id(maker), new Value.Id(maker))));
        values.put("order", text("desc"));
        values.put("position", new Value.Int(3));
        values.put("state", text("fine"));
        List<String> covered = new ArrayList<>(values.keySet());
        assertThat(TestModels.THING.properties().stream()
                        .map(PropertyDescriptor::name)
                        .filter(name -> !name.equals("plays")))
                .containsExactlyElementsOf(covered);
        return values;
    }

    static Value text(String text) {
        return new Value.Str(text);
    }

    static <T> T await(Uni<T> uni) {
        return uni.await().atMost(java.time.Duration.ofSeconds(60));
    }

    @Test
    void keysOfServicesAreKeptAndRevokedOnce() {
        Instant made = Instant.parse("2026-01-02T03:04:05.678901Z");
        ApiKey one = new ApiKey(
                "01A",
                "one",
                "d1",
                Set.of("editor", "b"),
                new Json.Obj(Map.of("x", new Json.Str("'; y"))),
                made,
                null,
                null);
        ApiKey two = new ApiKey("01B", "two", "d2", Set.of(), new Json.Obj(Map.of()), made, made.plusSeconds(9), null);
        ApiKeyStore keys = engine.apiKeys();
        long before = await(keys.changes());

        await(keys.add(one));
        await(keys.add(two));
        long added = await(keys.changes());
        await(keys.revoke("01A", made.plusSeconds(1)));
        await(keys.revoke("01A", made.plusSeconds(2)));
        await(keys.revoke("unknown", made));

        assertThat(await(keys.all())).containsExactly(one.revoked(made.plusSeconds(1)), two);
        assertThat(added).isGreaterThan(before);
        assertThat(await(keys.changes())).isGreaterThan(added);
    }
}
