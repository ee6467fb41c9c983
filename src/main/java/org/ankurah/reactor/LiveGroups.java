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
import org.ankurah.reactor.GroupChanges.Change;
import org.ankurah.reactor.Mention.OfGroup;
import org.ankurah.reactor.Standpoint.Past;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A live query whose answer is figures by groups. It holds a tally, not the entities: what a change takes out of a
 * group is the entity as it was before.
 */
final class LiveGroups extends LiveQuery<GroupChanges> {

    private final Aggregation aggregation;
    private final boolean wantsAll;
    private @Nullable Tally tally;

    /** @param wantsAll whether all groups are told each time */
    LiveGroups(
            Reactor reactor,
            Aggregation aggregation,
            boolean wantsAll,
            Consumer<? super Told<GroupChanges>> listener,
            Consumer<? super Throwable> onFailure) {
        super(reactor, aggregation.selection(), Shape.ID, listener, onFailure);
        this.aggregation = aggregation;
        this.wantsAll = wantsAll;
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
    First<GroupChanges> first(Beginning beginning, Moments moments, Misses misses) {
        long now = reactor().position();
        long read = beginning.page().position();
        Prefix all =
                Prefix.of(beginning.page()).at(compiled(), null, deltas(read, now, moments), moments.step(read, now));
        if (!misses.isEmpty()) {
            // What is not known counts as absent, so figures cannot be told from this.
            return null;
        }
        Tally first = new Tally(aggregation);
        all.members().forEach(member -> first.add(member.state()));
        return new First<>(() -> tally = first, initial(first), false);
    }

    @Override
    Untold<GroupChanges> whole() {
        return initial(running());
    }

    private Untold<GroupChanges> initial(Tally current) {
        List<OfGroup> changes = new ArrayList<>();
        current.groups()
                .forEach(group -> changes.add(new OfGroup(new Change(ChangeKind.INITIAL, group.key(), group), null)));
        return untold(reactor().position(), true, current, changes);
    }

    @Override
    @Nullable
    Brought<GroupChanges> since(Past past, Moments moments, Misses misses) {
        long now = reactor().position();
        List<Exchange> missed = exchanges(deltas(past.position(), now, moments), moments.step(past.position(), now));
        if (!misses.isEmpty()) {
            return null;
        }
        return new Brought<>(untold(now, false, running(), backAndForth(running(), missed)), false);
    }

    /** Goes back to where the subscriber left, and forth again. Figures are exact, so they end as they were. */
    private List<OfGroup> backAndForth(Tally now, List<Exchange> missed) {
        missed.forEach(exchange -> exchange(now, exchange.reversed()));
        return take(now, missed);
    }

    @Override
    public Backlog backlog(long total) {
        return new GroupBacklog();
    }

    @Override
    Untold<GroupChanges> merged(Backlog backlog) {
        return untold(reactor().position(), false, running(), ((GroupBacklog) backlog).mentions(running()));
    }

    @Override
    @Nullable
    Judged<GroupChanges> judge(Collection<Delta> deltas, Step step) {
        Tally current = running();
        List<Exchange> exchanges = exchanges(deltas, step);
        if (exchanges.isEmpty()) {
            return null;
        }
        return position -> {
            List<OfGroup> changes = take(current, exchanges);
            return changes.isEmpty() ? null : untold(position, false, current, changes);
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
    private List<OfGroup> take(Tally current, List<Exchange> exchanges) {
        NavigableMap<List<Value>, Former> formers = new TreeMap<>(Tally.KEY_ORDER);
        for (Exchange exchange : exchanges) {
            note(current, exchange.out(), formers);
            note(current, exchange.in(), formers);
        }
        exchanges.forEach(exchange -> exchange(current, exchange));
        Aggregation.checkGroups(current.size());
        List<OfGroup> changes = new ArrayList<>();
        formers.forEach((key, former) -> {
            Group group = current.group(key);
            if (!Objects.equals(group, former.group())) {
                changes.add(GroupBacklog.mention(key, former.group(), group));
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

    private Untold<GroupChanges> untold(long position, boolean reset, Tally current, List<OfGroup> mentions) {
        List<Group> groups = wantsAll ? current.groups() : null;
        List<Change> changes = mentions.stream().map(OfGroup::change).toList();
        int size = changes.size() + (groups == null ? 0 : groups.size());
        Told<GroupChanges> told = new Told<>(
                new GroupChanges(position, reset, groups, changes),
                position,
                size,
                !reset && changes.isEmpty(),
                () -> List.copyOf(mentions));
        return world -> told;
    }

    private Tally running() {
        return Objects.requireNonNull(tally);
    }

    @Override
    void clear() {
        tally = null;
    }
}
