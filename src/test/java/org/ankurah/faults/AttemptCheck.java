package org.ankurah.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ankurah.event.Event;
import org.ankurah.event.Lifecycle;
import org.ankurah.event.Operation;
import org.ankurah.faults.Attempt.Intent;
import org.ankurah.faults.Attempt.Outcome;
import org.ankurah.value.Ulid;

/** Compares what clients sent and were told with what is in the log. */
final class AttemptCheck {

    private final Map<String, List<Event>> marked;

    /** @param marked the events of each transaction by its name */
    AttemptCheck(Map<String, List<Event>> marked) {
        this.marked = marked;
    }

    /** All of one client's attempts, in the order in which they were sent. */
    void check(List<Attempt> attempts) {
        Map<String, Ulid> acknowledged = new HashMap<>();
        for (Attempt attempt : attempts) {
            List<Event> events = marked.get(attempt.name());
            switch (attempt.outcome()) {
                case ACKNOWLEDGED -> {
                    assertThat(events).as("acknowledged: " + attempt).isNotNull();
                    assertThat(events)
                            .as("events of " + attempt)
                            .extracting(Event::id)
                            .containsExactlyElementsOf(attempt.events());
                }
                case REFUSED -> assertThat(events).as("refused: " + attempt).isNull();
                case UNKNOWN -> {}
            }
            if (events != null) {
                checkEvents(attempt, events);
                checkCausality(attempt, events, acknowledged);
            }
        }
    }

    /** It is there as a whole, and nothing else is. */
    private static void checkEvents(Attempt attempt, List<Event> events) {
        Set<Ulid> own = events.stream().map(Event::id).collect(Collectors.toSet());
        List<Event> left = new ArrayList<>(events);
        assertThat(left.remove(0).collection()).isEqualTo("genre");
        for (Intent intent : attempt.intents()) {
            // To restore what lives does nothing.
            if (!left.isEmpty() && is(intent, left.get(0), own)) {
                left.remove(0);
            } else {
                assertThat(intent).as(attempt + " in " + events).isInstanceOf(Intent.Restore.class);
            }
        }
        assertThat(left).as("not asked for: " + attempt).isEmpty();
    }

    /** @param own the events of the transaction, which may follow each other */
    private static boolean is(Intent intent, Event event, Set<Ulid> own) {
        if (intent instanceof Intent.Create create) {
            return event.isGenesis() && event.collection().equalsIgnoreCase(create.type());
        } else if (intent instanceof Intent.Put put) {
            return event.entityId().equals(put.track())
                    && event.operations().keySet().equals(Set.of(put.property()))
                    && event.operations().get(put.property()) instanceof Operation.Set set
                    && LogCheck.text(set.value()).equals(put.value())
                    && (put.ifHead() == null
                            || event.parents().ids().equals(sorted(put.ifHead()))
                            || own.containsAll(event.parents().ids()));
        } else if (intent instanceof Intent.Add add) {
            return event.entityId().equals(add.track())
                    && event.operations().equals(Map.of("plays", new Operation.Increment(add.by())));
        } else if (intent instanceof Intent.Delete delete) {
            return event.entityId().equals(delete.id()) && event.lifecycle() == Lifecycle.DELETED;
        }
        return intent instanceof Intent.Restore restore
                && event.entityId().equals(restore.id())
                && event.lifecycle() == Lifecycle.RESTORED;
    }

    private static List<Ulid> sorted(List<Ulid> ids) {
        return ids.stream().sorted().toList();
    }

    /** What a client writes after it was told that an earlier write is done wins over that one. */
    private static void checkCausality(Attempt attempt, List<Event> events, Map<String, Ulid> acknowledged) {
        Map<String, Ulid> written = new HashMap<>();
        for (Event event : events) {
            event.operations().keySet().forEach(property -> written.put(event.entityId() + "." + property, event.id()));
        }
        written.forEach((what, id) -> {
            Ulid before = acknowledged.getOrDefault(what, Ulid.ZERO);
            assertThat(id).as(what + " of " + attempt + " against what it knew").isGreaterThan(before);
        });
        if (attempt.outcome() == Outcome.ACKNOWLEDGED) {
            acknowledged.putAll(written);
        }
    }
}
