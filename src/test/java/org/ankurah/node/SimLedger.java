package org.ankurah.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.ankurah.event.CommittedEvent;
import org.ankurah.event.Event;
import org.ankurah.event.Lifecycle;
import org.ankurah.event.Operation;
import org.ankurah.node.sync.Outcome;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What was committed where, and what its maker was told of it. In the end the log has each confirmed transaction once and
 * no refused one; what became of those whose maker died is open, but nothing is there twice.
 */
final class SimLedger {

    private enum Fate {
        OPEN,
        CONFIRMED,
        REFUSED,
        /** Its maker died before it was told. */
        UNKNOWN
    }

    private final SimTrace trace;
    private final Map<Ulid, Entry> entries = new LinkedHashMap<>();
    private int confirmed;
    private int refused;

    private static final class Entry {
        private final Object maker;
        private final Ulid id;
        private @Nullable List<Made> made;
        private Fate fate = Fate.OPEN;
        private long position;

        Entry(Object maker, Ulid id) {
            this.maker = maker;
            this.id = id;
        }
    }

    /** What an event says, by which it is known when it had to be made anew. */
    private record Made(Ulid entity, SortedMap<String, Operation> operations, Lifecycle lifecycle) {
        static Made of(Event event) {
            return new Made(event.entityId(), event.operations(), event.lifecycle());
        }
    }

    SimLedger(SimTrace trace) {
        this.trace = trace;
    }

    /** A node was asked to commit it. */
    void begun(Object maker, Transaction transaction) {
        entries.put(transaction.id(), new Entry(maker, transaction.id()));
    }

    /** The node has committed it. */
    void accepted(Receipt receipt, boolean definitive) {
        Entry entry = entry(receipt.transactionId());
        List<Made> made = new ArrayList<>();
        receipt.outcomes().forEach(outcome -> outcome.events().forEach(event -> made.add(Made.of(event.event()))));
        entry.made = made;
        if (made.isEmpty()) {
            // It changed nothing, so there is nothing to be told.
            entries.remove(entry.id);
        } else if (definitive) {
            settle(entry, Fate.CONFIRMED, receipt.position());
        }
    }

    /** The node has refused it. */
    void failed(Ulid transaction) {
        settle(entry(transaction), Fate.REFUSED, 0);
    }

    /** A follower was told what became of it upstream. */
    void settled(Outcome outcome) {
        if (outcome instanceof Outcome.Confirmed done) {
            settle(entry(outcome.transaction()), Fate.CONFIRMED, done.position());
        } else {
            settle(entry(outcome.transaction()), Fate.REFUSED, 0);
        }
    }

    private Entry entry(Ulid id) {
        Entry entry = entries.get(id);
        if (entry == null) {
            trace.fail("nobody made the transaction " + id);
            return new Entry(this, id);
        }
        return entry;
    }

    private void settle(Entry entry, Fate fate, long position) {
        trace.say("transaction ", entry.id, " ", fate);
        if (entry.fate != Fate.OPEN) {
            trace.fail("transaction " + entry.id + " was " + entry.fate + " and now " + fate);
        }
        entry.fate = fate;
        entry.position = position;
        if (fate == Fate.CONFIRMED) {
            confirmed++;
        } else {
            refused++;
        }
    }

    /** A node died with what it knew. */
    void died(Object maker) {
        entries.values().stream()
                .filter(entry -> entry.maker == maker && entry.fate == Fate.OPEN)
                .forEach(entry -> entry.fate = Fate.UNKNOWN);
    }

    int confirmed() {
        return confirmed;
    }

    int refused() {
        return refused;
    }

    /** The log has what it should have, when nothing is under way. */
    void check(List<CommittedEvent> log) {
        Map<Long, List<Made>> groups = new LinkedHashMap<>();
        Map<Long, Ulid> ids = new LinkedHashMap<>();
        for (CommittedEvent event : log) {
            Ulid id = event.event().transactionId();
            Long last = event.position() - 1;
            List<Made> group = id.equals(ids.get(last)) ? groups.remove(last) : new ArrayList<>();
            ids.put(event.position(), id);
            group.add(Made.of(event.event()));
            groups.put(event.position(), group);
        }
        for (Entry entry : entries.values()) {
            if (entry.fate == Fate.OPEN) {
                trace.fail("nobody was told what became of transaction " + entry.id);
            } else if (entry.fate == Fate.CONFIRMED) {
                trace.same("what the log has of transaction " + entry.id, groups.remove(entry.position), entry.made);
            }
        }
        // What is left may be theirs.
        entries.values().stream()
                .filter(entry -> entry.fate == Fate.UNKNOWN)
                .forEach(entry -> removeOne(groups, ids, entry));
        groups.forEach((position, made) -> trace.fail("nobody was told that the log has at " + position + " " + made));
    }

    private static void removeOne(Map<Long, List<Made>> groups, Map<Long, Ulid> ids, Entry entry) {
        groups.entrySet().stream()
                .filter(group -> entry.id.equals(ids.get(group.getKey()))
                        || group.getValue().equals(entry.made))
                .map(Map.Entry::getKey)
                .findFirst()
                .ifPresent(groups::remove);
    }

    /**
     * What a follower's counter comes to: what the log says up to a position, and what was counted here and is not below.
     * Each amount is another number, so that it is known again.
     */
    long counted(Object maker, Ulid entity, List<CommittedEvent> log, long upTo) {
        long sum = 0;
        List<Operation> below = new ArrayList<>();
        for (CommittedEvent event : log) {
            Operation operation = event.event().operations().get("plays");
            if (operation != null
                    && event.position() <= upTo
                    && event.event().entityId().equals(entity)) {
                below.add(operation);
                sum += amount(operation);
            }
        }
        for (Entry entry : entries.values()) {
            if (entry.maker != maker || entry.fate == Fate.REFUSED || entry.made == null) {
                continue;
            }
            for (Made made : entry.made) {
                Operation operation = made.operations().get("plays");
                if (operation != null && made.entity().equals(entity) && !below.contains(operation)) {
                    sum += amount(operation);
                }
            }
        }
        return sum;
    }

    private static long amount(Operation operation) {
        return ((Value.Int) ((Operation.Increment) operation).by()).value();
    }
}
