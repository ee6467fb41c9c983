package org.ankurah.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.ankurah.event.CommittedEvent;
import org.ankurah.event.Lifecycle;
import org.ankurah.merge.AppliedEvents;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.node.Access;
import org.ankurah.query.Aggregation;
import org.ankurah.query.Aggregation.Group;
import org.ankurah.query.Living;
import org.ankurah.query.PlainAggregator;
import org.ankurah.query.PlainEvaluator;
import org.ankurah.query.Predicate;
import org.ankurah.query.Selection;
import org.ankurah.query.Tally;
import org.ankurah.reactor.Interest;
import org.ankurah.storage.StorageEngine;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;

/**
 * What everything was after each transaction, rebuilt from the log alone: what live queries are compared with.
 * Results are found by the plain evaluator, which shares no code with the one that is tested.
 */
final class History {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int READ = 10_000;

    private final Models models;
    private final NavigableMap<Long, Map<Ulid, EntityState>> states;
    private final List<CommittedEvent> log;
    private final Access access;
    private final Map<Long, Moment> moments = new HashMap<>();

    History(Models models) {
        this(models, new TreeMap<>(Map.of(0L, Map.of())), new ArrayList<>(), Access.EVERYTHING);
    }

    private History(
            Models models, NavigableMap<Long, Map<Ulid, EntityState>> states, List<CommittedEvent> log, Access access) {
        this.models = models;
        this.states = states;
        this.log = log;
        this.access = access;
    }

    /** The same history as somebody sees it for whom to list an entity and to know of it is one. */
    History seenBy(Access other) {
        return new History(models, states, log, other);
    }

    /** Takes in what was appended to the log since the last time. */
    void read(StorageEngine engine) {
        List<CommittedEvent> events = engine.log(position(), READ).await().atMost(PATIENCE);
        log.addAll(events);
        Map<Ulid, EntityState> current = new LinkedHashMap<>(states.lastEntry().getValue());
        for (int i = 0; i < events.size(); i++) {
            CommittedEvent event = events.get(i);
            current.compute(event.event().entityId(), (id, state) -> apply(id, state, event));
            boolean last = i == events.size() - 1
                    || !events.get(i + 1)
                            .event()
                            .transactionId()
                            .equals(event.event().transactionId());
            if (last) {
                states.put(event.position(), current);
                current = new LinkedHashMap<>(current);
            }
        }
    }

    private EntityState apply(Ulid id, EntityState state, CommittedEvent event) {
        EntityState before =
                state == null ? EntityState.empty(models.get(event.event().collection()), id) : state;
        return before.apply(event, AppliedEvents.IN_ORDER);
    }

    /** The position of the last transaction. */
    long position() {
        return states.lastKey();
    }

    /** The positions behind a transaction each, after one and up to another, ascending; none if that comes first. */
    Collection<Long> positions(long after, long upTo) {
        return after < upTo ? states.subMap(after, false, upTo, true).keySet() : List.of();
    }

    /** Whether a position lies between two transactions. */
    boolean isBoundary(long position) {
        return states.containsKey(position);
    }

    /** What was appended behind one position, up to another. */
    List<CommittedEvent> events(long after, long upTo) {
        return log.subList((int) after, (int) upTo);
    }

    /** Whether an entity was purged behind one position, up to another. */
    boolean isPurgedIn(long after, long upTo) {
        return events(after, upTo).stream().anyMatch(event -> event.event().lifecycle() == Lifecycle.PURGED);
    }

    /** All entities after the last transaction, deleted ones included, in the order of their creation. */
    Collection<EntityState> now() {
        return states.lastEntry().getValue().values();
    }

    /** Everything as of a position between two transactions. */
    Moment at(long position) {
        return moments.computeIfAbsent(position, at -> new Moment(states.get(at), seen(states.get(at))));
    }

    /** What of the entities may be seen, judged with all of them in sight. */
    private List<EntityState> seen(Map<Ulid, EntityState> all) {
        if (access.isEverything()) {
            return List.copyOf(all.values());
        }
        PlainEvaluator judge = new PlainEvaluator(List.copyOf(all.values()));
        Set<Ulid> seen = new HashSet<>();
        for (ModelDescriptor model : models.all()) {
            Predicate rule = access.of(model.collection()).read();
            seen.addAll(judge.run(new Selection(model, rule, List.of(), null)));
        }
        return all.values().stream().filter(state -> seen.contains(state.id())).toList();
    }

    /** What a subscriber sees of a fresh result. */
    List<Seen> seen(Selection selection, Interest interest, long position) {
        Moment moment = at(position);
        return moment.seen.computeIfAbsent(
                List.of(selection, interest),
                asked -> moment.result(selection).stream()
                        .map(entity -> Seen.of(entity, interest.shape(), Sights.of(moment)))
                        .toList());
    }

    /** What a subscriber can tell apart of fresh results. */
    Folded.Visible visible(Selection selection, Interest interest, long position) {
        long total = at(position).matches(selection).size();
        return Folded.Visible.of(seen(selection, interest, position), total, interest);
    }

    /** The groups that a fresh aggregate gives, by key in order. */
    NavigableMap<List<Value>, Group> groups(Aggregation aggregation, long position) {
        NavigableMap<List<Value>, Group> groups = new TreeMap<>(Tally.KEY_ORDER);
        PlainAggregator.groups(aggregation, at(position).matches(aggregation.selection()))
                .forEach(group -> groups.put(group.key(), group));
        return groups;
    }

    /** Forgets results that were found, which can be found again. */
    void forgetResults() {
        moments.clear();
    }

    /** Everything as of one position. */
    static final class Moment {

        private final Map<Ulid, EntityState> states;
        private final PlainEvaluator evaluator;
        private final Living living;
        private final Map<Selection, List<EntityState>> results = new HashMap<>();
        private final Map<Object, List<Seen>> seen = new HashMap<>();

        private Moment(Map<Ulid, EntityState> states, List<EntityState> visible) {
            this.states = states;
            this.evaluator = new PlainEvaluator(visible);
            this.living = new Living(visible);
        }

        /** The living entities that may be seen. */
        Living living() {
            return living;
        }

        /** The state of an entity, deleted or not, and whoever may see it; empty if there is none yet. */
        EntityState state(ModelDescriptor model, Ulid id) {
            EntityState state = states.get(id);
            return state == null ? EntityState.empty(model, id) : state;
        }

        /** All that match, in order, whatever the limit. */
        List<EntityState> matches(Selection selection) {
            Selection unlimited = new Selection(selection.model(), selection.predicate(), selection.order(), null);
            return results.computeIfAbsent(
                    unlimited,
                    asked -> evaluator.run(asked).stream().map(states::get).toList());
        }

        /** What the selection gives. */
        List<EntityState> result(Selection selection) {
            List<EntityState> matches = matches(selection);
            Integer limit = selection.limit();
            return limit == null || matches.size() <= limit ? matches : matches.subList(0, limit);
        }
    }
}
