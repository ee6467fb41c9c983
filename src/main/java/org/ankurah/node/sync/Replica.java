package org.ankurah.node.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ankurah.event.CommittedEvent;
import org.ankurah.event.Event;
import org.ankurah.event.EventCheck;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.query.Entities;
import org.ankurah.reactor.EntityChange;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * The entities that a follower holds, and the transactions that it committed and that are not known to be in the log.
 * Not safe for use by several threads.
 */
public final class Replica implements Entities {

    private final Models models;
    private final EventCheck check;
    private final Map<Ulid, Held> held = new HashMap<>();
    private final Map<String, Map<Ulid, Held>> collections = new HashMap<>();
    private final Map<Ulid, PendingTransaction> pending = new LinkedHashMap<>();

    /**
     * What something did to the entities.
     *
     * @param changes those that look different now
     * @param missing by collection, ids of entities of which something is missing: they have to be fetched
     */
    public record Effect(List<EntityChange> changes, Map<String, Set<Ulid>> missing) {
        static final Effect NONE = new Effect(List.of(), Map.of());
    }

    /** @param check tells whether an event that came from elsewhere can be believed */
    public Replica(Models models, EventCheck check) {
        this.models = models;
        this.check = check;
    }

    /** An entity as it is here, deleted or not; null if nothing of it is to be seen. */
    public @Nullable EntityState state(String collection, Ulid id) {
        Held one = of(collection).get(id);
        return one == null ? null : one.seen();
    }

    /** The same, whatever its collection. */
    public @Nullable EntityState state(Ulid id) {
        Held one = held.get(id);
        return one == null ? null : one.seen();
    }

    /** The collection of an entity of which something is known here; null if nothing is. */
    public @Nullable String collectionOf(Ulid id) {
        Held one = held.get(id);
        return one == null ? null : one.model().collection();
    }

    /** What is known from the log of an entity; null if nothing is. */
    @Nullable
    EntityState base(Ulid id) {
        Held one = held.get(id);
        return one == null ? null : one.base();
    }

    /** All entities of a collection as they are here, deleted or not, by id. */
    public Stream<EntityState> states(String collection) {
        return of(collection).values().stream().map(Held::seen).flatMap(Stream::ofNullable);
    }

    @Override
    public @Nullable EntityState find(String collection, Ulid id) {
        EntityState state = state(collection, id);
        return state == null || state.deleted() ? null : state;
    }

    @Override
    public List<EntityState> referring(String collection, String property, Ulid target) {
        Value id = new Value.Id(target);
        return states(collection)
                .filter(state -> !state.deleted() && refers(state.value(property), id))
                .toList();
    }

    private static boolean refers(Value value, Value id) {
        return value instanceof Value.Items items ? items.value().contains(id) : value.equals(id);
    }

    /** What is known from the log of an entity. */
    public Message.Known known(String collection, Ulid id) {
        Held one = of(collection).get(id);
        return new Message.Known(id, one == null ? 0 : one.position());
    }

    /** What is known from the log of a collection. */
    public List<Message.Known> known(String collection) {
        return of(collection).values().stream()
                .filter(one -> one.position() > 0)
                .map(one -> new Message.Known(one.id(), one.position()))
                .toList();
    }

    /** By collection, what is known from the log at all. */
    public Map<String, Set<Ulid>> knownByCollection() {
        Map<String, Set<Ulid>> known = new TreeMap<>();
        held.values().stream()
                .filter(one -> one.position() > 0)
                .forEach(one -> known.computeIfAbsent(one.model().collection(), name -> new LinkedHashSet<>())
                        .add(one.id()));
        return known;
    }

    /** A transaction that is not known to be in the log; null if it is, or is none of ours. */
    public @Nullable PendingTransaction pending(Ulid id) {
        return pending.get(id);
    }

    /** The transactions that are not known to be in the log, in order. */
    public Collection<PendingTransaction> pending() {
        return pending.values();
    }

    private Map<Ulid, Held> of(String collection) {
        return collections.computeIfAbsent(collection, name -> new TreeMap<>());
    }

    private Held held(ModelDescriptor model, Ulid id) {
        return held.computeIfAbsent(id, absent -> {
            Held one = new Held(model, id);
            of(model.collection()).put(id, one);
            return one;
        });
    }

    /** Takes in a transaction that was committed here. */
    public Effect commit(PendingTransaction transaction) {
        pending.put(transaction.id(), transaction);
        return changing(touched(transaction), () -> {
            transaction.events().forEach(event -> entityOf(event).add(event, transaction.madeAt()));
            return List.of();
        });
    }

    /** Takes in what an upstream says. What cannot be believed or understood is left out and has to be fetched. */
    public Effect receive(String collection, List<EntityDelta> deltas) {
        ModelDescriptor model = models.find(collection);
        if (model == null) {
            return Effect.NONE;
        }
        List<Held> named = deltas.stream()
                .filter(delta -> !(delta instanceof EntityDelta.Same))
                .map(delta -> held(model, delta.id()))
                .toList();
        return changing(named, () -> {
            List<Held> missing = new ArrayList<>();
            for (EntityDelta delta : deltas) {
                Held one = held(model, delta.id());
                if (!receive(one, delta)) {
                    missing.add(one);
                }
            }
            return missing;
        });
    }

