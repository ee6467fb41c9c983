package org.ankurah.node;

import io.smallrye.mutiny.Uni;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.ankurah.event.CommittedEvent;
import org.ankurah.merge.AppliedEvents;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.storage.Answer;
import org.ankurah.storage.StorageEngine;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Ulid;

/** Gives transactions that were sent again the receipt of the first time, put together from the log. */
final class FirstAnswers {

    private static final Logger LOG = System.getLogger(FirstAnswers.class.getName());

    /** How often old answers are looked for. */
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final StorageEngine storage;
    private final Models models;
    private final Duration retention;
    private final Supplier<Instant> now;
    private final AtomicReference<Instant> lastForgotten = new AtomicReference<>(Instant.EPOCH);

    /** @param retention how long an answer is kept */
    FirstAnswers(StorageEngine storage, Models models, Duration retention, Supplier<Instant> now) {
        this.storage = storage;
        this.models = models;
        this.retention = retention;
        this.now = now;
    }

    /**
     * The receipt of the transaction as it was given the first time. Whether its entities may be seen is decided anew.
     *
     * @param access what whoever asks may do now
     */
    Uni<Receipt> read(Answer answer, Access access) {
        return read(answer).chain(receipt -> new AnswerSight(storage, access).of(receipt));
    }

    private Uni<Receipt> read(Answer answer) {
        Set<Ulid> entities = answer.writes().stream().map(Answer.Write::entity).collect(Collectors.toSet());
        return storage.history(entities, 0, Integer.MAX_VALUE).map(histories -> {
            List<Receipt.Outcome> outcomes = new ArrayList<>();
            long reached = answer.base();
            for (Answer.Write write : answer.writes()) {
                long from = reached;
                reached += write.events();
                outcomes.add(outcome(write, histories.getOrDefault(write.entity(), List.of()), from, reached));
            }
            return new Receipt(answer.transactionId(), answer.position(), outcomes);
        });
    }

    private Receipt.Outcome outcome(Answer.Write write, List<CommittedEvent> history, long from, long to) {
        ModelDescriptor model = models.find(write.collection());
        if (model == null) {
            throw AnkurahException.notFound("The change was stored when it was sent first, but there is no collection "
                    + write.collection() + " any more.");
        }
        EntityState state = EntityState.empty(model, write.entity());
        long before = 0;
        List<CommittedEvent> events = new ArrayList<>();
        for (CommittedEvent event : history) {
            if (event.position() <= to) {
                state = state.apply(event, AppliedEvents.IN_ORDER);
            }
            if (event.position() <= from) {
                before = event.position();
            } else if (event.position() <= to) {
                events.add(event);
            }
        }
        return new Receipt.Outcome(state, events, before, true);
    }

    /** Forgets answers that are too old, now and then; nobody waits for it. */
    void forgetOld() {
        Instant time = now.get();
        Instant last = Objects.requireNonNull(lastForgotten.get());
        if (last.plus(PAUSE).isAfter(time) || !lastForgotten.compareAndSet(last, time)) {
            return;
        }
        storage.forgetAnswers(time.minus(retention))
                .subscribe()
                .with(done -> {}, failure -> LOG.log(Level.DEBUG, "Old answers were not forgotten", failure));
    }
}
