package org.ankurah.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ankurah.event.Clock;
import org.ankurah.event.CommittedEvent;
import org.ankurah.event.Event;
import org.ankurah.event.Lifecycle;
import org.ankurah.event.Operation;
import org.ankurah.merge.AppliedEvents;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;

/** Commits simple transactions to an engine. Ids count up, so they tell the order of creation. */
public final class TestWriter {

    private StorageEngine engine;
    private long ids;

    public TestWriter(StorageEngine engine) {
        this.engine = engine;
    }

    /** Goes on with another engine on the same data. */
    public void use(StorageEngine other) {
        engine = other;
    }

    /** One change of one entity. */
    public record Step(
            ModelDescriptor model, Ulid id, boolean create, Map<String, Operation> operations, Lifecycle lifecycle) {}

    public Step creating(ModelDescriptor model, Map<String, Value> values) {
        return new Step(model, nextId(), true, sets(values), Lifecycle.UNCHANGED);
    }

    public Step setting(ModelDescriptor model, Ulid id, Map<String, Value> values) {
        return new Step(model, id, false, sets(values), Lifecycle.UNCHANGED);
    }

    public Step adding(ModelDescriptor model, Ulid id, String property, long by) {
        return new Step(model, id, false, Map.of(property, new Operation.Increment(by)), Lifecycle.UNCHANGED);
    }

    public Step deleting(ModelDescriptor model, Ulid id, boolean deleted) {
        return new Step(model, id, false, Map.of(), deleted ? Lifecycle.DELETED : Lifecycle.RESTORED);
    }

    public Step purging(ModelDescriptor model, Ulid id) {
        return new Step(model, id, false, Map.of(), Lifecycle.PURGED);
    }

    /** Creates one entity in a transaction of its own. */
    public Ulid create(ModelDescriptor model, Map<String, Value> values) {
        Step step = creating(model, values);
        commit(step);
        return step.id();
    }

    /** Commits one transaction. */
    public List<CommittedEvent> commit(Step... steps) {
        return commit(List.of(steps));
    }

    /** Commits one transaction. */
    public List<CommittedEvent> commit(List<Step> steps) {
        return engine.commit(work(steps)).await().indefinitely();
    }

    /** The commit of one transaction; its result are its events. */
    public CommitWork<List<CommittedEvent>> work(List<Step> steps) {
        Map<String, Set<Ulid>> entities = new LinkedHashMap<>();
        steps.forEach(step -> entities.computeIfAbsent(step.model().collection(), name -> new HashSet<>())
                .add(step.id()));
        Ulid transaction = nextId();
        List<Ulid> eventIds =
                steps.stream().map(step -> step.create() ? step.id() : nextId()).toList();
        return new CommitWork<>() {
            @Override
            public Reads reads() {
                return new Reads(entities, Map.of());
            }

            @Override
            public Decision<List<CommittedEvent>> decide(Base base) {
                Map<Ulid, EntityState> states = new LinkedHashMap<>();
                List<CommittedEvent> events = new ArrayList<>();
                for (int i = 0; i < steps.size(); i++) {
                    Step step = steps.get(i);
                    EntityState before = states.getOrDefault(step.id(), base.entity(step.id()));
                    before = before == null ? EntityState.empty(step.model(), step.id()) : before;
                    Event event = event(step, eventIds.get(i), transaction, before.head());
                    long position = base.position() + i + 1;
                    CommittedEvent committed =
                            new CommittedEvent(event, position, Instant.ofEpochSecond(1_000_000, position * 1_000));
                    events.add(committed);
                    states.put(step.id(), before.apply(committed, AppliedEvents.IN_ORDER));
                }
                return new Decision<>(events, states.values(), events);
            }
        };
    }

    private static Event event(Step step, Ulid id, Ulid transaction, Clock parents) {
        return new Event(
                id,
                step.model().collection(),
                step.id(),
                parents,
                transaction,
                step.create() ? "tester" : null,
                7,
                new TreeMap<>(step.operations()),
                step.lifecycle());
    }

    private static Map<String, Operation> sets(Map<String, Value> values) {
        Map<String, Operation> operations = new TreeMap<>();
        values.forEach((name, value) -> operations.put(name, new Operation.Set(value)));
        return operations;
    }

    private synchronized Ulid nextId() {
        ids++;
        return new Ulid((1_700_000_000_000L + ids) << 16, ids);
    }
}
