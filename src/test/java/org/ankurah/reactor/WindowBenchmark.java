package org.ankurah.reactor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.ankurah.event.Clock;
import org.ankurah.event.CommittedEvent;
import org.ankurah.event.Event;
import org.ankurah.event.Lifecycle;
import org.ankurah.event.Operation;
import org.ankurah.merge.AppliedEvents;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.query.CompiledSelection;
import org.ankurah.query.Entities;
import org.ankurah.query.Fetch;
import org.ankurah.query.Order;
import org.ankurah.query.Page;
import org.ankurah.query.Pages;
import org.ankurah.query.Predicate;
import org.ankurah.query.Selection;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType.Scalar;

/**
 * Measures updates through windows of different sizes over different numbers of matches: each update gives a random
 * entity another sort key. Prints the median and the slowest batch; what the reactor reads anew is part of the time.
 */
public final class WindowBenchmark {

    private static final PropertyDescriptor SCORE = RandomWorld.property("score", Scalar.INT, Backend.LWW, false);
    private static final ModelDescriptor PLAYER =
            new ModelDescriptor("Player", "player", "players", null, List.of(SCORE));
    private static final int BATCH = 5_000;
    private static final int BATCHES = 12;
    private static final int RANGE = 1_000_000;

    private final Random random = new Random(1);
    private final List<EntityState> entities = new ArrayList<>();
    private final Reactor reactor = new Reactor(new Models(List.of(PLAYER), Map.of()), 0, Bounds.DEFAULT);
    private long position;
    private long told;
    private long reads;
    private long ids;

    private WindowBenchmark() {}

    public static void main(String[] arguments) {
        for (int matches : List.of(1_000, 100_000, 100_000)) {
            for (int window : List.of(10, 100, 1_000)) {
                new WindowBenchmark().run(matches, window);
            }
        }
    }

    private void run(int matches, int window) {
        for (int i = 0; i < matches; i++) {
            Ulid id = id();
            entities.add(applied(EntityState.empty(PLAYER, id), event(id, id, Clock.EMPTY), 0));
        }
        Selection selection =
                new Selection(PLAYER, Predicate.TRUE, List.of(new Order(RandomWorld.path(SCORE), true)), window);
        Selection all = new Selection(PLAYER, Predicate.TRUE, selection.order(), null);
        Interest interest = new Interest(Shape.OWN, true, false, true);
        LiveQuery<?> query = reactor.register(selection, interest, changes -> told++, failure -> {
            throw new IllegalStateException(failure);
        });
        Page first = page(Fetch.first(all, 2 * window));
        query.start(new Beginning(first, matches));
        long[] nanos = new long[BATCHES];
        for (int batch = 0; batch < BATCHES; batch++) {
            nanos[batch] = batch();
        }
        Arrays.sort(nanos);
        System.out.printf(
                "%,9d matches, first: %,5d: %,9d updates/s in the median batch, %,9d in the slowest"
                        + " (%,d payloads, %,d reads)%n",
                matches, window, perSecond(nanos[BATCHES / 2]), perSecond(nanos[BATCHES - 1]), told, reads);
    }

    /** Time of the reactor alone: making events and states is not part of it. */
    private long batch() {
        long spent = 0;
        for (int i = 0; i < BATCH; i++) {
            int at = random.nextInt(entities.size());
            EntityState before = entities.get(at);
            Event event = event(id(), before.id(), before.head());
            EntityState after = applied(before, event, ++position);
            entities.set(at, after);
            CommittedTransaction transaction = new CommittedTransaction(
                    event.id(),
                    List.of(new CommittedEvent(event, position, Instant.EPOCH)),
                    List.of(new EntityChange(before, after)));
            long start = System.nanoTime();
            reactor.learn(transaction);
            Needs needs = reactor.advance();
            while (!needs.isEmpty()) {
                reads++;
                needs.refills().forEach((query, fetch) -> reactor.provide(query, page(fetch)));
                needs = reactor.advance();
            }
            spent += System.nanoTime() - start;
        }
        return spent;
    }

    private Page page(Fetch fetch) {
        return Pages.page(fetch, CompiledSelection.of(fetch.selection()), entities, Entities.NONE, position);
    }

    private static long perSecond(long nanos) {
        return BATCH * 1_000_000_000L / nanos;
    }

    private EntityState applied(EntityState before, Event event, long at) {
        return before.apply(new CommittedEvent(event, at, Instant.EPOCH), AppliedEvents.IN_ORDER);
    }

    private Event event(Ulid id, Ulid entity, Clock parents) {
        Operation score = new Operation.Set(new Value.Int(random.nextInt(RANGE)));
        return new Event(
                id, "player", entity, parents, id, null, 0, new TreeMap<>(Map.of("score", score)), Lifecycle.UNCHANGED);
    }

    private Ulid id() {
        return new Ulid(++ids << 16, 0);
    }
}
