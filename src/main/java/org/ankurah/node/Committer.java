package org.ankurah.node;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;
import org.ankurah.event.CommittedEvent;
import org.ankurah.node.TransactionDecider.Verdict;
import org.ankurah.reactor.CommittedTransaction;
import org.ankurah.storage.CommitWork;
import org.ankurah.storage.StorageEngine;
import org.ankurah.value.AnkurahException;

/**
 * Commits transactions in the order in which they arrive. While one commit is under way the next ones gather
 * and share a commit of their own; a lone transaction waits for nobody.
 *
 * <p>One batch is in the store or with the live queries at a time, so live queries learn of transactions in
 * log order, and of each before its caller gets the receipt.
 */
final class Committer {

    /** Most transactions that wait; more are refused, so that memory stays bounded when the store is slow. */
    private static final int MAX_WAITING = 10_000;

    /** Most writes of one batch, unless a single transaction has more: bounds the time of one commit. */
    private static final int MAX_BATCH_WRITES = 2_000;

    /** How long to wait before asking again whether a commit of unknown outcome is in the log. */
    private static final Duration RECHECK = Duration.ofSeconds(1);

    /** The pause between such questions grows up to this while the store cannot be reached. */
    private static final Duration LONGEST_RECHECK = Duration.ofSeconds(30);

    private final StorageEngine storage;
    private final LiveFeed feed;
    private final DeciderFactory deciders;
    private final Supplier<Instant> now;
    private final NodeObserver observer;
    private final WriteGate gate;
    private final Queue<Waiting> queue = new ArrayDeque<>();
    private boolean busy;
    private boolean rechecking;

    Committer(
            StorageEngine storage,
            LiveFeed feed,
            DeciderFactory deciders,
            Supplier<Instant> now,
            NodeObserver observer,
            WriteGate gate) {
        this.storage = storage;
        this.feed = feed;
        this.deciders = deciders;
        this.now = now;
        this.observer = observer;
        this.gate = gate;
    }

    /** Makes what decides one batch. */
    interface DeciderFactory {
        TransactionDecider create(CommitWork.Base base, Instant committedAt);
    }

    private record Waiting(Transaction transaction, UniEmitter<? super Receipt> caller) {}

    /** What a batch came to, one verdict per transaction, and the position that it started from. */
    private record BatchResult(long base, List<Verdict> verdicts) {}

    Uni<Receipt> commit(Transaction transaction) {
        return Uni.createFrom().emitter(caller -> {
            String closed = gate.closedBecause();
            if (closed == null) {
                enqueue(new Waiting(transaction, caller));
            } else {
                caller.fail(AnkurahException.unavailable(closed));
            }
        });
    }

    private void enqueue(Waiting waiting) {
        boolean refused;
        synchronized (this) {
            refused = queue.size() >= MAX_WAITING;
            if (!refused) {
                queue.add(waiting);
            }
        }
        if (refused) {
            waiting.caller().fail(AnkurahException.unavailable("The server is busy. Try again in a moment."));
        } else {
            startNext();
        }
    }

    private void startNext() {
        List<Waiting> batch;
        synchronized (this) {
            if (busy || queue.isEmpty()) {
                return;
            }
            busy = true;
            batch = takeBatch();
        }
        commitBatch(batch);
    }

    private List<Waiting> takeBatch() {
        List<Waiting> batch = new ArrayList<>();
        int writes = 0;
        do {
            Waiting next = queue.remove();
            batch.add(next);
            writes += next.transaction().writes().size();
        } while (!queue.isEmpty()
                && writes + queue.element().transaction().writes().size() <= MAX_BATCH_WRITES);
        return batch;
    }

    private void commitBatch(List<Waiting> batch) {
        Instant began = now.get();
        storage.commit(work(batch))
                .call(this::publish)
                .subscribe()
                .with(result -> committed(batch, result, began), failure -> failed(batch, failure));
    }

    /** Never fails: what is committed is committed, even if the live queries have to wait for it. */
    private Uni<Void> publish(BatchResult result) {
        return feed.publish(result.base(), transactions(result))
                .onFailure()
                .invoke(failure -> recheckLater())
                .onFailure()
                .recoverWithNull();
    }

    private CommitWork<BatchResult> work(List<Waiting> batch) {
        List<Transaction> transactions =
                batch.stream().map(Waiting::transaction).toList();
        return new CommitWork<>() {
            @Override
            public Reads reads() {
                return CommitReads.of(transactions);
            }

            @Override
            public Decision<BatchResult> decide(Base base) {
                TransactionDecider decider = deciders.create(base, now.get());
                List<Verdict> verdicts =
                        transactions.stream().map(decider::decide).toList();
                BatchResult result = new BatchResult(base.position(), verdicts);
                List<CommittedEvent> events = new ArrayList<>();
                transactions(result).forEach(transaction -> events.addAll(transaction.events()));
                return new Decision<>(events, decider.states(), result);
            }
        };
    }

    private static List<CommittedTransaction> transactions(BatchResult result) {
        List<CommittedTransaction> transactions = new ArrayList<>();
        for (Verdict verdict : result.verdicts()) {
            if (verdict instanceof Verdict.Accepted accepted && accepted.transaction() != null) {
                transactions.add(accepted.transaction());
            }
        }
        return transactions;
    }

    private void committed(List<Waiting> batch, BatchResult result, Instant began) {
        next();
        List<CommittedTransaction> stored = transactions(result);
        int events = stored.stream()
                .mapToInt(transaction -> transaction.events().size())
                .sum();
        observer.committed(stored.size(), events, Duration.between(began, now.get()));
        for (int i = 0; i < batch.size(); i++) {
            Waiting waiting = batch.get(i);
            Verdict verdict = result.verdicts().get(i);
            if (verdict instanceof Verdict.Accepted accepted) {
                waiting.caller().complete(accepted.receipt());
            } else if (verdict instanceof Verdict.Refused refused) {
                observer.failed();
                waiting.transaction().failedAt(refused.write());
                waiting.caller().fail(refused.reason());
            }
        }
    }

    private void failed(List<Waiting> batch, Throwable failure) {
        next();
        for (Waiting waiting : batch) {
            observer.failed();
            waiting.caller().fail(failure);
        }
        // The connection may have broken after the commit was done: then live queries have to hear of it.
        recheckLater();
    }

    private void next() {
        synchronized (this) {
            busy = false;
        }
        startNext();
    }

    private void recheckLater() {
        synchronized (this) {
            if (rechecking) {
                return;
            }
            rechecking = true;
        }
        Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(RECHECK)
                .chain(() -> storage.position().chain(position -> feed.publish(position, List.of())))
                .onFailure()
                .retry()
                .withBackOff(RECHECK, LONGEST_RECHECK)
                .indefinitely()
                .subscribe()
                .with(done -> recheckDone(), failure -> recheckDone());
    }

    private synchronized void recheckDone() {
        rechecking = false;
    }
}
