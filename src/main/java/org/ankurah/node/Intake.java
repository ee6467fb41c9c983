package org.ankurah.node;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.ankurah.event.CommittedEvent;
import org.ankurah.event.Event;
import org.ankurah.event.EventCheck;
import org.ankurah.event.Lifecycle;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.node.sync.Message;
import org.ankurah.node.sync.Message.Committed;
import org.ankurah.node.sync.Message.Placed;
import org.ankurah.node.sync.Message.Rejected;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.ankurah.value.Ulid;

/**
 * Commits what one follower has committed locally, in the order in which it came.
 *
 * <p>What is known to be in the log is looked up for all that wait together; then they are given to the committer in
 * their order, without waiting for each other. One may build on another that is on its way, of which the lookup knew
 * nothing: if it meets an entity that has moved on meanwhile, the decision cannot tell, and it is looked up once more.
 *
 * <p>All calls are tasks of one runner.
 */
final class Intake {

    private final Node node;
    private final Context context;
    private final boolean trusted;
    private final EventCheck check;
    private final Consumer<Runnable> runner;
    private final BiConsumer<Ulid, Message.Answer> decided;
    private final Consumer<AnkurahException> lost;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private boolean busy;
    private boolean closed;

    /** @param again whether it was decided once, and could not be */
    private record Waiting(Message.Commit commit, boolean again) {}

    /**
     * @param trusted whether events may name any actor
     * @param runner runs the tasks
     * @param decided is told what became of a transaction
     * @param lost is told when it is not known what became of one
     */
    Intake(
            Node node,
            Context context,
            boolean trusted,
            Consumer<Runnable> runner,
            BiConsumer<Ulid, Message.Answer> decided,
            Consumer<AnkurahException> lost) {
        this.node = node;
        this.context = context;
        this.trusted = trusted;
        this.check = node.eventCheck();
        this.runner = runner;
        this.decided = decided;
        this.lost = lost;
    }

    void add(Message.Commit commit) {
        waiting.add(new Waiting(commit, false));
        next();
    }

    /** Commits nothing any more but what was given to the committer already. */
    void close() {
        closed = true;
        waiting.clear();
    }

    private void next() {
        if (busy || waiting.isEmpty()) {
            return;
        }
        busy = true;
        List<Waiting> batch = new ArrayList<>();
        Set<Ulid> ids = new HashSet<>();
        while (!waiting.isEmpty() && ids.size() < Transaction.MAX_WRITES) {
            Waiting one = waiting.remove();
            batch.add(one);
            for (Event event : one.commit().events()) {
                ids.add(event.id());
                ids.addAll(event.parents().ids());
            }
        }
        node.storage()
                .eventsById(ids)
                .subscribe()
                .with(
                        found -> runner.accept(() -> {
                            batch.forEach(one -> take(one, found));
                            busy = false;
                            next();
                        }),
                        failure -> runner.accept(() -> lost.accept(told(failure))));
    }

    private void take(Waiting one, Map<Ulid, CommittedEvent> inLog) {
        if (closed) {
            return;
        }
        Message.Commit commit = one.commit();
        if (commit.events().stream().allMatch(event -> inLog.containsKey(event.id()))) {
            // It was committed when it was sent before; where its entities were before that is not looked up.
            List<Placed> places = commit.events().stream()
                    .map(event -> placed(Objects.requireNonNull(inLog.get(event.id()))))
                    .toList();
            decided.accept(commit.transaction(), new Committed(commit.transaction(), places, Map.of()));
            return;
        }
        try {
            if (one.again()) {
                requireParents(commit, inLog.keySet());
            }
            commit(one, transaction(commit, inLog.keySet()));
        } catch (AnkurahException refused) {
            reject(commit, refused);
        }
    }

    private static void requireParents(Message.Commit commit, Set<Ulid> inLog) {
        Set<Ulid> own = commit.events().stream().map(Event::id).collect(Collectors.toSet());
        for (Event event : commit.events()) {
            for (Ulid parent : event.parents().ids()) {
                if (!inLog.contains(parent) && !own.contains(parent)) {
                    throw AnkurahException.conflict(
                            "The change is built on one that is not there: it was refused, or never sent.", null);
                }
            }
        }
    }

