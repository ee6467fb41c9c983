package org.ankurah.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ankurah.merge.EntityState;
import org.ankurah.node.Context;
import org.ankurah.node.LiveRequest;
import org.ankurah.query.Selection;
import org.ankurah.reactor.ChangeSet;
import org.ankurah.reactor.Interest;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber that folds what it is told, goes away, comes back with what it held, and is checked against the
 * history: it is told of each transaction that changes what it sees, of no other, and holds exactly what it would
 * see of a fresh result.
 */
final class Client {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final History history;
    private final Interest interest;
    private final List<Held> past = new ArrayList<>();
    private Selection selection;
    private @Nullable Connection connection;
    private @Nullable Held held;

    /** Up to here it was checked; -1 before the first payload of a connection. */
    private long checked = -1;

    /**
     * What a client holds behind a payload.
     *
     * @param position the payload's
     * @param selection what was asked
     */
    record Held(long position, Selection selection, Folded folded) {}

    /** One subscription: what arrived and was not looked at yet. */
    private static final class Connection {
        private final ConcurrentLinkedQueue<ChangeSet<EntityState>> arrived = new ConcurrentLinkedQueue<>();
        private final CompletableFuture<Void> first = new CompletableFuture<>();
        private final long askedAt;
        private final @Nullable Held resumed;
        private @Nullable Cancellable cancellable;
        private volatile @Nullable Throwable failure;

        Connection(long askedAt, @Nullable Held resumed) {
            this.askedAt = askedAt;
            this.resumed = resumed;
        }

        void receive(ChangeSet<EntityState> changes) {
            arrived.add(changes);
            first.complete(null);
        }

        void fail(Throwable reason) {
            failure = reason;
            first.completeExceptionally(reason);
        }
    }

    Client(History history, Selection selection, Interest interest) {
        this.history = history;
        this.selection = selection;
        this.interest = interest;
    }

    Selection selection() {
        return selection;
    }

    Interest interest() {
        return interest;
    }

    boolean connected() {
        return connection != null;
    }

    /** What it held behind each payload that it took in, oldest first. */
    List<Held> past() {
        return past;
    }

    /** The ids that it holds, in the order in which it holds them. */
    Folded held() {
        return Objects.requireNonNull(held).folded();
    }

    /** Subscribes and forgets what it held. */
    void connect(Context context) {
        connect(context, null, selection);
    }

    /** Comes back with what it held once, and asks for the same or for something else. */
    void resume(Context context, Held from, Selection asked) {
        connect(context, from, asked);
    }

    private void connect(Context context, @Nullable Held from, Selection asked) {
        selection = asked;
        held = from;
        checked = -1;
        Connection next = new Connection(history.position(), from);
        connection = next;
        LiveRequest.Resume resume = from == null ? null : new LiveRequest.Resume(from.position(), from.selection());
        next.cancellable = context.subscribe(new LiveRequest(asked, interest, resume))
                .subscribe()
                .with(next::receive, next::fail, () -> next.fail(new AssertionError("a live query ended")));
    }

    /** Waits until the first payload is there. */
    void awaitFirst() {
        if (connection == null) {
            return;
        }
        try {
            connection.first.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new AssertionError("refused: " + describe(), failed.getCause());
        } catch (TimeoutException | InterruptedException late) {
            throw new AssertionError("no first payload: " + describe(), late);
        }
    }

    /** Leaves; what it holds stays as it was behind the last payload that it took in. */
    void disconnect() {
        Connection left = connection;
        if (left != null) {
            Objects.requireNonNull(left.cancellable).cancel();
            left.arrived.clear();
            connection = null;
            last = left;
        }
    }

    private @Nullable Connection last;

    /**
     * Checks all that happened up to a position since the last check.
     *
     * @param upTo everything up to here was delivered
     */
    void check(long upTo) {
        assertThat(last == null ? List.of() : List.copyOf(last.arrived))
                .as("told after it left: %s", describe())
                .isEmpty();
        Connection current = connection;
        if (current == null) {
            return;
        }
        if (current.failure != null) {
            throw new AssertionError("failed: " + describe(), current.failure);
        }
        List<ChangeSet<EntityState>> arrived = new ArrayList<>();
        for (ChangeSet<EntityState> next = current.arrived.poll(); next != null; next = current.arrived.poll()) {
            arrived.add(next);
        }
        if (checked < 0) {
            assertThat(arrived).as("first payload: %s", describe()).isNotEmpty();
            takeFirst(current, arrived.remove(0));
        }
        for (long position : history.positions(checked, upTo)) {
            take(position, arrived);
        }
        assertThat(arrived).as("told though nothing happened: %s", describe()).isEmpty();
    }

    private void takeFirst(Connection current, ChangeSet<EntityState> changes) {
        long position = changes.position();
        assertThat(history.isBoundary(position))
                .as("a position between transactions: %d", position)
                .isTrue();
        assertThat(position).as("read before it was asked for").isGreaterThanOrEqualTo(current.askedAt);
        PayloadCheck check = new PayloadCheck(history, interest, selection);
        Held from = current.resumed;
        guarded(position, changes, () -> {
            if (from == null) {
                check.initial(changes);
            } else {
                check.resumed(changes, from.position(), from.selection());
            }
        });
        fold(changes, from == null ? Folded.EMPTY : from.folded());
        checked = position;
    }

    private void take(long position, List<ChangeSet<EntityState>> arrived) {
        boolean expected =
                !history.visible(selection, interest, checked).equals(history.visible(selection, interest, position));
        boolean told = !arrived.isEmpty() && arrived.get(0).position() == position;
        assertThat(told)
                .as("told of %d, behind %d: %s", position, checked, describe())
                .isEqualTo(expected);
        if (told) {
            ChangeSet<EntityState> changes = arrived.remove(0);
            guarded(position, changes, () -> new PayloadCheck(history, interest, selection).change(changes, checked));
            fold(changes, held());
        }
        checked = position;
    }

    private void fold(ChangeSet<EntityState> changes, Folded before) {
        guarded(changes.position(), changes, () -> {
            Folded after = before.fold(changes, interest);
            assertThat(after.visible(interest))
                    .as("folded over %s", before.ids())
                    .isEqualTo(history.visible(selection, interest, changes.position()));
            held = new Held(changes.position(), selection, after);
        });
        past.add(Objects.requireNonNull(held));
    }

    private void guarded(long position, ChangeSet<EntityState> changes, Runnable check) {
        try {
            check.run();
        } catch (AssertionError | RuntimeException failure) {
            fail(
                    "payload at %d, behind %d: %s%n  %s".formatted(position, checked, changes.changes(), describe()),
                    failure);
        }
    }

    private String describe() {
        return "%s WHERE %s ORDER BY %s LIMIT %s, %s"
                .formatted(selection.model(), selection.predicate(), selection.order(), selection.limit(), interest);
    }
}
