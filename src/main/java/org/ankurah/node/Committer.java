package org.ankurah.node;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.ankurah.node.CommitQueue.Waiting;
import org.ankurah.node.TransactionDecider.Verdict;
import org.ankurah.reactor.CommittedTransaction;
import org.ankurah.storage.StorageEngine;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;

/**
 * Commits transactions in the order in which they arrive. While one commit is under way the next ones gather
 * and share a commit of their own; a lone transaction waits for nobody.
 *
 * <p>One batch is in the store or with the live queries at a time, so live queries learn of transactions in
 * log order, and of each before its caller gets the receipt.
 *
 * <p>A commit that fails is not the end of its transactions. If the store was lost for a moment, {@link Settlement}
 * finds out what became of the commit, and what was not stored is tried again. If the store refuses a batch, its
 * halves are tried on their own, so that in the end only those fail that must.
 */
final class Committer implements Commits {

    private static final Logger LOG = System.getLogger(Committer.class.getName());

    /** A transaction that was not begun by then is refused: its client has given up, or soon will. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    /** A store that has not answered by then is taken for lost. */
    private static final Duration LONGEST_COMMIT = Duration.ofSeconds(15);

    /** So long a batch is tried again while the store is out of reach: a restart of a database takes less. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    private static final Duration RETRY_PAUSE = Duration.ofMillis(100);

    /** How often the waiting ones are looked through for those that have waited too long. */
    private static final Duration SWEEP = Duration.ofSeconds(1);

    private final StorageEngine storage;
    private final LiveFeed feed;
    private final CommitAttempt.DeciderFactory deciders;
    private final Supplier<Instant> now;
    private final NodeObserver observer;
    private final WriteGate gate;
    private final FirstAnswers firstAnswers;
    private final Settlement settlement;
    private final CommitQueue queue = new CommitQueue();
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicBoolean sweeping = new AtomicBoolean();

    /** The last commit failed because the store was out of reach: then the next ones are tried only once. */
    private volatile boolean outage;

    Committer(
            StorageEngine storage,
            LiveFeed feed,
            CommitAttempt.DeciderFactory deciders,
            FirstAnswers firstAnswers,
            Supplier<Instant> now,
            NodeOptions options) {
        this.storage = storage;
        this.feed = feed;
        this.deciders = deciders;
        this.firstAnswers = firstAnswers;
        this.now = now;
        this.observer = options.observer();
        this.gate = options.gate();
        this.settlement = new Settlement(storage, feed);
    }

    @Override
    public Uni<Receipt> commit(Transaction transaction) {
        return Uni.createFrom().emitter(caller -> {
            String closed = gate.closedBecause();
            if (closed != null) {
                caller.fail(AnkurahException.unavailable(closed));
            } else if (queue.offer(new Waiting(transaction, caller))) {
                startNext();
                sweepLater();
            } else {
                caller.fail(AnkurahException.unavailable("The server is busy: too many changes wait to be stored."
                        + " Nothing was written. Try again in a moment."));
            }
        });
    }

    private void startNext() {
        // Asked again after it was set free, since one that arrived in between has found it busy.
        while (!queue.isEmpty() && busy.compareAndSet(false, true)) {
            List<Waiting> batch = queue.takeBatch();
            if (batch.isEmpty()) {
                busy.set(false);
                continue;
            }
            long deadline = System.nanoTime() + (outage ? 0 : TOLERANCE.toNanos());
            commit(batch, deadline).subscribe().with(done -> next(), fault -> {
                LOG.log(Level.ERROR, "A commit ended in a fault", fault);
                refuse(batch, fault);
                next();
            });
            return;
        }
    }

    private void next() {
        busy.set(false);
        startNext();
    }

    /** Completes when all callers of the batch have been told. */
    private Uni<Void> commit(List<Waiting> batch, long deadline) {
        Instant began = now.get();
        CommitAttempt attempt =
                new CommitAttempt(batch.stream().map(Waiting::transaction).toList(), deciders, now, feed.known());
        return storage.commit(attempt)
                .ifNoItem()
                .after(LONGEST_COMMIT)
                .fail()
                .onItem()
                .transformToUni(result -> stored(batch, result, began))
                .onFailure()
                .recoverWithUni(failure -> settle(batch, attempt, told(failure), deadline));
    }

