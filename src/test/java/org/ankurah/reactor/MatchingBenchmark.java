package org.ankurah.reactor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntConsumer;
import org.ankurah.event.Operation;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.query.Entities;
import org.ankurah.query.Operand;
import org.ankurah.query.Page;
import org.ankurah.query.Predicate;
import org.ankurah.query.Predicate.Comparison;
import org.ankurah.query.Selection;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.ankurah.value.ValueType.Scalar;

/**
 * Prints what one change costs with ever more live queries, each of which asks for one value of {@code artist}
 * (and live ones only). Changes touch one live query each, so the cost should stay flat.
 */
final class MatchingBenchmark {

    private static final PropertyDescriptor ARTIST =
            RandomWorld.property("artist", new ValueType.RefType("artist"), Backend.LWW, true);
    private static final PropertyDescriptor LIVE = RandomWorld.property("live", Scalar.BOOLEAN, Backend.LWW, false);
    private static final PropertyDescriptor PLAYS = RandomWorld.property("plays", Scalar.LONG, Backend.COUNTER, false);
    private static final ModelDescriptor ALBUM =
            new ModelDescriptor("Album", "album", "albums", null, List.of(ARTIST, LIVE, PLAYS));

    private static final int ALBUMS = 200;
    private static final int BATCH = 500;
    private static final int BATCHES = 20;

    private MatchingBenchmark() {}

    public static void main(String[] args) {
        for (int queries : List.of(1_000, 1_000, 10_000, 100_000)) {
            run(queries);
        }
    }

    private static void run(int queries) {
        MatchIndex<Integer> index = new MatchIndex<>();
        Reactor reactor = new Reactor(new Models(List.of(ALBUM), Map.of()), 0);
        long[] told = new long[1];
        long before = used();
        for (int i = 0; i < queries; i++) {
            index.add(selection(i), i);
            reactor.register(selection(i), Interest.ALL, changes -> told[0]++, failure -> {})
                    .start(new Beginning(new Page(0, List.of(), false), 0, null));
        }
        long bytes = (used() - before) / queries;
        Deque<CommittedTransaction> transactions = transactions(new Random(queries), queries);
        List<EntityChange> changes = new ArrayList<>();
        transactions.forEach(transaction -> changes.addAll(transaction.changes()));
        for (int i = 0; i < ALBUMS; i++) {
            apply(reactor, transactions.remove());
        }

        long[] found = new long[1];
        long lookUp = best(i -> found[0] += touched(index, changes.get(i)));
        long apply = best(i -> apply(reactor, transactions.remove()));
        System.out.printf(
                "%,9d live queries: look-up %,6d ns a change, apply %,6d ns a transaction, %,d bytes each"
                        + " (found %d, told %d)%n",
                queries, lookUp, apply, bytes, found[0], told[0]);
    }

    private static void apply(Reactor reactor, CommittedTransaction transaction) {
        reactor.learn(transaction);
        reactor.advance();
    }

    private static int touched(MatchIndex<Integer> index, EntityChange change) {
        EntityState after = change.after();
        return index.touchedBy(after.model(), change.before(), Entities.NONE, after, Entities.NONE)
                .size();
    }

    /** The nanoseconds of one piece of work in the best batch: the least disturbed by what else runs here. */
    private static long best(IntConsumer work) {
        long best = Long.MAX_VALUE;
        for (int batch = 0; batch < BATCHES; batch++) {
            long start = System.nanoTime();
            for (int i = 0; i < BATCH; i++) {
                work.accept(batch * BATCH + i);
            }
            best = Math.min(best, (System.nanoTime() - start) / BATCH);
        }
        return best;
    }

    /** Creates all albums, then changes random ones. */
    private static Deque<CommittedTransaction> transactions(Random random, int queries) {
        TestLog log = new TestLog();
        Deque<CommittedTransaction> transactions = new ArrayDeque<>();
        List<Ulid> albums = new ArrayList<>();
        for (int i = 0; i < ALBUMS; i++) {
            Map<String, Operation> operations = Map.of(
                    "artist", new Operation.Set(new Value.Id(new Ulid(0, random.nextInt(queries)))),
                    "live", new Operation.Set(new Value.Bool(true)));
            CommittedTransaction made = log.commit(new TestLog.Step.Create(ALBUM, operations));
            albums.add(made.changes().get(0).after().id());
            transactions.add(made);
        }
        for (int i = 0; i < BATCH * BATCHES; i++) {
            Ulid album = albums.get(random.nextInt(ALBUMS));
            transactions.add(log.commit(new TestLog.Step.Write(album, Map.of("plays", new Operation.Increment(1)))));
        }
        return transactions;
    }

    private static Selection selection(int artist) {
        return new Selection(
                ALBUM,
                new Predicate.And(
                        List.of(equal(LIVE, new Value.Bool(true)), equal(ARTIST, new Value.Id(new Ulid(0, artist))))),
                List.of(),
                null);
    }

    private static Predicate equal(PropertyDescriptor property, Value value) {
        return new Predicate.Compare(
                new Operand.Field(RandomWorld.path(property)), Comparison.EQ, new Operand.Literal(value));
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
