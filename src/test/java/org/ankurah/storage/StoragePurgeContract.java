package org.ankurah.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ankurah.event.CommittedEvent;
import org.ankurah.merge.EntityState;
import org.ankurah.query.Fetch;
import org.ankurah.query.Selection;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.junit.jupiter.api.Test;

/** What every storage engine does when an entity is purged. */
public abstract class StoragePurgeContract extends EngineContract {

    @Test
    void aPurgeErasesTheEarlierEventsOfItsEntityAndNoOthers() {
        Ulid other = writer.create(TestModels.MAKER, named("other"));
        Ulid maker = writer.create(TestModels.MAKER, named("secret"));
        writer.commit(
                writer.setting(TestModels.MAKER, maker, named("more secret")),
                writer.setting(TestModels.MAKER, other, named("open")));
        List<CommittedEvent> before = log();

        writer.commit(
                writer.setting(TestModels.MAKER, maker, named("secret to the end")),
                writer.purging(TestModels.MAKER, maker));

        List<CommittedEvent> after = log();
        assertThat(after.subList(0, 4))
                .containsExactly(
                        before.get(0), before.get(1).erased(), before.get(2).erased(), before.get(3));
        assertThat(after.get(4).event().isErased())
                .as("what the purge's own transaction wrote")
                .isTrue();
        assertThat(after).hasSize(6);
        assertThat(await(engine.history(Set.of(maker), 0, 10)).get(maker))
                .containsExactly(after.get(1), after.get(2), after.get(4), after.get(5));
    }

    @Test
    void aPurgedEntityHoldsNothingAndMatchesNothing() {
        Ulid maker = writer.create(TestModels.MAKER, named("secret"));
        writer.commit(writer.purging(TestModels.MAKER, maker));

        EntityState state = await(engine.load("maker", Set.of(maker))).get(maker);

        assertThat(state.purged()).isTrue();
        assertThat(state.value("name")).isEqualTo(new Value.Str(""));
        assertThat(await(engine.count(Selection.all(TestModels.MAKER)))).isZero();
        assertThat(await(engine.collectionsOf(Set.of(maker)))).containsEntry(maker, "maker");
    }

    @Test
    void theErasedLogGivesTheStatesThatAreStored() {
        Ulid maker = writer.create(TestModels.MAKER, named("a"));
        Ulid purged = writer.create(TestModels.MAKER, named("b"));
        writer.commit(writer.deleting(TestModels.MAKER, purged, true));
        writer.commit(writer.purging(TestModels.MAKER, purged), writer.setting(TestModels.MAKER, maker, named("c")));
        writer.commit(writer.setting(TestModels.MAKER, purged, named("too late")));

        Map<Ulid, EntityState> replayed = Replay.states(TestModels.ALL, log());

        Map<Ulid, EntityState> stored = await(engine.load("maker", Set.of(maker, purged)));
        assertThat(replayed.keySet()).isEqualTo(stored.keySet());
        replayed.forEach((id, state) ->
                assertThat(state.encode()).isEqualTo(stored.get(id).encode()));
    }

    @Test
    void aPurgedEntityIsInNoPast() {
        Ulid maker = writer.create(TestModels.MAKER, named("a"));
        Ulid purged = writer.create(TestModels.MAKER, named("secret"));
        writer.commit(writer.setting(TestModels.MAKER, purged, named("more secret")));
        writer.commit(writer.setting(TestModels.MAKER, maker, named("b")));
        writer.commit(writer.purging(TestModels.MAKER, purged));

        for (long position = 2; position <= 5; position++) {
            StateReader past = engine.at(position);
            assertThat(await(past.fetch(Fetch.first(Selection.all(TestModels.MAKER), 10)))
                            .rows())
                    .extracting(row -> row.entity().id())
                    .containsExactly(maker);
            assertThat(await(past.load("maker", Set.of(purged))).get(purged).deleted())
                    .isTrue();
        }
    }

    protected final List<CommittedEvent> log() {
        return await(engine.log(0, 100));
    }

    private static Map<String, Value> named(String name) {
        return Map.of("name", new Value.Str(name));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(30));
    }
}