    private static Throwable told(Throwable failure) {
        return failure instanceof TimeoutException
                ? AnkurahException.unavailable("The database takes too long to answer.")
                : failure;
    }

    /** Never fails: what is committed is committed, even if the live queries have to wait for it. */
    private Uni<Void> stored(List<Waiting> batch, CommitAttempt.Result result, Instant began) {
        outage = false;
        return feed.publish(result.base(), result.stored())
                .onFailure()
                .invoke(failure -> settlement.publishLater())
                .onFailure()
                .recoverWithNull()
                .invoke(() -> tell(batch, result, began));
    }

    private void tell(List<Waiting> batch, CommitAttempt.Result result, Instant began) {
        List<CommittedTransaction> stored = result.stored();
        int events = stored.stream()
                .mapToInt(transaction -> transaction.events().size())
                .sum();
        observer.committed(stored.size(), events, Duration.between(began, now.get()));
        for (int i = 0; i < batch.size(); i++) {
            Waiting waiting = batch.get(i);
            Verdict verdict = result.verdicts().get(i);
            if (verdict instanceof Verdict.Accepted accepted) {
                waiting.caller().complete(accepted.receipt());
            } else if (verdict instanceof Verdict.Repeated repeated) {
                firstAnswers
                        .read(repeated.answer(), waiting.transaction().asker().access())
                        .subscribe()
                        .with(
                                receipt -> waiting.caller().complete(receipt),
                                failure -> waiting.caller().fail(failure));
            } else if (verdict instanceof Verdict.Incomplete incomplete) {
                waiting.caller().fail(new Undecided(incomplete.missing()));
            } else if (verdict instanceof Verdict.Refused refused) {
                observer.failed();
                waiting.transaction().failedAt(refused.write());
                waiting.caller().fail(refused.reason());
            }
        }
        firstAnswers.forgetOld();
    }

    private Uni<Void> settle(List<Waiting> batch, CommitAttempt attempt, Throwable failure, long deadline) {
        Instant began = now.get();
        CommitAttempt.Result decided = attempt.giveUp();
        if (decided == null) {
            return again(batch, failure, deadline);
        }
        return settlement
                .isStored(decided)
                .onItem()
                .transformToUni(isStored -> isStored ? stored(batch, decided, began) : again(batch, failure, deadline))
                .onFailure()
                .recoverWithUni(unknown -> {
                    outage = true;
                    refuse(
                            batch,
                            AnkurahException.unavailable(
                                    "The database was lost in the middle of the commit, so it is not"
                                            + " known whether the change was stored. Send it again with the same idempotency"
                                            + " key, or look before you repeat it."));
                    settlement.publishLater();
                    return Uni.createFrom().voidItem();
                });
    }

    /** Tries again what was certainly not stored. */
    private Uni<Void> again(List<Waiting> batch, Throwable failure, long deadline) {
        if (failure instanceof AnkurahException known && known.code() == ErrorCode.UNAVAILABLE) {
            if (System.nanoTime() >= deadline) {
                outage = true;
                refuse(batch, failure);
                return Uni.createFrom().voidItem();
            }
            return Uni.createFrom()
                    .voidItem()
                    .onItem()
                    .delayIt()
                    .by(RETRY_PAUSE)
                    .chain(() -> commit(batch, deadline));
        }
        if (batch.size() == 1) {
            refuse(batch, failure);
            return Uni.createFrom().voidItem();
        }
        int half = batch.size() / 2;
        return commit(batch.subList(0, half), deadline)
                .chain(() -> commit(batch.subList(half, batch.size()), deadline));
    }

    private void refuse(List<Waiting> batch, Throwable reason) {
        for (Waiting waiting : batch) {
            observer.failed();
            waiting.caller().fail(reason);
        }
    }

    /** Looks after those that wait, as long as there are any. */
    private void sweepLater() {
        if (queue.isEmpty() || !sweeping.compareAndSet(false, true)) {
            return;
        }
        Uni.createFrom().voidItem().onItem().delayIt().by(SWEEP).subscribe().with(done -> {
            refuse(
                    queue.takeOlderThan(LONGEST_WAIT),
                    AnkurahException.unavailable(
                            "The database is too slow at the moment. Nothing was written. Try again in a moment."));
            sweeping.set(false);
            sweepLater();
        });
    }
}
