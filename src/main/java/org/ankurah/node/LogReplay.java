package org.ankurah.node;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.ankurah.event.CommittedEvent;
import org.ankurah.event.Event;
import org.ankurah.event.Lifecycle;
import org.ankurah.merge.AppliedEvents;
import org.ankurah.merge.EntityState;
import org.ankurah.model.Models;
import org.ankurah.reactor.CommittedTransaction;
import org.ankurah.reactor.EntityChange;
import org.ankurah.reactor.NetChanges;
import org.ankurah.reactor.OldChanges;
import org.ankurah.storage.StorageEngine;
import org.ankurah.value.Ulid;

/**
 * Rebuilds transactions from the log, with the state of each entity before and after. An entity that changed lately
 * is known ({@link RecentStates}), so that following others costs what they did. What an entity was that did not is
 * had by replaying its history from its genesis; then it is known.
 */
final class LogReplay {

    /** Events that are asked for at once; there come fewer if they are large. */
    private static final int READ = 20_000;

    private final StorageEngine storage;
    private final Models models;

    LogReplay(StorageEngine storage, Models models) {
        this.storage = storage;
        this.models = models;
    }

    /**
     * What is known of entities.
     *
     * @param position as of which it is
     * @param states some of those that were asked for
     */
    record Known(long position, Map<Ulid, EntityState> states) {}

    /**
     * The events of the transactions behind a position, at most up to another; perhaps fewer, but not none if there are
     * any.
     */
    Uni<List<List<CommittedEvent>>> read(long after, long upTo) {
        return read(after, upTo, new ArrayList<>());
    }

    /** @param begun a transaction that was not read to its end, or nothing */
    private Uni<List<List<CommittedEvent>>> read(long after, long upTo, List<CommittedEvent> begun) {
        return storage.log(after, (int) Math.min(READ, upTo - after)).chain(events -> {
            begun.addAll(events);
            List<List<CommittedEvent>> transactions = group(begun);
            long reached =
                    events.isEmpty() ? upTo : events.get(events.size() - 1).position();
            if (reached < upTo && transactions.size() == 1) {
                return read(reached, upTo, begun);
            }
            if (reached < upTo) {
                // The last one may be cut in the middle: it is read again from its start.
                transactions.remove(transactions.size() - 1);
            }
            return Uni.createFrom().item(transactions);
        });
    }

    /** Where the log stands behind a transaction. */
    static long positionOf(List<CommittedEvent> transaction) {
        return transaction.get(transaction.size() - 1).position();
    }

    /** Those of the transactions that follow what is known. At most one question to the storage, for all together. */
    Uni<List<CommittedTransaction>> rebuild(List<List<CommittedEvent>> transactions, Known known) {
        List<List<CommittedEvent>> following = transactions.stream()
                .filter(events -> positionOf(events) > known.position())
                .toList();
        Map<Ulid, EntityState> states = new HashMap<>(known.states());
        Set<Ulid> unknown = unknown(following, states.keySet());
        Uni<Void> replayed = unknown.isEmpty()
                ? Uni.createFrom().voidItem()
                : storage.history(unknown, 0, Integer.MAX_VALUE)
                        .invoke(histories ->
                                histories.values().forEach(events -> apply(states, events, 0, known.position())))
                        .replaceWithVoid();
        return replayed.map(done ->
                following.stream().map(events -> rebuild(states, events)).toList());
    }

    /** The entities of which a transaction changes a state that is not known. */
    private Set<Ulid> unknown(List<List<CommittedEvent>> transactions, Set<Ulid> known) {
        Set<Ulid> met = new HashSet<>(known);
        Set<Ulid> unknown = new LinkedHashSet<>();
        for (List<CommittedEvent> events : transactions) {
            for (CommittedEvent committed : events) {
                Event event = committed.event();
                if (met.add(event.entityId()) && !event.isGenesis() && models.find(event.collection()) != null) {
                    unknown.add(event.entityId());
                }
            }
        }
        return unknown;
    }

