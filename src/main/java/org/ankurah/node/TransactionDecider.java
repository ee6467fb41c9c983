package org.ankurah.node;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ankurah.event.Clock;
import org.ankurah.event.CommittedEvent;
import org.ankurah.event.Event;
import org.ankurah.event.Lifecycle;
import org.ankurah.event.Operation;
import org.ankurah.merge.AppliedEvents;
import org.ankurah.merge.Backends;
import org.ankurah.merge.EntityState;
import org.ankurah.merge.Operations;
import org.ankurah.model.ModelBinding;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.RecordModels;
import org.ankurah.query.Entities;
import org.ankurah.reactor.CommittedTransaction;
import org.ankurah.reactor.EntityChange;
import org.ankurah.storage.Answer;
import org.ankurah.storage.CommitWork.Base;
import org.ankurah.storage.RequestKey;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Decides a batch of transactions one after another against the stored state: each turns into events, or
 * fails alone and leaves nothing. Pure but for the ids it mints; used for one batch and then dropped.
 */
final class TransactionDecider {

    /** What became of one transaction. */
    sealed interface Verdict {
        /** It appends these events; without any, nothing is stored for it. */
        record Accepted(Receipt receipt, @Nullable CommittedTransaction transaction) implements Verdict {}

        /** It was committed before, under the same key. */
        record Repeated(Answer answer) implements Verdict {}

        /** It cannot be decided yet, as its rules look at what was not read. */
        record Incomplete(Set<Unread.Need> missing) implements Verdict {}

        /** It is refused, because of the write at this place; -1 stands for the transaction as a whole. */
        record Refused(int write, RuntimeException reason) implements Verdict {}
    }

    private final RecordModels models;
    private final EventMinter minter;
    private final ModelCheck check;
    private final LatestTexts texts;
    private final Base base;
    private final Instant committedAt;
    private final Map<RequestKey, Answer> answers = new LinkedHashMap<>();
    private final WorkingState working;
    private final UniqueValues uniques;
    private long position;

    /** Those for the transaction that is decided. */
    private WriteRules rules;

    /**
     * @param texts what this node wrote last
     * @param now the time of the commit, unless an earlier commit claims to be later
     */
    TransactionDecider(
            RecordModels models, EventMinter minter, ModelCheck check, LatestTexts texts, Base base, Instant now) {
        this.models = models;
        this.minter = minter;
        this.check = check;
        this.texts = texts;
        this.base = base;
        // Servers' clocks differ; in the log time never goes back.
        this.committedAt = now.isBefore(base.committedAt()) ? base.committedAt() : now;
        this.working = new WorkingState(base, texts);
        this.uniques = new UniqueValues(base, working);
        this.position = base.position();
        this.rules = new WriteRules(new Asker(models.models(), Identity.ANONYMOUS, Access.NOTHING), Entities.NONE);
    }

    /** The entities that the accepted transactions touched, as they are now. */
    List<EntityState> states() {
        List<EntityState> states = List.copyOf(working.committed());
        texts.add(states);
        return states;
    }

    /** What to remember of transactions that may be sent again. */
    Map<RequestKey, Answer> answers() {
        return answers;
    }

    Verdict decide(Transaction transaction) {
        RequestKey request = transaction.request();
        if (request == null) {
            return decideNew(transaction);
        }
        byte[] digest = RequestDigest.of(transaction);
        Answer first = answers.containsKey(request) ? answers.get(request) : base.answer(request);
        if (first != null) {
            return first.wants(digest)
                    ? new Verdict.Repeated(first)
                    : new Verdict.Refused(
                            -1,
                            AnkurahException.badQuery(
                                    "The idempotency key was used for another change before. Give each change a key of"
                                            + " its own.",
                                    "idempotencyKey"));
        }
        long start = position;
        Verdict verdict = decideNew(transaction);
        if (verdict instanceof Verdict.Accepted accepted) {
            answers.put(request, answer(accepted.receipt(), digest, start));
        }
        return verdict;
    }

    private Answer answer(Receipt receipt, byte[] digest, long start) {
        List<Answer.Write> writes = receipt.outcomes().stream()
                .map(outcome -> new Answer.Write(
                        outcome.entity().model().collection(),
                        outcome.entity().id(),
                        outcome.events().size()))
                .toList();
        return new Answer(digest, receipt.transactionId(), start, position, committedAt, writes);
    }

