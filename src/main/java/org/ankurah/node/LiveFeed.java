package org.ankurah.node;

import io.smallrye.mutiny.Uni;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.ankurah.event.CommittedEvent;
import org.ankurah.merge.EntityState;
import org.ankurah.query.Fetch;
import org.ankurah.reactor.CommittedTransaction;
import org.ankurah.reactor.LiveQuery;
import org.ankurah.reactor.Needs;
import org.ankurah.reactor.Reactor;
import org.ankurah.storage.StorageEngine;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * Brings committed transactions to the reactor, gapless and in log order, whoever committed them, and what else the
 * reactor needs from storage.
 *
 * <p>All use of the reactor goes through {@link #run}, one task at a time. A publisher names the position its
 * transactions follow. If the reactor is behind it (the outcome of an earlier commit was lost, or another node
 * wrote), what is missing is read from the log first. Two publishers may do so at once: each transaction is
 * learned only at the position it belongs to, so reading one twice does no harm.
 *
 * <p>When the reactor needs something to go on, it waits until that was read; new transactions gather meanwhile. A
 * read may see commits that have not been published here. It is handed over once they have been, since the reactor
 * then knows how to see it as of its own position.
 */
final class LiveFeed {

    private static final Logger LOG = System.getLogger(LiveFeed.class.getName());

    /** How long a commit that a read has seen may take to be published here, before the log is read for it. */
    private static final Duration PATIENCE = Duration.ofMillis(20);

    /** How often what the reactor needs is tried to be read, before the live queries that need it are given up. */
    private static final int MAX_READS = 5;

    /** How far, in events, the live queries may be behind before more is read for them. */
    private static final int MOST_AHEAD = 20_000;

    private static final Duration READ_PAUSE = Duration.ofMillis(100);

    private final Reactor reactor;
    private final StorageEngine storage;
    private final LogReplay replay;
    private final EventMinter minter;
    private final Supplier<Instant> now;
    private final NodeObserver observer;
    private final SerialRunner runner = new SerialRunner();
    private final Set<Runnable> wakeUps = new CopyOnWriteArraySet<>();
    private final AtomicLong publications = new AtomicLong();

    // Touched only by tasks of the runner.
    private final Queue<Undelivered> undelivered = new ArrayDeque<>();
    private final Waiters waiters = new Waiters();
    private final RecentStates recent = new RecentStates();
    private boolean reading;

    /** The position up to which transactions were learned; written by tasks of the runner, read by anyone. */
    private volatile long known;

    private record Undelivered(long position, Instant committedAt) {}

    /** How often the log became shorter. */
    private final AtomicLong restarts = new AtomicLong();

    /** Where the log ended when it was shortest, of all times that it became shorter. */
    private volatile long shortest = Long.MAX_VALUE;

    LiveFeed(
            Reactor reactor,
            StorageEngine storage,
            LogReplay replay,
            EventMinter minter,
            Supplier<Instant> now,
            NodeObserver observer) {
        this.reactor = reactor;
        this.storage = storage;
        this.replay = replay;
        this.minter = minter;
        this.now = now;
        this.observer = observer;
        this.known = reactor.newest();
    }

    /** The position up to which this node has heard of commits, its own and others'. */
    long known() {
        return known;
    }

    /** How often the log became shorter: what was read before that is not what the log holds. */
    long restarts() {
        return restarts.get();
    }

    /** A position up to which the log was never shortened. */
    long shortest() {
        return shortest;
    }

    /**
     * Begins anew at the end of a log that has become shorter than what was learned of it. All live queries get a whole
     * new result. Does nothing if the log is not shorter.
     *
     * @param position where it ends
     */
    void restart(long position) {
        run(r -> {
            if (position >= r.newest()) {
                return;
            }
            LOG.log(
                    Level.ERROR,
                    "The log has become shorter: it ended at position " + r.newest() + " and ends at " + position
                            + " now. So commits that were acknowledged are lost, as after a failover to a database that"
                            + " did not have them. All live queries start over.");
            restarts.incrementAndGet();
            shortest = Math.min(shortest, position);
            known = position;
            undelivered.clear();
            recent.clear();
            r.restart(position);
            waiters.dismiss(shorter());
        });
        run(r -> wakeUps.forEach(Runnable::run));
    }

    private static AnkurahException shorter() {
        return AnkurahException.unavailable("The log has become shorter. Try again.");
    }

    /** Gives the reactor to a task, after those that were given before; never two tasks at a time. */
    void run(Consumer<Reactor> task) {
        runner.run(() -> {
            try {
                task.accept(reactor);
            } catch (RuntimeException | Error fault) {
                LOG.log(Level.ERROR, "A task on the live queries failed", fault);
            }
        });
    }

    /** Has a callback run after each change of the log, until it is removed. */
    void addWakeUp(Runnable callback) {
        wakeUps.add(callback);
    }

    void removeWakeUp(Runnable callback) {
        wakeUps.remove(callback);
    }

    /**
     * Hands transactions to the live queries.
     *
     * @param base the log position that the transactions follow
     * @return completes when the live queries were told of all up to the last one
     */
    Uni<Void> publish(long base, List<CommittedTransaction> transactions) {
        long before = restarts.get();
        long last = transactions.isEmpty()
                ? base
                : transactions.get(transactions.size() - 1).position();
        return newest().chain(newest ->
                        newest < base ? catchUp(newest, base) : Uni.createFrom().voidItem())
                .invoke(() -> learn(before, transactions))
                .invoke(publications::incrementAndGet)
                .chain(() -> waitFor(Reactor::told, last));
    }

    /** How often a publisher has said where the log ends. */
    long publications() {
        return publications.get();
    }

    /** Learns from the log what was committed up to a position, whoever did; does not wait for the live queries. */
    Uni<Void> follow(long position) {
        return newest().chain(newest ->
                newest < position ? catchUp(newest, position) : Uni.createFrom().voidItem());
    }

    /**
     * Learns some of what was committed up to a position, once the live queries have been told of nearly all that was
     * learned before: so what others commit never piles up here, however much it is.
     *
     * @return the position that was reached
     */
    Uni<Long> followSome(long position) {
        return newest().chain(newest -> newest >= position
                ? Uni.createFrom().item(newest)
                : waitFor(Reactor::told, newest - MOST_AHEAD).chain(() -> step(newest, position)));
    }

    /** Completes when the live queries have been told of everything up to a position of the log. */
    Uni<Void> reached(long position) {
        return impatient(position, Reactor::position);
    }

    /** Completes when listeners have been told of everything up to a position that the reactor has reached. */
    Uni<Void> told(long position) {
        return waitFor(Reactor::told, position);
    }

    /** Reads what the reactor needs, and brings it there. Fails if it cannot be read. */
    Uni<Void> provide(Needs needs) {
        Uni<Void> provided = needs.lookups().isEmpty() ? Uni.createFrom().voidItem() : lookUp(needs);
        for (Map.Entry<LiveQuery<?>, Fetch> refill : needs.refills().entrySet()) {
            provided = provided.chain(() -> refill(refill.getKey(), refill.getValue()));
        }
        return provided;
    }

    private Uni<Void> lookUp(Needs needs) {
        return storage.find(needs.lookups())
                .call(found -> learned(found.position()))
                .chain(found -> onReactor(r -> r.provide(needs.lookups(), found)))
                // Whatever was read too long ago is simply asked for again.
                .replaceWithVoid();
    }

    private Uni<Void> refill(LiveQuery<?> query, Fetch fetch) {
        return storage.fetch(fetch)
                .call(page -> learned(page.position()))
                .chain(page -> onReactor(r -> {
                            r.provide(query, page);
                            return true;
                        })
                        .replaceWithVoid());
    }

    private Uni<Boolean> onReactor(Predicate<Reactor> task) {
        return Uni.createFrom().emitter(emitter -> run(r -> emitter.complete(task.test(r))));
    }

    private Uni<Void> learned(long position) {
        return impatient(position, Reactor::newest);
    }

    /** Waits for the publisher; one that takes longer than a moment may be another node, and then the log is read. */
    private Uni<Void> impatient(long position, ToLongFunction<Reactor> reached) {
        return Uni.createFrom()
                .emitter(emitter -> run(r -> {
                    if (reached.applyAsLong(r) >= position) {
                        emitter.complete(null);
                        return;
                    }
                    Waiters.Waiter waiter = waiters.add(reached, position, emitter, false);
                    Uni.createFrom()
                            .voidItem()
                            .onItem()
                            .delayIt()
                            .by(PATIENCE)
                            .chain(() -> follow(position))
                            .subscribe()
                            .with(
                                    done -> run(after -> {
                                        // What lies behind the end of the log was read when it was longer.
                                        if (after.newest() < position && waiters.remove(waiter)) {
                                            emitter.fail(shorter());
                                        }
                                    }),
                                    failure -> run(after -> {
                                        waiters.remove(waiter);
                                        emitter.fail(failure);
                                    }));
                }));
    }

    private Uni<Long> newest() {
        return Uni.createFrom().emitter(emitter -> run(r -> emitter.complete(r.newest())));
    }

    private Uni<Void> waitFor(ToLongFunction<Reactor> reached, long position) {
        return Uni.createFrom()
                .emitter(emitter -> run(r -> {
                    if (reached.applyAsLong(r) >= position) {
                        emitter.complete(null);
                    } else {
                        waiters.add(reached, position, emitter, true);
                    }
                }));
    }

    /**
     * Reads the log and learns it. Others may learn the same meanwhile; so what was read is taken in from where the
     * reactor stands by then, with the states that are known as of there.
     */
    private Uni<Void> catchUp(long after, long upTo) {
        return step(after, upTo)
                .chain(reached -> reached < upTo
                        ? catchUp(reached, upTo)
                        : Uni.createFrom().voidItem());
    }

    /** Learns what one read of the log gives; completes with the position behind it. */
    private Uni<Long> step(long after, long upTo) {
        long before = restarts.get();
        return replay.read(after, upTo).chain(read -> {
            if (read.isEmpty()) {
                return Uni.createFrom().item(upTo);
            }
            return known(read)
                    .chain(known -> replay.rebuild(read, known))
                    .invoke(transactions -> {
                        transactions.forEach(transaction -> transaction
                                .events()
                                .forEach(event -> minter.observe(event.event().id())));
                        learn(before, transactions);
                    })
                    .replaceWith(LogReplay.positionOf(read.get(read.size() - 1)));
        });
    }

    private Uni<LogReplay.Known> known(List<List<CommittedEvent>> transactions) {
        return Uni.createFrom()
                .emitter(emitter -> run(r -> {
                    Map<Ulid, EntityState> states = new HashMap<>();
                    for (List<CommittedEvent> events : transactions) {
                        for (CommittedEvent event : events) {
                            EntityState state = recent.find(event.event().entityId());
                            if (state != null) {
                                states.put(state.id(), state);
                            }
                        }
                    }
                    emitter.complete(new LogReplay.Known(r.newest(), states));
                }));
    }

    /** @param before how often the log had become shorter before the transactions were read */
    private void learn(long before, List<CommittedTransaction> transactions) {
        if (transactions.isEmpty()) {
            return;
        }
        run(r -> {
            if (restarts.get() != before) {
                return;
            }
            transactions.forEach(transaction -> take(r, transaction));
            known = r.newest();
            advance(r, 0);
        });
        run(r -> wakeUps.forEach(Runnable::run));
    }

    private void take(Reactor r, CommittedTransaction transaction) {
        if (transaction.position() > r.newest()) {
            r.learn(transaction);
            recent.add(transaction);
            undelivered.add(new Undelivered(transaction.position(), transaction.committedAt()));
        }
    }

    /**
     * Changes the store and tells the live queries in one step, where nobody else writes to the store: whoever reads
     * what was changed finds that the live queries know it.
     *
     * @param work what it did; null if nothing
     */
    void change(Supplier<@Nullable CommittedTransaction> work) {
        run(r -> {
            CommittedTransaction done = work.get();
            if (done != null) {
                take(r, done);
                known = r.newest();
                advance(r, 0);
            }
        });
        run(r -> wakeUps.forEach(Runnable::run));
    }

    /** @param reads how often what the reactor needs was read in vain */
    private void advance(Reactor r, int reads) {
        if (reading) {
            waiters.wake(r);
            return;
        }
        Needs needs = r.advance();
        while (!undelivered.isEmpty() && undelivered.element().position() <= r.position()) {
            observer.delivered(Duration.between(undelivered.remove().committedAt(), now.get()));
        }
        waiters.wake(r);
        if (needs.isEmpty()) {
            return;
        }
        reading = true;
        provide(needs)
                .subscribe()
                .with(
                        done -> run(after -> {
                            reading = false;
                            advance(after, 0);
                        }),
                        failure -> readFailed(failure, reads + 1));
    }

    private void readFailed(Throwable failure, int reads) {
        LOG.log(Level.WARNING, "What live queries need could not be read (try " + reads + ")", failure);
        Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(READ_PAUSE.multipliedBy(reads))
                .subscribe()
                .with(done -> run(r -> {
                    reading = false;
                    if (reads >= MAX_READS) {
                        r.abandon(AnkurahException.unavailable(
                                "What the live query needs could not be read. Subscribe again."));
                    }
                    advance(r, reads);
                }));
    }
}