    private Transaction transaction(Message.Commit commit, Set<Ulid> inLog) {
        Transaction transaction = node.begin(commit.transaction(), context.asker());
        transaction.idempotent("sync " + commit.transaction());
        for (Event event : commit.events()) {
            transaction.addMade(require(commit, event), event, inLog);
        }
        return transaction;
    }

    private ModelDescriptor require(Message.Commit commit, Event event) {
        ModelDescriptor model = node.models().find(event.collection());
        if (model == null) {
            throw AnkurahException.validation("There is no collection " + event.collection() + ".", null);
        }
        Optional<EventCheck.Refusal> refusal = check.verify(event);
        if (refusal.isPresent() || !event.transactionId().equals(commit.transaction())) {
            throw AnkurahException.validation(
                    refusal.isPresent() && refusal.get() == EventCheck.Refusal.FROM_THE_FUTURE
                            ? "The change was made in the future: set the clock of this device, and make it again."
                            : "The event " + event.id() + " is damaged or forged.",
                    null);
        }
        if (event.lifecycle() == Lifecycle.PURGED) {
            throw AnkurahException.forbidden("Entities are purged by administrators of the server only.", null);
        }
        if (!trusted && !Objects.equals(event.actor(), context.identity().actor())) {
            throw AnkurahException.forbidden("The change was made by somebody else than who sends it.", null);
        }
        return model;
    }

    private void commit(Waiting one, Transaction transaction) {
        Ulid id = one.commit().transaction();
        committed(transaction)
                .subscribe()
                .with(
                        receipt -> runner.accept(() -> decided.accept(id, confirmed(one.commit(), receipt))),
                        failure -> runner.accept(() -> failed(one, failure)));
    }

    private Uni<Receipt> committed(Transaction transaction) {
        return Uni.createFrom().deferred(transaction::commit);
    }

    private void failed(Waiting one, Throwable failure) {
        if (closed) {
            return;
        }
        if (failure instanceof UnknownParent && !one.again()) {
            waiting.add(new Waiting(one.commit(), true));
            next();
        } else if (failure instanceof UnknownParent) {
            reject(one.commit(), AnkurahException.conflict("The change is built on one that is not there.", null));
        } else if (failure instanceof AnkurahException told && !isPassing(told.code())) {
            reject(one.commit(), told);
        } else {
            lost.accept(told(failure));
        }
    }

    private static boolean isPassing(ErrorCode code) {
        return code == ErrorCode.UNAVAILABLE || code == ErrorCode.INTERNAL;
    }

    private static AnkurahException told(Throwable failure) {
        return failure instanceof AnkurahException known
                ? known
                : new AnkurahException(ErrorCode.INTERNAL, "The server failed. Try again.", null);
    }

    private void reject(Message.Commit commit, AnkurahException reason) {
        decided.accept(
                commit.transaction(),
                new Rejected(commit.transaction(), reason.code(), String.valueOf(reason.getMessage()), reason.field()));
    }

    private static Committed confirmed(Message.Commit commit, Receipt receipt) {
        Map<Ulid, CommittedEvent> events = new HashMap<>();
        Map<Ulid, Long> before = new HashMap<>();
        for (Receipt.Outcome outcome : receipt.outcomes()) {
            outcome.events().forEach(event -> events.put(event.event().id(), event));
            before.putIfAbsent(outcome.entity().id(), outcome.before());
        }
        List<Placed> places = commit.events().stream()
                .map(event -> placed(Objects.requireNonNull(events.get(event.id()))))
                .toList();
        return new Committed(commit.transaction(), places, before);
    }

    private static Placed placed(CommittedEvent event) {
        return new Placed(event.position(), ChronoUnit.MICROS.between(Instant.EPOCH, event.committedAt()));
    }
}