    private Verdict decideNew(Transaction transaction) {
        long start = position;
        int write = 0;
        rules = new WriteRules(transaction.asker(), new RuleWorld(transaction, working));
        try {
            List<Receipt.Outcome> outcomes = new ArrayList<>();
            for (PendingWrite pending : transaction.writes()) {
                outcomes.add(decide(pending, transaction));
                write++;
            }
            write = Math.max(0, write - 1);
            if (!rules.missing().isEmpty()) {
                return undecided(start);
            }
            uniques.check();
            return accept(transaction, outcomes);
        } catch (RuntimeException reason) {
            if (!rules.missing().isEmpty()) {
                return undecided(start);
            }
            working.drop();
            position = start;
            return new Verdict.Refused(write, reason);
        }
    }

    private Verdict undecided(long start) {
        working.drop();
        position = start;
        return new Verdict.Incomplete(rules.missing());
    }

    private Verdict accept(Transaction transaction, List<Receipt.Outcome> outcomes) {
        List<CommittedEvent> events = new ArrayList<>();
        outcomes.forEach(outcome -> events.addAll(outcome.events()));
        List<EntityChange> changes = new ArrayList<>();
        for (EntityState after : working.touched()) {
            changes.add(new EntityChange(working.beforeTransaction(after.id()), after));
        }
        working.keep();
        Receipt receipt = new Receipt(transaction.id(), position, outcomes);
        return new Verdict.Accepted(
                receipt, events.isEmpty() ? null : new CommittedTransaction(transaction.id(), events, changes));
    }

    private Receipt.Outcome decide(PendingWrite write, Transaction transaction) {
        if (write instanceof PendingWrite.Create create) {
            rules.requireCreate(create.model());
            checkReferences(create.model(), create.genesis().operations());
            Receipt.Outcome created = append(EntityState.empty(create.model(), create.id()), create.genesis());
            rules.requireCreated(created.entity());
            return created;
        }
        EntityState state = working.entity(write.id());
        if (write instanceof PendingWrite.Made made) {
            return made(state, made);
        }
        if (write instanceof PendingWrite.Restore restore) {
            return restore(found(state, write, true), restore, transaction);
        }
        if (write instanceof PendingWrite.Purge) {
            // Who may purge is decided by whoever lets in administrators.
            EntityState kept = existing(state, write, true);
            return append(kept, mint(kept, null, transaction, new TreeMap<>(), Lifecycle.PURGED));
        }
        EntityState living = found(state, write, false);
        if (write instanceof PendingWrite.Update update) {
            return update(living, update, transaction);
        }
        rules.requireDelete(living, "delete");
        Clock ifHead = ((PendingWrite.Delete) write).ifHead();
        checkHead(living, ifHead);
        return append(living, mint(living, ifHead, transaction, new TreeMap<>(), Lifecycle.DELETED));
    }

    private Receipt.Outcome update(EntityState living, PendingWrite.Update update, Transaction transaction) {
        Set<String> properties = update.changes().keySet();
        rules.requireUpdate(living, properties);
        checkHead(living, update.ifHead());
        SortedMap<String, Operation> operations = Operations.of(living, update.changes(), minter.writer());
        checkReferences(update.model(), operations);
        if (operations.isEmpty()) {
            return Receipt.Outcome.unchanged(living);
        }
        Event event = mint(living, update.ifHead(), transaction, operations, Lifecycle.UNCHANGED);
        Receipt.Outcome updated = append(living, event);
        rules.requireUpdated(updated.entity(), updated.visible(), properties);
        return updated;
    }

    /**
     * An event of another node. It was made on top of what that node knew, so what it meets here may be further; they
     * merge. One that meets a deleted entity is kept and changes nothing that anybody sees, until somebody restores it.
     */
    private Receipt.Outcome made(@Nullable EntityState state, PendingWrite.Made write) {
        Event event = write.event();
        Set<String> properties = event.operations().keySet();
        if (event.isGenesis()) {
            if (state != null) {
                throw AnkurahException.conflict("There is another entity with the id " + event.id() + ".", null);
            }
            EntityState nothing = EntityState.empty(write.model(), event.id());
            rules.requireCreate(write.model());
            requireGiven(write.model(), event);
            Receipt.Outcome created = appendMade(nothing, event);
            rules.requireCreated(created.entity());
            return created;
        }
        EntityState met = found(state, write, true);
        if (!event.parents().ids().stream().allMatch(id -> write.inLog().contains(id) || isApplied(met, id))) {
            throw new UnknownParent();
        }
        if (event.lifecycle() != Lifecycle.UNCHANGED) {
            rules.requireDelete(met, event.lifecycle() == Lifecycle.DELETED ? "delete" : "restore");
        }
        if (!properties.isEmpty()) {
            rules.requireUpdate(met, properties);
        }
        Receipt.Outcome updated = appendMade(met, event);
        if (!properties.isEmpty()) {
            rules.requireUpdated(updated.entity(), updated.visible(), properties);
        }
        return updated;
    }

    /** Whether an event is applied for sure: another one may have come on top of it since. */
    private static boolean isApplied(EntityState state, Ulid event) {
        return state.head().contains(event) || state.id().equals(event);
    }

