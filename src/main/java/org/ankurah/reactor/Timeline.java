package org.ankurah.reactor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The end of the log as far as it is known here: the last transactions that were applied, and those that wait for
 * it. So what was read from storage at one position can be seen as of another.
 *
 * <pre>
 *   floor        position        newest
 *     |  applied    |   waiting     |
 * </pre>
 */
final class Timeline {

    private final Deque<CommittedTransaction> applied = new ArrayDeque<>();
    private final Deque<CommittedTransaction> waiting = new ArrayDeque<>();
    private final int remembered;
    private long floor;
    private long position;
    private long newest;
    private int changes;

    /** @param remembered how many entity changes to keep behind the position */
    Timeline(long position, int remembered) {
        this.remembered = remembered;
        this.floor = position;
        this.position = position;
        this.newest = position;
    }

    /** Everything behind this position is known. */
    long floor() {
        return floor;
    }

    /** Everything up to this position was applied. */
    long position() {
        return position;
    }

    /** Everything up to this position is known. */
    long newest() {
        return newest;
    }

    /**
     * Takes in the next transaction; one that is known already is ignored.
     *
     * @throws IllegalStateException when a transaction is missing in between; nothing has changed then
     */
    void learn(CommittedTransaction transaction) {
        if (transaction.position() <= newest) {
            return;
        }
        if (transaction.base() != newest) {
            throw new IllegalStateException(
                    "what follows position " + newest + " came as what follows " + transaction.base());
        }
        waiting.add(transaction);
        newest = transaction.position();
    }

    /** The next transaction to be applied, or null if there is none. */
    @Nullable
    CommittedTransaction next() {
        return waiting.peek();
    }

    /** Notes that the next transaction was applied. */
    void advance() {
        CommittedTransaction transaction = waiting.remove();
        position = transaction.position();
        applied.add(transaction);
        changes += transaction.changes().size();
        // The last one stays, however large it is: what is read meanwhile may have seen it.
        while (changes > remembered && applied.size() > 1) {
            CommittedTransaction oldest = applied.remove();
            floor = oldest.position();
            changes -= oldest.changes().size();
        }
    }

    /** Begins anew at a position. */
    void restart(long at) {
        applied.clear();
        waiting.clear();
        changes = 0;
        floor = at;
        position = at;
        newest = at;
    }

    /** Forgets what lies behind the position: from there it cannot be told what became of everything. */
    void forget() {
        applied.clear();
        changes = 0;
        floor = position;
    }

    /**
     * What happened behind a position, up to another.
     *
     * @param from not after {@code to}
     * @param to not after {@link #newest}
     * @return null if the beginning is not kept any more
     */
    @Nullable
    NetChanges between(long from, long to) {
        if (from < floor) {
            return null;
        }
        if (from >= to) {
            return NetChanges.NONE;
        }
        Deque<CommittedTransaction> inside = new ArrayDeque<>();
        for (CommittedTransaction transaction : waiting) {
            if (transaction.position() > from && transaction.position() <= to) {
                inside.add(transaction);
            }
        }
        Iterator<CommittedTransaction> backwards = applied.descendingIterator();
        while (backwards.hasNext()) {
            CommittedTransaction transaction = backwards.next();
            if (transaction.position() <= from) {
                break;
            }
            if (transaction.position() <= to) {
                inside.addFirst(transaction);
            }
        }
        return NetChanges.of(inside);
    }
}
