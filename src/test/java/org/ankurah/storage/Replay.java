package org.ankurah.storage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ankurah.event.CommittedEvent;
import org.ankurah.merge.AppliedEvents;
import org.ankurah.merge.EntityState;
import org.ankurah.model.Models;
import org.ankurah.value.Ulid;

/** Makes entity states from the log alone, and puts given events into a store. */
public final class Replay {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Events that are read at once. */
    private static final int PAGE = 10_000;

    private Replay() {}

    /** What the entities are after these events. */
    public static Map<Ulid, EntityState> states(Models models, List<CommittedEvent> log) {
        Map<Ulid, EntityState> states = new LinkedHashMap<>();
        for (CommittedEvent committed : log) {
            Ulid id = committed.event().entityId();
            EntityState before = states.containsKey(id)
                    ? states.get(id)
                    : EntityState.empty(models.get(committed.event().collection()), id);
            states.put(id, before.apply(committed, AppliedEvents.IN_ORDER));
        }
        return states;
    }

    /** Commits events, which begin at position 1, to an empty store, all in one transaction. */
    public static void store(StorageEngine engine, Models models, List<CommittedEvent> events) {
        append(engine, models, events, 0);
    }

    /** Commits those events of a log that lie behind a position, the end of the store, in one transaction. */
    public static void append(StorageEngine engine, Models models, List<CommittedEvent> log, int after) {
        List<CommittedEvent> events = log.subList(after, log.size());
        Set<Ulid> touched = new LinkedHashSet<>();
        events.forEach(event -> touched.add(event.event().entityId()));
        Map<Ulid, EntityState> states = states(models, log);
        states.keySet().retainAll(touched);
        Map<String, Set<Ulid>> none = Map.of();
        engine.commit(new CommitWork<Boolean>() {
                    @Override
                    public Reads reads() {
                        return new Reads(none, Map.of());
                    }

                    @Override
                    public Decision<Boolean> decide(Base base) {
                        return new Decision<>(events, states.values(), true);
                    }
                })
                .await()
                .indefinitely();
    }

    /** The whole log. */
    public static List<CommittedEvent> log(StorageEngine engine) {
        List<CommittedEvent> log = new ArrayList<>();
        List<CommittedEvent> page;
        do {
            page = engine.log(log.size(), PAGE).await().atMost(PATIENCE);
            log.addAll(page);
        } while (!page.isEmpty());
        return log;
    }
}
