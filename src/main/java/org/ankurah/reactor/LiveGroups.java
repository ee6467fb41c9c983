package org.ankurah.reactor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.ankurah.merge.EntityState;
import org.ankurah.query.Aggregation;
import org.ankurah.query.Aggregation.Group;
import org.ankurah.query.Tally;
import org.ankurah.reactor.Beginning.Past;
import org.ankurah.reactor.GroupChanges.Change;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A live query whose answer is figures by groups. It holds a tally, not the entities: what a change takes out of a
 * group is the entity as it was before.
 */
final class LiveGroups extends LiveQuery {

    private final Aggregation aggregation;
    private final boolean wantsAll;
    private final Consumer<? super GroupChanges> listener;
    private @Nullable Tally tally;

    /** @param wantsAll whether all groups are told each time */
    LiveGroups(
            Reactor reactor,
            Aggregation aggregation,
            boolean wantsAll,
            Consumer<? super GroupChanges> listener,
            Consumer<? super Throwable> onFailure) {
        super(reactor, aggregation.selection(), Shape.ID, onFailure);
        this.aggregation = aggregation;
        this.wantsAll = wantsAll;
        this.listener = listener;
    }

    /** What a change of one entity takes out of the tally and puts in. */
    private record Exchange(
            @Nullable EntityState out, @Nullable EntityState in) {

        Exchange reversed() {
            return new Exchange(in, out);
        }
    }

    @Override
    @Nullable
    First first(Beginning beginning, Moments moments, Misses misses) {
        long now = reactor().position();
        long read = beginning.page().position();
        Prefix all = Prefix.of(beginning.page(), compiled(), null, deltas(read, now, moments), moments.step(read, now));
        Past past = beginning.past();
        List<Exchange> missed = past == null
                ? List.of()
                : exchanges(deltas(past.position(), now, moments), moments.step(past.position(), now));
        if (!misses.isEmpty()) {
            // What is not known counts as absent, so figures cannot be told from this.
            return null;
        }
        Tally first = new Tally(aggregation);
        all.members().forEach(member -> first.add(member.state()));
        GroupChanges changes = past == null
                ? initial(first, now)
                : new GroupChanges(now, false, groups(first), backAndForth(first, missed));
        return new First(() -> tally = first, untold(changes), false);
    }

    private GroupChanges initial(Tally first, long now) {
        List<Change> changes = new ArrayList<>();
        first.groups().forEach(group -> changes.add(new Change(ChangeKind.INITIAL, group.key(), group)));
        return new GroupChanges(now, true, groups(first), changes);
    }

    /** Goes back to where the subscriber left, and forth again. */
    private List<Change> backAndForth(Tally now, List<Exchange> missed) {
        missed.forEach(exchange -> exchange(now, exchange.reversed()));
        return take(now, missed);
    }

    @Override
    @Nullable
    Judged judge(Collection<Delta> deltas, Step step) {
        Tally current = Objects.requireNonNull(tally);
        List<Exchange> exchanges = exchanges(deltas, step);
        if (exchanges.isEmpty()) {
            return null;
        }
        return position -> {
            List<Change> changes = take(current, exchanges);
            return changes.isEmpty() ? null : untold(new GroupChanges(position, false, groups(current), changes));
        };
    }

    private List<Exchange> exchanges(Collection<Delta> deltas, Step step) {
        List<Exchange> exchanges = new ArrayList<>();
        for (Delta delta : deltas) {
            EntityState before = delta.livingBefore();
            EntityState after = delta.livingAfter();
            boolean matched = before != null && compiled().matches(before, step.before());
            boolean matches = after != null && compiled().matches(after, step.after());
            if (matched || matches) {
                exchanges.add(new Exchange(matched ? before : null, matches ? after : null));
            }
        }
        return exchanges;
    }

    /** Takes changes in, and says what became of the groups that they touch. */
    private List<Change> take(Tally current, List<Exchange> exchanges) {
        NavigableMap<List<Value>, Former> formers = new TreeMap<>(Tally.KEY_ORDER);
        for (Exchange exchange : exchanges) {
            note(current, exchange.out(), formers);
            note(current, exchange.in(), formers);
        }
        exchanges.forEach(exchange -> exchange(current, exchange));
        Aggregation.checkGroups(current.size());
        List<Change> changes = new ArrayList<>();
        formers.forEach((key, former) -> {
            Group group = current.group(key);
            if (!Objects.equals(group, former.group())) {
                ChangeKind kind = group == null
                        ? ChangeKind.REMOVED
                        : former.group() == null ? ChangeKind.ADDED : ChangeKind.UPDATED;
                changes.add(new Change(kind, key, group));
            }
        });
        return changes;
    }

    private record Former(@Nullable Group group) {}

    private static void note(Tally current, @Nullable EntityState state, NavigableMap<List<Value>, Former> formers) {
        if (state != null) {
            formers.computeIfAbsent(current.key(state), key -> new Former(current.group(key)));
        }
    }

    private static void exchange(Tally tally, Exchange exchange) {
        if (exchange.out() != null) {
            tally.remove(exchange.out());
        }
        if (exchange.in() != null) {
            tally.add(exchange.in());
        }
    }

    private @Nullable List<Group> groups(Tally current) {
        return wantsAll ? current.groups() : null;
    }

    private Untold untold(GroupChanges changes) {
        return world -> () -> listener.accept(changes);
    }

    @Override
    void clear() {
        tally = null;
    }
}
