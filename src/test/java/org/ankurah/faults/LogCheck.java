package org.ankurah.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ankurah.event.CommittedEvent;
import org.ankurah.event.Event;
import org.ankurah.event.Lifecycle;
import org.ankurah.event.Operation;
import org.ankurah.merge.EntityState;
import org.ankurah.model.Models;
import org.ankurah.storage.Replay;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;

/** What must hold of a log by itself, whatever happened while it was written. */
final class LogCheck {

    private final List<CommittedEvent> log;
    private final Map<Ulid, CommittedEvent> byId = new HashMap<>();

    LogCheck(List<CommittedEvent> log) {
        this.log = log;
        log.forEach(event -> byId.put(event.event().id(), event));
    }

    /** Positions have no gap, ids are unique, and parents stand before their children in every order. */
    void checkOrder() {
        long position = 0;
        for (CommittedEvent committed : log) {
            assertThat(committed.position()).as("position").isEqualTo(++position);
            Event event = committed.event();
            for (Ulid parent : event.parents().ids()) {
                assertThat(byId).as("parent of " + event).containsKey(parent);
                CommittedEvent before = byId.get(parent);
                assertThat(before.position()).as("position of a parent").isLessThan(position);
                assertThat(event.id()).as("id against its parent's").isGreaterThan(parent);
                assertThat(before.event().entityId()).as("entity of a parent").isEqualTo(event.entityId());
            }
        }
        assertThat(byId).as("ids").hasSize(log.size());
    }

    /** The events of one transaction stand together. */
    void checkTransactions() {
        Set<Ulid> ended = new HashSet<>();
        Ulid current = Ulid.ZERO;
        for (CommittedEvent event : log) {
            if (!event.event().transactionId().equals(current)) {
                assertThat(ended.add(current)).as("transaction stands together").isTrue();
                current = event.event().transactionId();
            }
        }
        assertThat(ended).doesNotContain(current);
    }

    /** An entity's head are those of its events that are nobody's parents. */
    void checkHeads(Models models) {
        Map<Ulid, Set<Ulid>> newest = new HashMap<>();
        for (CommittedEvent committed : log) {
            Set<Ulid> head = newest.computeIfAbsent(committed.event().entityId(), id -> new HashSet<>());
            head.add(committed.event().id());
        }
        log.forEach(event -> newest.get(event.event().entityId())
                .removeAll(event.event().parents().ids()));
        for (EntityState state : Replay.states(models, log).values()) {
            assertThat(state.head().ids()).as("head of " + state).hasSameElementsAs(newest.get(state.id()));
        }
    }

    /** Behind no transaction two living customers share an address; within one they may. */
    void checkUniqueEmails() {
        Map<Ulid, String> living = new HashMap<>();
        Map<Ulid, String> emails = new HashMap<>();
        Map<String, Ulid> holders = new HashMap<>();
        for (List<Event> transaction : transactions()) {
            Set<Ulid> touched = new LinkedHashSet<>();
            for (Event event : transaction) {
                if (!event.collection().equals("customer")) {
                    continue;
                }
                touched.add(event.entityId());
                if (event.operations().get("email") instanceof Operation.Set set
                        && set.value() instanceof Value.Str email) {
                    emails.put(event.entityId(), email.value());
                }
                if (event.lifecycle() == Lifecycle.DELETED) {
                    living.remove(event.entityId());
                } else {
                    living.put(event.entityId(), emails.get(event.entityId()));
                }
            }
            touched.forEach(id -> holders.values().remove(id));
            for (Ulid id : touched) {
                Ulid holder = living.containsKey(id) ? holders.put(living.get(id), id) : null;
                assertThat(holder)
                        .as("who has " + emails.get(id) + " beside " + id + ", behind " + transaction)
                        .isNull();
            }
        }
    }

    /** The events of each transaction, in the order of the log. */
    private Collection<List<Event>> transactions() {
        Map<Ulid, List<Event>> transactions = new LinkedHashMap<>();
        log.forEach(event -> transactions
                .computeIfAbsent(event.event().transactionId(), id -> new ArrayList<>())
                .add(event.event()));
        return transactions.values();
    }

    /** By the name of its mark, the events of each transaction that has one. */
    Map<String, List<Event>> marked() {
        Map<String, List<Event>> marked = new HashMap<>();
        transactions().forEach(events -> {
            String mark = mark(events);
            if (!mark.isEmpty()) {
                assertThat(marked.put(mark, events)).as("more than one " + mark).isNull();
            }
        });
        return marked;
    }

    private static String mark(List<Event> events) {
        List<String> names = events.stream()
                .filter(event -> event.collection().equals("genre"))
                .map(event -> event.operations().get("name"))
                .map(operation -> ((Value.Str) ((Operation.Set) operation).value()).value())
                .toList();
        assertThat(names.size()).as("marks of one transaction").isLessThanOrEqualTo(1);
        return names.isEmpty() ? "" : names.get(0);
    }

    /** What the living tracks are: of each property the value of the greatest event, of plays the sum. */
    Map<Ulid, TreeMap<String, String>> tracks() {
        Map<Ulid, TreeMap<String, String>> tracks = new TreeMap<>();
        Map<Ulid, Map<String, Ulid>> writers = new HashMap<>();
        Set<Ulid> deleted = new LinkedHashSet<>();
        for (CommittedEvent committed : log) {
            Event event = committed.event();
            if (!event.collection().equals("track")) {
                continue;
            }
            TreeMap<String, String> track = tracks.computeIfAbsent(event.entityId(), id -> new TreeMap<>());
            Map<String, Ulid> written = writers.computeIfAbsent(event.entityId(), id -> new HashMap<>());
            event.operations().forEach((property, operation) -> {
                if (operation instanceof Operation.Increment increment) {
                    track.merge(property, Long.toString(((Value.Int) increment.by()).value()), LogCheck::sum);
                } else if (operation instanceof Operation.Set set && wins(written, property, event.id())) {
                    track.put(property, text(set.value()));
                }
            });
            boolean tells = event.lifecycle() == Lifecycle.DELETED || event.lifecycle() == Lifecycle.RESTORED;
            if (tells && wins(written, "", event.id())) {
                if (event.lifecycle() == Lifecycle.DELETED) {
                    deleted.add(event.entityId());
                } else {
                    deleted.remove(event.entityId());
                }
            }
        }
        tracks.keySet().removeAll(deleted);
        return tracks;
    }

    private static boolean wins(Map<String, Ulid> written, String property, Ulid event) {
        Ulid before = written.get(property);
        if (before != null && before.compareTo(event) > 0) {
            return false;
        }
        written.put(property, event);
        return true;
    }

    private static String sum(String a, String b) {
        return Long.toString(Long.parseLong(a) + Long.parseLong(b));
    }

    /** A text or a whole number as the API shows it. */
    static String text(Value value) {
        if (value instanceof Value.Str string) {
            return string.value();
        }
        return value instanceof Value.Int number ? Long.toString(number.value()) : String.valueOf(value);
    }
}
