package org.ankurah.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Multi;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One who is told of changes, goes away and comes back with what it held, and is checked against the history: it is
 * told of each transaction that changes what it sees, of no other, and of nothing after it left.
 *
 * @param <C> what it is told
 */
abstract class Subscriber<C> {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final History history;
    private final List<C> told = new ArrayList<>();
    private @Nullable Inbox<C> inbox;
    private @Nullable Inbox<C> former;
    private long askedAt;

    /** Whether it stands still, and whether it did in this subscription. */
    private boolean stalled;

    private boolean slow;

    /** Up to here it was checked; -1 before the first payload of a subscription. */
    private long checked = -1;

    Subscriber(History history) {
        this.history = history;
    }

    /** What it asks, for reports. */
    abstract String describe();

    /** Checks and folds a payload that may stand for several transactions. */
    abstract void takeMerged(C payload, long before);

    /** What it sees now. */
    abstract Object visible();

    /** As of which position something is told. */
    abstract long positionOf(C payload);

    /** What it would see of a fresh answer to what it asks, as of a position. */
    abstract Object fresh(long position);

    /** The position of what it held when it came back; -1 if it began anew. */
    abstract long since();

    /** Checks and folds the first payload of a subscription. */
    abstract void takeFirst(C payload);

    /** Checks and folds another payload; before it, it saw what there was at a position. */
    abstract void takeNext(C payload, long before);

    History history() {
        return history;
    }

    /** Begins a subscription. */
    void open(Multi<C> stream) {
        disconnect();
        checked = -1;
        stalled = false;
        slow = false;
        askedAt = history.position();
        inbox = new Inbox<>(stream);
    }

    /** Waits until the first payload is there. */
    void awaitFirst() {
        Inbox<C> current = inbox;
        if (current != null) {
            reported(askedAt, null, current::awaitFirst);
        }
    }

    /** Whether it has begun, and goes on. */
    boolean canStall() {
        return inbox != null && checked >= 0 && !stalled;
    }

    /** Takes nothing more until it goes on. */
    void stall() {
        stalled = true;
        slow = true;
        Objects.requireNonNull(inbox).stall();
    }

    boolean isStalled() {
        return inbox != null && stalled;
    }

    void goOn() {
        stalled = false;
        Objects.requireNonNull(inbox).goOn();
    }

    /** Leaves; what it holds stays as it was behind the last payload that it took in. */
    void disconnect() {
        if (inbox != null) {
            inbox.close();
            former = inbox;
            inbox = null;
        }
    }

    /** What it took in since it was asked the last time. */
    List<C> told() {
        List<C> taken = List.copyOf(told);
        told.clear();
        return taken;
    }

    /**
     * Checks all that happened up to a position since the last check.
     *
     * @param upTo everything up to here was delivered
     */
    void check(long upTo) {
        assertThat(former == null || former.isEmpty())
                .as("nothing is told after it left: %s", describe())
                .isTrue();
        Inbox<C> current = inbox;
        if (current == null) {
            return;
        }
        if (slow) {
            checkSlow(current, upTo);
            return;
        }
        List<C> arrived = new ArrayList<>();
        reported(upTo, null, () -> arrived.addAll(current.take()));
        if (checked < 0) {
            assertThat(arrived).as("first payload: %s", describe()).isNotEmpty();
            checkFirst(arrived.remove(0));
        }
        // What was committed elsewhere may have been told already.
        long last = arrived.isEmpty() ? upTo : positionOf(arrived.get(arrived.size() - 1));
        for (long position : history.positions(checked, Math.max(upTo, last))) {
            checkTransaction(position, arrived);
        }
        assertThat(arrived).as("told though nothing happened: %s", describe()).isEmpty();
    }

    /** Whatever it takes is exact; in the end, if it goes on, nothing is missing. */
    private void checkSlow(Inbox<C> current, long upTo) {
        Instant patience = Instant.now().plus(PATIENCE);
        do {
            List<C> arrived = new ArrayList<>();
            reported(upTo, null, () -> arrived.addAll(current.take()));
            for (C payload : arrived) {
                reported(positionOf(payload), payload, () -> takeMerged(payload, checked));
                told.add(payload);
                checked = positionOf(payload);
            }
            if (stalled || visible().equals(fresh(Math.max(upTo, checked)))) {
                return;
            }
            Thread.onSpinWait();
        } while (Instant.now().isBefore(patience));
        reported(
                upTo,
                null,
                () -> assertThat(visible()).as("what a slow one holds").isEqualTo(fresh(upTo)));
    }

    private void checkFirst(C payload) {
        long position = positionOf(payload);
        reported(position, payload, () -> {
            assertThat(history.isBoundary(position)).as("between transactions").isTrue();
            assertThat(position).as("read after it was asked for").isGreaterThanOrEqualTo(askedAt);
            takeFirst(payload);
        });
        told.add(payload);
        checked = position;
    }

    private void checkTransaction(long position, List<C> arrived) {
        boolean isTold = !arrived.isEmpty() && positionOf(arrived.get(0)) == position;
        C payload = isTold ? arrived.remove(0) : null;
        reported(position, payload, () -> {
            assertThat(isTold).as("told").isEqualTo(!fresh(checked).equals(fresh(position)));
            if (payload != null) {
                takeNext(payload, checked);
            }
        });
        if (payload != null) {
            told.add(payload);
        }
        checked = position;
    }

    private void reported(long position, @Nullable C payload, Runnable check) {
        try {
            check.run();
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(report(position, payload) + failure.getMessage(), failure);
        }
    }

    private String report(long position, @Nullable C payload) {
        long before = checked >= 0 ? checked : since() >= 0 ? since() : position;
        StringBuilder report = new StringBuilder("subscriber: " + describe());
        report.append("\npayload: ").append(payload == null ? "none" : payload);
        report.append("\nwhat happened:");
        history.events(before, position).forEach(event -> report.append("\n  ").append(Wording.of(event)));
        report.append("\nfresh at ").append(before).append(": ").append(fresh(before));
        report.append("\nfresh at ").append(position).append(": ").append(fresh(position));
        return report.append('\n').toString();
    }
}