    private static void requireGiven(ModelDescriptor model, Event genesis) {
        for (PropertyDescriptor property : model.properties()) {
            if (property.required() && !genesis.operations().containsKey(property.name())) {
                throw AnkurahException.validation(property.name() + " is required: give it a value.", property.name());
            }
        }
    }

    private Receipt.Outcome appendMade(EntityState state, Event event) {
        Operations.check(state, event.operations(), minter.writer());
        checkReferences(state.model(), event.operations());
        minter.observe(event.id());
        return append(state, event, state.head().advance(event.parents().ids(), event.id()));
    }

    private Receipt.Outcome restore(EntityState state, PendingWrite.Restore write, Transaction transaction) {
        rules.requireDelete(state, "restore");
        if (!state.deleted()) {
            return Receipt.Outcome.unchanged(state);
        }
        write.uniques().forEach((name, value) -> {
            // What this batch itself has set was read for that.
            if (working.changed(state.id()) == null && !state.value(name).equals(value)) {
                throw AnkurahException.conflict(
                        "The " + state.model().collection() + " changed while it was restored. Try again.", name);
            }
        });
        return append(state, mint(state, null, transaction, new TreeMap<>(), Lifecycle.RESTORED));
    }

    private EntityState found(@Nullable EntityState state, PendingWrite write, boolean orDeleted) {
        EntityState found = existing(state, write, orDeleted);
        rules.requireSeen(found);
        return found;
    }

    private static EntityState existing(@Nullable EntityState state, PendingWrite write, boolean orDeleted) {
        if (state == null || state.purged() || (state.deleted() && !orDeleted)) {
            throw NotFound.of(write.model(), write.id());
        }
        return state;
    }

    /** What the caller saw lies before the transaction, whatever its earlier writes did to the entity. */
    private void checkHead(EntityState current, @Nullable Clock ifHead) {
        EntityState before = working.beforeTransaction(current.id());
        EntityState state = before == null ? current : before;
        if (ifHead != null && !ifHead.equals(state.head())) {
            throw new AnkurahException(
                    ErrorCode.CONFLICT,
                    "The " + state.model().collection() + " " + state.id()
                            + " has changed since it was read: its head is now " + state.head()
                            + ". Read it again and repeat the change.",
                    "ifHead");
        }
    }

    /**
     * Makes an event on top of what this server knew of the entity. What another server committed a moment ago is no
     * parent of it: the two were made without knowledge of each other, and the head shows both until the next write.
     * Its id is greater all the same, so what was committed later wins. A caller who names the head knows all of it.
     */
    private Event mint(
            EntityState state,
            @Nullable Clock ifHead,
            Transaction transaction,
            SortedMap<String, Operation> operations,
            Lifecycle lifecycle) {
        minter.observe(state.head().greatest());
        return minter.mint(
                state.model().collection(),
                state.id(),
                ifHead == null ? working.knownHead(state) : state.head(),
                transaction.id(),
                transaction.actor(),
                operations,
                lifecycle);
    }

    /** Appends an event that was made on top of all that this server knows. */
    private Receipt.Outcome append(EntityState state, Event event) {
        return append(state, event, Clock.of(event.id()));
    }

    private Receipt.Outcome append(EntityState state, Event event, Clock known) {
        CommittedEvent committed = new CommittedEvent(event, position + 1, committedAt);
        EntityState after = state.apply(committed, AppliedEvents.IN_ORDER);
        if (!after.deleted()) {
            checkModel(after);
        }
        position++;
        working.put(after, known);
        return new Receipt.Outcome(after, List.of(committed), state.position(), rules.sees(after));
    }

    private void checkModel(EntityState state) {
        ModelBinding<?> binding = models.binding(state.model().collection());
        if (check.concerns(binding.recordClass())) {
            check.check(binding.toRecord(state::value));
        }
    }

    private void checkReferences(ModelDescriptor model, SortedMap<String, Operation> operations) {
        operations.forEach((name, operation) -> {
            PropertyDescriptor property = model.property(name);
            if (property != null && property.target() != null) {
                Backends.of(property).written(operation).forEach(value -> checkReferences(property, value));
            }
        });
    }

    private void checkReferences(PropertyDescriptor property, Value value) {
        for (Ulid id : References.in(value)) {
            EntityState target = working.entity(id);
            if (target == null && base.isPartial()) {
                continue;
            }
            if (target == null
                    || target.deleted()
                    || !target.model().collection().equals(property.target())
                    || !rules.sees(target)) {
                throw AnkurahException.validation(
                        "There is no " + property.target() + " with the id " + id + " that " + property.name()
                                + " could refer to.",
                        property.name());
            }
        }
    }
}