    /**
     * What became of each entity between two positions: by replaying the histories of those that were touched. Empty if
     * that cannot be told, since one of them was purged later: what it was before is not known any more.
     *
     * @param matters the collections of which everything has to be known
     */
    Uni<Optional<OldChanges>> changes(long from, long to, Predicate<String> matters) {
        return touched(from, to, new LinkedHashSet<>())
                .chain(ids -> storage.history(ids, 0, Integer.MAX_VALUE))
                .map(histories -> {
                    List<EntityChange> changes = new ArrayList<>();
                    for (List<CommittedEvent> events : histories.values()) {
                        if (isErased(events, from)) {
                            if (matters.test(events.get(0).event().collection())) {
                                return Optional.empty();
                            }
                            continue;
                        }
                        Map<Ulid, EntityState> states = new HashMap<>();
                        apply(states, events, 0, from);
                        Map<Ulid, EntityState> before = new HashMap<>(states);
                        apply(states, events, from, to);
                        states.forEach((id, after) -> changes.add(new EntityChange(before.get(id), after)));
                    }
                    return Optional.of(new OldChanges(from, to, NetChanges.of(changes)));
                });
    }

    /** Whether it is not known any more what these events of an entity had made of it at a position. */
    private static boolean isErased(List<CommittedEvent> events, long at) {
        Lifecycle first = events.get(0).position() <= at ? events.get(0).event().lifecycle() : Lifecycle.UNCHANGED;
        return first == Lifecycle.ERASED
                && events.stream()
                        .noneMatch(
                                event -> event.position() <= at && event.event().lifecycle() == Lifecycle.PURGED);
    }

    private Uni<Set<Ulid>> touched(long from, long to, Set<Ulid> found) {
        return storage.log(from, (int) Math.min(READ, to - from)).chain(events -> {
            events.forEach(event -> found.add(event.event().entityId()));
            long reached = events.isEmpty() ? to : events.get(events.size() - 1).position();
            return reached >= to ? Uni.createFrom().item(found) : touched(reached, to, found);
        });
    }

    /** Applies those events of one entity that lie behind a position, up to another. */
    private void apply(Map<Ulid, EntityState> states, List<CommittedEvent> events, long after, long upTo) {
        events.stream()
                .filter(event -> event.position() > after && event.position() <= upTo)
                .forEach(event -> apply(states, event));
    }

    private static List<List<CommittedEvent>> group(List<CommittedEvent> events) {
        List<List<CommittedEvent>> transactions = new ArrayList<>();
        Ulid current = null;
        for (CommittedEvent event : events) {
            Ulid id = event.event().transactionId();
            if (!id.equals(current)) {
                transactions.add(new ArrayList<>());
                current = id;
            }
            transactions.get(transactions.size() - 1).add(event);
        }
        return transactions;
    }

    private CommittedTransaction rebuild(Map<Ulid, EntityState> states, List<CommittedEvent> events) {
        Map<Ulid, EntityState> before = new LinkedHashMap<>();
        for (CommittedEvent event : events) {
            Ulid id = event.event().entityId();
            if (models.find(event.event().collection()) != null) {
                if (!before.containsKey(id)) {
                    before.put(id, states.get(id));
                }
                apply(states, event);
            }
        }
        List<EntityChange> changes = new ArrayList<>();
        before.forEach((id, state) -> changes.add(new EntityChange(state, Objects.requireNonNull(states.get(id)))));
        return new CommittedTransaction(events.get(0).event().transactionId(), events, changes);
    }

    private void apply(Map<Ulid, EntityState> states, CommittedEvent committed) {
        Event event = committed.event();
        if (models.find(event.collection()) == null) {
            return;
        }
        EntityState state =
                states.computeIfAbsent(event.entityId(), id -> EntityState.empty(models.get(event.collection()), id));
        states.put(event.entityId(), state.apply(committed, AppliedEvents.IN_ORDER));
    }
}
