package org.ankurah.node.upkeep;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ankurah.event.Clock;
import org.ankurah.event.CommittedEvent;
import org.ankurah.event.Event;
import org.ankurah.event.EventFactory;
import org.ankurah.event.HybridClock;
import org.ankurah.event.Lifecycle;
import org.ankurah.event.Operation;
import org.ankurah.merge.AppliedEvents;
import org.ankurah.merge.EntityState;
import org.ankurah.merge.RandomEdits;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.node.JvmDigest;
import org.ankurah.query.RandomValues;
import org.ankurah.storage.CommitWork;
import org.ankurah.storage.StorageEngine;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType.Scalar;

/** Commits random transactions of true events: creates, changes, deletions, and edits that did not know of others. */
final class RandomHistory {

    private static final Models MODELS = UpkeepModels.ALL.models();
    private static final long BEGIN = 1_700_000_000_000L;

    private final Random random;
    private final RandomValues values;
    private final StorageEngine engine;
    private final EventFactory factory;
    private final Map<Ulid, ModelDescriptor> entities = new LinkedHashMap<>();
    private final Map<Ulid, List<Clock>> pastHeads = new HashMap<>();
    private final List<Ulid> ids = new ArrayList<>();

    /** The entities that the current transaction may change. */
    private final List<Ulid> targets = new ArrayList<>();

    /** Takes back what deciding the current transaction did, in case it has to be decided anew. */
    private final Deque<Runnable> undo = new ArrayDeque<>();

    private long transactions = 1;

    RandomHistory(Random random, StorageEngine engine) {
        this.random = random;
        this.values = new RandomValues(random);
        this.engine = engine;
        this.factory = new EventFactory(new HybridClock(() -> BEGIN), new JvmDigest());
    }

    /** The entities so far. */
    List<Ulid> ids() {
        return List.copyOf(ids);
    }

    /** Commits so many transactions. */
    void commit(int transactions) {
        for (int i = 0; i < transactions; i++) {
            commit();
        }
    }

    /** Commits one transaction. */
    void commit() {
        int events = 1 + random.nextInt(6);
        Ulid transaction = new Ulid((BEGIN << 16) + transactions++, random.nextLong());
        targets.clear();
        undo.clear();
        for (int i = 0; i < events && !ids.isEmpty(); i++) {
            targets.add(ids.get(random.nextInt(ids.size())));
        }
        Await.done(engine.commit(new CommitWork<Boolean>() {
            @Override
            public Reads reads() {
                Map<String, Set<Ulid>> all = new HashMap<>();
                targets.forEach(id -> all.computeIfAbsent(entities.get(id).collection(), name -> new HashSet<>())
                        .add(id));
                return new Reads(all, Map.of());
            }

            @Override
            public Decision<Boolean> decide(Base base) {
                while (!undo.isEmpty()) {
                    undo.pop().run();
                }
                Map<Ulid, EntityState> states = new LinkedHashMap<>();
                List<CommittedEvent> log = new ArrayList<>();
                for (int i = 0; i < events; i++) {
                    long position = base.position() + 1 + i;
                    CommittedEvent event = new CommittedEvent(
                            event(base, states, transaction), position, Instant.ofEpochSecond(1_000, position * 1_000));
                    Ulid id = event.event().entityId();
                    EntityState state = state(base, states, id).apply(event, AppliedEvents.IN_ORDER);
                    states.put(id, state);
                    List<Clock> past = pastHeads.computeIfAbsent(id, none -> new ArrayList<>());
                    past.add(state.head());
                    undo.push(() -> past.remove(past.size() - 1));
                    log.add(event);
                }
                return new Decision<>(log, states.values(), true);
            }
        }));
    }

    private EntityState state(CommitWork.Base base, Map<Ulid, EntityState> states, Ulid id) {
        EntityState state = states.containsKey(id) ? states.get(id) : base.entity(id);
        return state == null ? EntityState.empty(entities.get(id), id) : state;
    }

    private Event event(CommitWork.Base base, Map<Ulid, EntityState> states, Ulid transaction) {
        if (targets.isEmpty() || random.nextInt(4) == 0) {
            ModelDescriptor model =
                    List.copyOf(MODELS.all()).get(random.nextInt(MODELS.all().size()));
            EntityState none = EntityState.empty(model, Ulid.ZERO);
            Event genesis = make(model, null, Clock.EMPTY, transaction, operations(none), Lifecycle.UNCHANGED);
            entities.put(genesis.id(), model);
            ids.add(genesis.id());
            targets.add(genesis.id());
            undo.push(() -> {
                entities.remove(genesis.id());
                ids.remove(genesis.id());
                targets.remove(genesis.id());
            });
            return genesis;
        }
        Ulid id = targets.get(random.nextInt(targets.size()));
        ModelDescriptor model = entities.get(id);
        List<Clock> past = pastHeads.get(id);
        // Somebody who had not seen the last changes.
        EntityState state = state(base, states, id);
        Clock parents = random.nextInt(4) == 0 ? past.get(random.nextInt(past.size())) : state.head();
        Lifecycle lifecycle = lifecycle();
        boolean changes = lifecycle == Lifecycle.UNCHANGED;
        return make(model, id, parents, transaction, changes ? operations(state) : new TreeMap<>(), lifecycle);
    }

    private Lifecycle lifecycle() {
        if (random.nextInt(6) != 0) {
            return Lifecycle.UNCHANGED;
        }
        return random.nextInt(4) == 0
                ? Lifecycle.PURGED
                : random.nextBoolean() ? Lifecycle.DELETED : Lifecycle.RESTORED;
    }

    private Event make(
            ModelDescriptor model,
            Ulid id,
            Clock parents,
            Ulid transaction,
            SortedMap<String, Operation> operations,
            Lifecycle lifecycle) {
        String actor = random.nextBoolean() ? "ann" : null;
        return factory.create(
                model.collection(), id, parents, transaction, actor, random.nextLong(), operations, lifecycle);
    }

    private SortedMap<String, Operation> operations(EntityState state) {
        List<Ulid> known = ids.isEmpty() ? List.of(Ulid.ZERO) : ids;
        SortedMap<String, Operation> operations = new TreeMap<>();
        for (PropertyDescriptor property : state.model().properties()) {
            if (random.nextInt(3) > 0) {
                continue;
            }
            if (property.backend() == PropertyDescriptor.Backend.COUNTER) {
                operations.put(property.name(), increment(property));
                continue;
            }
            Value value = random.nextInt(8) == 0 ? Value.NULL : values.of(property.type(), known);
            Operation edit = random.nextInt(4) == 0 ? null : RandomEdits.of(random, state, property, value);
            operations.put(property.name(), edit == null ? new Operation.Set(value) : edit);
        }
        return operations;
    }

    private Operation increment(PropertyDescriptor property) {
        int by = random.nextInt(100);
        return property.type() == Scalar.DECIMAL
                ? new Operation.Increment(new Value.Decimal(BigDecimal.valueOf(by, random.nextInt(3))))
                : new Operation.Increment(by);
    }
}
