package org.ankurah.node;

import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * The transactions that wait for their commit, in the order in which they arrived. Bounded in number and size, so that
 * a slow store never fills the memory. Safe to use from any thread.
 */
final class CommitQueue {

    /** Most transactions that wait. */
    private static final int MAX_WAITING = 10_000;

    /** Most bytes that wait, roughly. A single transaction may be larger. */
    private static final long MAX_BYTES = 64L << 20;

    /** Most writes of one batch, unless a single transaction has more: bounds the time of one commit. */
    private static final int MAX_BATCH_WRITES = 2_000;

    /** Most bytes of one batch, unless a single transaction has more: its statement is about three times as long. */
    private static final long MAX_BATCH_BYTES = 8L << 20;

    private final Queue<Waiting> queue = new ArrayDeque<>();
    private long bytes;

    /**
     * A transaction that waits.
     *
     * @param caller who is told what became of it
     * @param bytes its size, roughly
     * @param since when it arrived, in the nanoseconds of {@link System#nanoTime}
     */
    record Waiting(Transaction transaction, UniEmitter<? super Receipt> caller, long bytes, long since) {

        Waiting(Transaction transaction, UniEmitter<? super Receipt> caller) {
            this(transaction, caller, TransactionSize.of(transaction), System.nanoTime());
        }
    }

    /** Adds one at the end; false when there is no room for it. */
    synchronized boolean offer(Waiting waiting) {
        boolean full = queue.size() >= MAX_WAITING || (bytes > 0 && bytes + waiting.bytes() > MAX_BYTES);
        if (!full) {
            queue.add(waiting);
            bytes += waiting.bytes();
        }
        return !full;
    }

    /** Takes what shall share the next commit; empty when nothing waits. */
    synchronized List<Waiting> takeBatch() {
        List<Waiting> batch = new ArrayList<>();
        int writes = 0;
        long size = 0;
        while (!queue.isEmpty()) {
            Waiting next = queue.element();
            writes += next.transaction().writes().size();
            size += next.bytes();
            if (!batch.isEmpty() && (writes > MAX_BATCH_WRITES || size > MAX_BATCH_BYTES)) {
                break;
            }
            batch.add(take());
        }
        return batch;
    }

    /** Takes those that have waited too long. */
    synchronized List<Waiting> takeOlderThan(Duration age) {
        List<Waiting> old = new ArrayList<>();
        long limit = System.nanoTime() - age.toNanos();
        while (!queue.isEmpty() && queue.element().since() < limit) {
            old.add(take());
        }
        return old;
    }

    synchronized boolean isEmpty() {
        return queue.isEmpty();
    }

    private Waiting take() {
        Waiting taken = queue.remove();
        bytes -= taken.bytes();
        return taken;
    }
}
