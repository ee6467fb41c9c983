package org.ankurah.node;

import io.smallrye.mutiny.Uni;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ankurah.reactor.CommittedTransaction;
import org.ankurah.reactor.Reactor;

/**
 * Brings committed transactions to the reactor, gapless and in log order, whoever committed them.
 *
 * <p>All use of the reactor goes through {@link #run}, one task at a time. A publisher names the position its
 * transactions follow. If the reactor is behind it (the outcome of an earlier commit was lost, or another node
 * wrote), what is missing is read from the log first. Two publishers may do so at once: each transaction is
 * applied only at the position it belongs to, so reading one twice does no harm.
 */
final class LiveFeed {

    private static final Logger LOG = System.getLogger(LiveFeed.class.getName());

    private final Reactor reactor;
    private final LogReplay replay;
    private final Supplier<Instant> now;
    private final NodeObserver observer;
    private final SerialRunner runner = new SerialRunner();
    private final Set<Runnable> wakeUps = new CopyOnWriteArraySet<>();

    LiveFeed(Reactor reactor, LogReplay replay, Supplier<Instant> now, NodeObserver observer) {
        this.reactor = reactor;
        this.replay = replay;
        this.now = now;
        this.observer = observer;
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
     * @return completes when all up to the last one were handed over
     */
    Uni<Void> publish(long base, List<CommittedTransaction> transactions) {
        return position()
                .chain(position -> position < base
                        ? catchUp(position, base)
                        : Uni.createFrom().voidItem())
                .chain(() -> applied(transactions));
    }

    private Uni<Long> position() {
        return Uni.createFrom().emitter(emitter -> run(reactor -> emitter.complete(reactor.position())));
    }

    private Uni<Void> catchUp(long position, long upTo) {
        return replay.read(position, upTo)
                .chain(transactions -> applied(transactions).chain(() -> {
                    long reached = transactions.isEmpty()
                            ? upTo
                            : transactions.get(transactions.size() - 1).position();
                    return reached < upTo
                            ? catchUp(reached, upTo)
                            : Uni.createFrom().voidItem();
                }));
    }

    private Uni<Void> applied(List<CommittedTransaction> transactions) {
        if (transactions.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom().emitter(emitter -> {
            run(reactor -> transactions.forEach(transaction -> apply(reactor, transaction)));
            run(reactor -> {
                wakeUps.forEach(Runnable::run);
                emitter.complete(null);
            });
        });
    }

    private void apply(Reactor reactor, CommittedTransaction transaction) {
        if (transaction.position() <= reactor.position()) {
            return;
        }
        reactor.apply(transaction);
        observer.delivered(Duration.between(transaction.events().get(0).committedAt(), now.get()));
    }
}