    /** @return false if something is missing */
    private boolean receive(Held one, EntityDelta delta) {
        try {
            if (delta instanceof EntityDelta.State state) {
                one.rebase(EntityState.decode(one.model(), one.id(), state.state()));
            } else if (delta instanceof EntityDelta.Events events) {
                return receive(one, events);
            } else if (delta instanceof EntityDelta.Gone) {
                one.forget();
            }
            return true;
        } catch (RuntimeException malformed) {
            // The others in the same message are none the worse for it.
            return false;
        }
    }

    private boolean receive(Held one, EntityDelta.Events delta) {
        for (CommittedEvent committed : delta.events()) {
            Event event = committed.event();
            if (!event.entityId().equals(one.id()) || isForged(event)) {
                return false;
            }
        }
        return one.advance(delta.events(), delta.head());
    }

    /** The upstream has looked at the future; what was erased is believed, since it can do no more than erase. */
    private boolean isForged(Event event) {
        Optional<EventCheck.Refusal> refusal = check.verify(event);
        return refusal.isPresent()
                && refusal.get() != EventCheck.Refusal.FROM_THE_FUTURE
                && refusal.get() != EventCheck.Refusal.ERASED;
    }

    /** A transaction is in the log. Nothing if it is none of those that are pending. */
    public Effect confirm(Message.Committed committed) {
        PendingTransaction transaction = pending.get(committed.transaction());
        if (transaction == null
                || transaction.events().size() != committed.events().size()) {
            return Effect.NONE;
        }
        pending.remove(transaction.id());
        return changing(touched(transaction), () -> {
            Map<Ulid, List<CommittedEvent>> placed = new TreeMap<>();
            for (int i = 0; i < committed.events().size(); i++) {
                Event event = transaction.events().get(i);
                Message.Placed place = committed.events().get(i);
                placed.computeIfAbsent(event.entityId(), id -> new ArrayList<>())
                        .add(new CommittedEvent(event, place.position(), timeOf(place)));
            }
            List<Held> missing = new ArrayList<>();
            placed.forEach((id, events) -> {
                Held one = entityOf(events.get(0).event());
                events.forEach(event -> one.place(event.event().id(), event.position()));
                Long before = committed.before().get(id);
                if (before != null && before == one.position()) {
                    one.advance(events);
                }
                if (one.isBehindItself()) {
                    missing.add(one);
                }
            });
            return missing;
        });
    }

    private static Instant timeOf(Message.Placed place) {
        return Instant.ofEpochSecond(
                Math.floorDiv(place.micros(), 1_000_000), Math.floorMod(place.micros(), 1_000_000) * 1_000L);
    }

    /**
     * Takes back a transaction, and makes those anew that were built on it.
     *
     * @param maker makes anew a transaction some of whose events have no parents any more
     * @param lost is told of those that cannot be made anew; the one that is taken back is not among them
     */
    public Effect takeBack(Ulid id, Remaker maker, List<PendingTransaction> lost) {
        PendingTransaction refused = pending.get(id);
        if (refused == null) {
            return Effect.NONE;
        }
        List<PendingTransaction> later = new ArrayList<>(pending.values());
        later = later.subList(later.indexOf(refused), later.size());
        List<Held> entities = new ArrayList<>();
        later.forEach(transaction -> entities.addAll(touched(transaction)));
        List<PendingTransaction> order = List.copyOf(later);
        return changing(entities, () -> {
            Set<Ulid> gone = new HashSet<>();
            drop(refused, gone);
            order.subList(1, order.size()).forEach(transaction -> rebuild(transaction, gone, maker, lost));
            return List.of();
        });
    }

    private void drop(PendingTransaction transaction, Set<Ulid> gone) {
        pending.remove(transaction.id());
        for (Event event : transaction.events()) {
            gone.add(event.id());
            entityOf(event).remove(event.id());
        }
    }

    private void rebuild(PendingTransaction transaction, Set<Ulid> gone, Remaker maker, List<PendingTransaction> lost) {
        // Those behind it in the order of transactions stay behind it: the map keeps it.
        pending.remove(transaction.id());
        boolean stands = transaction.events().stream()
                .noneMatch(event -> event.parents().ids().stream().anyMatch(gone::contains));
        if (stands) {
            pending.put(transaction.id(), transaction);
            return;
        }
        drop(transaction, gone);
        PendingTransaction anew = maker.remake(transaction, this::state);
        if (anew == null) {
            lost.add(transaction);
        } else {
            pending.put(anew.id(), anew);
            anew.events().forEach(event -> entityOf(event).add(event, anew.madeAt()));
        }
    }

    private Held entityOf(Event event) {
        return held(models.get(event.collection()), event.entityId());
    }

    private List<Held> touched(PendingTransaction transaction) {
        return transaction.events().stream().map(this::entityOf).distinct().toList();
    }

    /** Does something to some entities and tells which look different afterwards. */
    private Effect changing(Collection<Held> entities, Supplier<List<Held>> work) {
        Map<Held, @Nullable EntityState> before = new LinkedHashMap<>();
        entities.forEach(one -> before.putIfAbsent(one, one.seen()));
        Map<String, Set<Ulid>> missing = new TreeMap<>();
        for (Held one : work.get()) {
            missing.computeIfAbsent(one.model().collection(), name -> new LinkedHashSet<>())
                    .add(one.id());
        }
        List<EntityChange> changes = new ArrayList<>();
        before.forEach((one, was) -> {
            EntityState is = one.seen();
            if (is != was && (is != null || was != null)) {
                changes.add(new EntityChange(was, is == null ? was.vanished() : is));
            }
            if (one.isEmpty()) {
                held.remove(one.id());
                of(one.model().collection()).remove(one.id());
            }
        });
        return new Effect(changes, missing);
    }
}
