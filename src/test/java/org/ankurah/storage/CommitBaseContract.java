package org.ankurah.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.ankurah.event.Clock;
import org.ankurah.event.CommittedEvent;
import org.ankurah.event.Event;
import org.ankurah.event.Lifecycle;
import org.ankurah.merge.AppliedEvents;
import org.ankurah.merge.EntityState;
import org.ankurah.value.Seeds;
import org.ankurah.value.Ulid;
import org.junit.jupiter.api.Test;

/** What a commit learns besides the entities: earlier heads, earlier answers, and the time of the last commit. */
public abstract class CommitBaseContract extends EngineContract {

    private static final RequestKey KEY = new RequestKey("ann", "it's \"1\"");

    private long ids = 1_000;

    @Test
    void timeOfTheLastCommitIsThatOfTheLastEvent() {
        assertThat(decide(reads(Set.of(), Long.MAX_VALUE), CommitWork.Base::committedAt))
                .isEqualTo(Instant.EPOCH);
        writer.create(TestModels.MAKER, Map.of());
        List<CommittedEvent> last = writer.commit(writer.creating(TestModels.MAKER, Map.of()));

        assertThat(decide(reads(Set.of(), Long.MAX_VALUE), CommitWork.Base::committedAt))
                .isEqualTo(last.get(0).committedAt());
    }

    @Test
    void knownHeadIsTheHeadAsOfThePosition() {
        Seeds.each(getClass().getSimpleName(), 5, random -> {
            openEmpty();
            compareKnownHeads(random);
        });
    }

    private void compareKnownHeads(Random random) {
        List<Ulid> entities = List.of(newId(), newId(), newId());
        List<Map<Ulid, Clock>> heads = new ArrayList<>(List.of(Map.of()));
        for (int i = 0; i < 25; i++) {
            Ulid entity = entities.get(random.nextInt(entities.size()));
            // Somebody who has not heard of the last few commits.
            Map<Ulid, Clock> seen = heads.get(Math.max(0, heads.size() - 1 - random.nextInt(5)));
            Map<Ulid, Clock> next = new TreeMap<>(heads.get(heads.size() - 1));
            Clock known = seen.getOrDefault(entity, next.getOrDefault(entity, Clock.EMPTY));
            Event event = append(entity, known);
            next.put(
                    entity,
                    next.getOrDefault(entity, Clock.EMPTY)
                            .advance(event.parents().ids(), event.id()));
            heads.add(next);
        }
        for (int known = 0; known < heads.size(); known++) {
            Map<Ulid, Clock> expected = heads.get(known);
            decide(reads(Set.copyOf(entities), known), base -> {
                entities.forEach(
                        id -> assertThat(base.knownHead(id)).isEqualTo(expected.getOrDefault(id, Clock.EMPTY)));
                return true;
            });
        }
    }

    private Event append(Ulid entity, Clock parents) {
        Event event = new Event(
                parents.isEmpty() ? entity : newId(),
                "maker",
                entity,
                parents,
                newId(),
                null,
                1,
                new TreeMap<>(),
                Lifecycle.UNCHANGED);
        return await(engine.commit(new CommitWork<Event>() {
            @Override
            public Reads reads() {
                return CommitBaseContract.reads(Set.of(entity), Long.MAX_VALUE);
            }

            @Override
            public Decision<Event> decide(Base base) {
                EntityState before = base.entity(entity);
                CommittedEvent committed = new CommittedEvent(event, base.position() + 1, Instant.EPOCH);
                EntityState after = (before == null ? EntityState.empty(TestModels.MAKER, entity) : before)
                        .apply(committed, AppliedEvents.IN_ORDER);
                return new Decision<>(List.of(committed), List.of(after), event);
            }
        }));
    }

    @Test
    void answersAreRememberedUntilTheyAreForgotten() {
        Instant time = Instant.parse("2024-05-06T07:08:09.000001Z");
        Answer answer =
                new Answer(new byte[] {1, 0, -1}, newId(), 7, 9, time, List.of(new Answer.Write("maker", newId(), 2)));
        remember(Map.of(KEY, answer));

        assertThat(answers(KEY)).containsExactly(answer);
        assertThat(answers(new RequestKey("", KEY.key()))).isEmpty();
        assertThat(answers(new RequestKey("ann", "it's \"2\""))).isEmpty();

        await(engine.forgetAnswers(time));
        assertThat(answers(KEY)).hasSize(1);
        await(engine.forgetAnswers(time.plusNanos(1_000)));
        assertThat(answers(KEY)).isEmpty();
    }

    private List<Answer> answers(RequestKey key) {
        return decide(new CommitWork.Reads(Map.of(), Map.of(), Set.of(key), Long.MAX_VALUE), base -> {
            Answer answer = base.answer(key);
            return answer == null ? List.of() : List.of(answer);
        });
    }

    private void remember(Map<RequestKey, Answer> answers) {
        await(engine.commit(new CommitWork<Boolean>() {
            @Override
            public Reads reads() {
                return new Reads(Map.of(), Map.of());
            }

            @Override
            public Decision<Boolean> decide(Base base) {
                return new Decision<>(List.of(), List.of(), answers, true);
            }
        }));
    }

    private static CommitWork.Reads reads(Set<Ulid> entities, long known) {
        return new CommitWork.Reads(Map.of("maker", entities), Map.of(), Set.of(), known);
    }

    private <T> T decide(CommitWork.Reads reads, Function<CommitWork.Base, T> look) {
        return await(engine.commit(new CommitWork<T>() {
            @Override
            public Reads reads() {
                return reads;
            }

            @Override
            public Decision<T> decide(Base base) {
                return new Decision<>(List.of(), List.of(), look.apply(base));
            }
        }));
    }

    private Ulid newId() {
        ids++;
        return new Ulid((1_700_000_000_000L + ids) << 16, ids);
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(60));
    }
}
