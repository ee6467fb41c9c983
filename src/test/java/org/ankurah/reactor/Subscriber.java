package org.ankurah.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ankurah.merge.EntityState;
import org.ankurah.query.CompiledSelection;
import org.ankurah.query.Entities;
import org.ankurah.query.Selection;
import org.ankurah.reactor.ChangeSet.Change;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/** A client that folds change sets as the contract says, and compares with fresh results. */
final class Subscriber {

    private final Selection selection;
    private final Interest interest;
    private final CompiledSelection compiled;
    private final TestLog log;
    private final List<ChangeSet<EntityState>> fresh = new ArrayList<>();
    private List<EntityState> folded = new ArrayList<>();
    private long checked;
    private boolean started;

    Subscriber(Selection selection, Interest interest, TestLog log) {
        this.selection = selection;
        this.interest = interest;
        this.compiled = CompiledSelection.of(selection);
        this.log = log;
    }

    void receive(ChangeSet<EntityState> changes) {
        fresh.add(changes);
    }

    Selection selection() {
        return selection;
    }

    Interest interest() {
        return interest;
    }

    /**
     * Checks what came since the last check: exactly one change set for each transaction up to this position
     * that changed something of interest, none for the others, and each as it should be.
     */
    void check(long snapshot, long position) {
        List<ChangeSet<EntityState>> arrived = new ArrayList<>(fresh);
        fresh.clear();
        if (!started) {
            assertThat(arrived).isNotEmpty();
            started = true;
            checked = snapshot;
            checkInitial(arrived.remove(0), snapshot);
        }
        for (long step : log.positions()) {
            if (step > checked && step <= position) {
                boolean expected = differs(checked, step);
                boolean told = !arrived.isEmpty() && arrived.get(0).position() == step;
                assertThat(told).as("told of %d, %s", step, interest).isEqualTo(expected);
                if (told) {
                    checkChange(arrived.remove(0), checked, step);
                }
                checkFolded(step);
                checked = step;
            }
        }
        assertThat(arrived).isEmpty();
    }

    private void checkInitial(ChangeSet<EntityState> changes, long position) {
        assertThat(changes.position()).isEqualTo(position);
        assertThat(changes.reset()).isTrue();
        assertThat(changes.changes()).allMatch(change -> change.kind() == ChangeKind.INITIAL);
        assertThat(changes.changes()).allMatch(change -> change.fields().isEmpty());
        fold(changes);
        checkTotals(changes, position);
        checkFolded(position);
    }

    private void checkChange(ChangeSet<EntityState> changes, long before, long position) {
        assertThat(changes.reset()).isFalse();
        assertThat(!changes.changes().isEmpty() || changes.totalCount() != total(before))
                .isTrue();
        Map<Ulid, EntityState> old = byId(result(before));
        Map<Ulid, EntityState> now = byId(result(position));
        boolean removals = true;
        int lastIndex = -1;
        for (Change<EntityState> change : changes.changes()) {
            ChangeKind kind = !now.containsKey(change.id())
                    ? ChangeKind.REMOVED
                    : old.containsKey(change.id()) ? ChangeKind.UPDATED : ChangeKind.ADDED;
            assertThat(change.kind()).isEqualTo(kind);
            assertThat(change.fields()).containsExactlyElementsOf(changed(change.id(), before, position));
            removals &= kind == ChangeKind.REMOVED;
            assertThat(kind == ChangeKind.REMOVED).isEqualTo(removals);
            assertThat(change.entity() == null).isEqualTo(removals);
            assertThat(change.index()).isGreaterThan(removals ? -2 : lastIndex);
            lastIndex = change.index();
        }
        fold(changes);
        checkTotals(changes, position);
    }

    private void checkTotals(ChangeSet<EntityState> changes, long position) {
        List<EntityState> result = result(position);
        assertThat(changes.totalCount()).isEqualTo(total(position));
        if (interest.items()) {
            assertThat(bytes(changes.items())).isEqualTo(bytes(result));
        } else {
            assertThat(changes.items()).isNull();
        }
    }

    /** Exactly the contract's words: take out every id that is named, insert the ones that stay, in order. */
    private void fold(ChangeSet<EntityState> changes) {
        if (changes.reset()) {
            folded = new ArrayList<>();
        }
        Set<Ulid> named = changes.changes().stream().map(Change::id).collect(Collectors.toSet());
        assertThat(named).hasSameSizeAs(changes.changes());
        folded.removeIf(state -> named.contains(state.id()));
        for (Change<EntityState> change : changes.changes()) {
            EntityState entity = change.entity();
            if (entity != null) {
                // Who does not see order may hold another one, and then an index says nothing.
                int at = interest.order() ? change.index() : folded.size();
                folded.add(at, entity);
            }
        }
    }

    private void checkFolded(long position) {
        assertThat(project(folded)).as("at %d, %s", position, selection).isEqualTo(project(result(position)));
    }

    private boolean differs(long before, long after) {
        return total(before) != total(after) || !project(result(before)).equals(project(result(after)));
    }

    /** What this subscriber can see of a result. */
    private Object project(List<EntityState> result) {
        List<Object> seen = new ArrayList<>();
        for (EntityState state : result) {
            List<Object> one = new ArrayList<>(List.of(state.id()));
            state.model().properties().forEach(property -> {
                if (interest.shape().everyChange()
                        || interest.shape().properties().contains(property.name())) {
                    one.add(state.value(property.name()));
                }
            });
            if (interest.shape().everyChange()) {
                one.add(state.head());
            }
            seen.add(one);
        }
        return interest.order() ? seen : Set.copyOf(seen);
    }

    private Set<String> changed(Ulid id, long before, long after) {
        EntityState now = byId(log.at(after)).get(id);
        EntityState old = byId(log.at(before)).get(id);
        return EntityState.changedProperties(old == null ? EntityState.empty(now.model(), id) : old, now);
    }

    private long total(long position) {
        return interest.total() ? matches(position).size() : -1;
    }

    private List<EntityState> result(long position) {
        List<EntityState> matches = matches(position);
        Integer window = selection.limit();
        return window == null ? matches : matches.subList(0, Math.min(window, matches.size()));
    }

    private List<EntityState> matches(long position) {
        List<EntityState> matches = new ArrayList<>();
        for (EntityState state : log.at(position)) {
            if (state.model() == selection.model() && compiled.matches(state, Entities.NONE)) {
                matches.add(state);
            }
        }
        matches.sort(Comparator.comparing(state -> compiled.key(state, Entities.NONE), compiled.comparator()));
        return matches;
    }

    private static Map<Ulid, EntityState> byId(Collection<EntityState> states) {
        Map<Ulid, EntityState> byId = new HashMap<>();
        states.forEach(state -> byId.put(state.id(), state));
        return byId;
    }

    private static List<String> bytes(@Nullable List<EntityState> states) {
        assertThat(states).isNotNull();
        return states.stream().map(state -> Arrays.toString(state.encode())).toList();
    }
}
