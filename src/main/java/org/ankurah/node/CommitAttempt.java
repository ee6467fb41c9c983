package org.ankurah.node;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.ankurah.event.CommittedEvent;
import org.ankurah.node.TransactionDecider.Verdict;
import org.ankurah.reactor.CommittedTransaction;
import org.ankurah.storage.CommitWork;
import org.ankurah.storage.RequestKey;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * One try to commit a batch of transactions. It knows how far it came: until it has decided, nothing can have been
 * stored; afterwards its first event tells in the log whether it was.
 *
 * <p>Safe to use from several threads: it may be given up while the store is still at it. If it has not decided by
 * then it never will, so a later try cannot be stored besides this one.
 */
final class CommitAttempt implements CommitWork<CommitAttempt.Result> {

    private final List<Transaction> transactions;
    private final DeciderFactory deciders;
    private final Supplier<Instant> now;
    private final long known;
    private boolean givenUp;
    private @Nullable Result result;

    /** Makes what decides one batch. */
    interface DeciderFactory {
        TransactionDecider create(CommitWork.Base base, Instant committedAt);
    }

    /**
     * What a batch came to.
     *
     * @param base the position that its events follow
     * @param verdicts one per transaction, in order
     */
    record Result(long base, List<Verdict> verdicts) {

        /** The transactions that append events. */
        List<CommittedTransaction> stored() {
            List<CommittedTransaction> transactions = new ArrayList<>();
            for (Verdict verdict : verdicts) {
                if (verdict instanceof Verdict.Accepted accepted && accepted.transaction() != null) {
                    transactions.add(accepted.transaction());
                }
            }
            return transactions;
        }
    }

    /** @param known the position up to which this node has heard of commits */
    CommitAttempt(List<Transaction> transactions, DeciderFactory deciders, Supplier<Instant> now, long known) {
        this.transactions = transactions;
        this.deciders = deciders;
        this.now = now;
        this.known = known;
    }

    @Override
    public Reads reads() {
        Reads reads = CommitReads.of(transactions);
        Set<RequestKey> keys = new HashSet<>();
        for (Transaction transaction : transactions) {
            if (transaction.request() != null) {
                keys.add(transaction.request());
            }
        }
        return new Reads(reads.entities(), reads.uniques(), keys, known);
    }

    @Override
    public synchronized Decision<Result> decide(Base base) {
        if (givenUp) {
            throw new IllegalStateException("this try was given up");
        }
        TransactionDecider decider = deciders.create(base, now.get());
        List<Verdict> verdicts = transactions.stream().map(decider::decide).toList();
        Result decided = new Result(base.position(), verdicts);
        List<CommittedEvent> events = new ArrayList<>();
        decided.stored().forEach(transaction -> events.addAll(transaction.events()));
        result = decided;
        return new Decision<>(events, decider.states(), decider.answers(), decided);
    }

    /**
     * Gives it up.
     *
     * @return what it had decided, and may have stored; null if it has not and never will
     */
    synchronized @Nullable Result giveUp() {
        givenUp = true;
        return result;
    }

    /** The event by which the log tells whether a result was stored; null if it appended none. */
    static @Nullable Ulid firstEvent(Result result) {
        List<CommittedTransaction> stored = result.stored();
        return stored.isEmpty() ? null : stored.get(0).events().get(0).event().id();
    }
}
