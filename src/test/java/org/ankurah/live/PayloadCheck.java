package org.ankurah.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.ankurah.merge.EntityState;
import org.ankurah.query.CompiledSelection;
import org.ankurah.query.Selection;
import org.ankurah.query.SortKey;
import org.ankurah.reactor.ChangeKind;
import org.ankurah.reactor.ChangeSet;
import org.ankurah.reactor.ChangeSet.Change;
import org.ankurah.reactor.Interest;
import org.ankurah.value.Ulid;

/** Checks one payload in itself: kinds, order, indexes, states, fields, items and count. */
final class PayloadCheck {

    private final History history;
    private final Interest interest;
    private final Selection selection;

    PayloadCheck(History history, Interest interest, Selection selection) {
        this.history = history;
        this.interest = interest;
        this.selection = selection;
    }

    /** The whole result. */
    void initial(ChangeSet<EntityState> changes) {
        assertThat(changes.reset()).isTrue();
        List<EntityState> result = history.at(changes.position()).result(selection);
        assertThat(changes.changes()).hasSameSizeAs(result);
        for (Change<EntityState> change : changes.changes()) {
            assertThat(change.kind()).isEqualTo(ChangeKind.INITIAL);
            assertThat(change.fields()).isEmpty();
        }
        common(changes);
    }

    /** What one transaction did. */
    void change(ChangeSet<EntityState> changes, long before) {
        difference(changes, before, selection, ChangeKind.ADDED);
    }

    /** The net difference to what was held at a position. */
    void resumed(ChangeSet<EntityState> changes, long since, Selection heldSelection) {
        boolean same = heldSelection.normal().equals(selection.normal());
        difference(changes, since, heldSelection, same ? ChangeKind.ADDED : ChangeKind.INITIAL);
    }

    /**
     * What several transactions did that were merged. Those are named that any of them named, so also one that is again
     * what it was.
     */
    void merged(ChangeSet<EntityState> changes, long before) {
        History.Moment then = history.at(before);
        History.Moment now = history.at(changes.position());
        compare(changes, before, selection, ChangeKind.ADDED, (change, stays) -> {
            if (stays && interest.shape().everyChange()) {
                fields(
                        change,
                        EntityState.changedProperties(
                                then.state(selection.model(), change.id()), now.state(selection.model(), change.id())));
            }
        });
    }

    private void difference(ChangeSet<EntityState> changes, long before, Selection heldSelection, ChangeKind comer) {
        History.Moment then = history.at(before);
        History.Moment now = history.at(changes.position());
        compare(changes, before, heldSelection, comer, (change, stays) -> {
            EntityState earlier = then.state(selection.model(), change.id());
            EntityState later = now.state(selection.model(), change.id());
            boolean initial = change.kind() == ChangeKind.INITIAL;
            fields(change, initial ? Set.of() : EntityState.changedProperties(earlier, later));
            boolean sameToSee = stays && seen(earlier, then).equals(seen(later, now));
            assertThat(sameToSee && !interest.order())
                    .as("%s is named for nothing", later.id())
                    .isFalse();
            if (sameToSee && key(earlier, then).equals(key(later, now))) {
                moved(later, changes, then.result(heldSelection), now.result(selection));
            }
        });
    }

    private static void fields(Change<EntityState> change, Set<String> expected) {
        assertThat(change.fields()).as("fields of %s", change.id()).containsExactlyElementsOf(expected);
    }

    /**
     * Compares the kind of each change with the results before and after.
     *
     * @param comer what has come is called
     * @param more looks further at each, knowing whether it was part of the result and still is
     */
    private void compare(
            ChangeSet<EntityState> changes,
            long before,
            Selection heldSelection,
            ChangeKind comer,
            BiConsumer<Change<EntityState>, Boolean> more) {
        assertThat(changes.reset()).as("reset").isFalse();
        Set<Ulid> old = ids(history.at(before).result(heldSelection));
        Set<Ulid> current = ids(history.at(changes.position()).result(selection));
        for (Change<EntityState> change : changes.changes()) {
            boolean was = old.contains(change.id());
            boolean is = current.contains(change.id());
            assertThat(was || is).as("%s was never part of it", change.id()).isTrue();
            assertThat(change.kind()).isEqualTo(!is ? ChangeKind.REMOVED : was ? ChangeKind.UPDATED : comer);
            more.accept(change, was && is);
        }
        common(changes);
    }

    private SortKey key(EntityState state, History.Moment moment) {
        return CompiledSelection.of(selection).key(state, moment.living());
    }

    private Seen seen(EntityState state, History.Moment moment) {
        return Seen.of(state, interest.shape(), Sights.of(moment));
    }

    /** An entity of which nothing differs is named only because it took another place among those that are not named. */
    private void moved(
            EntityState state, ChangeSet<EntityState> changes, List<EntityState> before, List<EntityState> after) {
        Set<Ulid> others = new HashSet<>();
        changes.changes().forEach(change -> others.add(change.id()));
        others.remove(state.id());
        assertThat(idsWithout(others, before))
                .as("%s is named though it keeps its place", state.id())
                .isNotEqualTo(idsWithout(others, after));
    }

    private static List<Ulid> idsWithout(Set<Ulid> others, List<EntityState> states) {
        return states.stream()
                .map(EntityState::id)
                .filter(id -> !others.contains(id))
                .toList();
    }

    private void common(ChangeSet<EntityState> changes) {
        History.Moment now = history.at(changes.position());
        List<EntityState> result = now.result(selection);
        List<Ulid> ids = result.stream().map(EntityState::id).toList();
        boolean removals = true;
        int previous = -1;
        for (Change<EntityState> change : changes.changes()) {
            EntityState entity = change.entity();
            boolean removed = change.kind() == ChangeKind.REMOVED;
            assertThat(removals || !removed).as("the removed come first").isTrue();
            removals = removed;
            assertThat(entity == null).isEqualTo(removed);
            assertThat(change.index()).as("index of %s", change.id()).isEqualTo(ids.indexOf(change.id()));
            if (entity != null) {
                assertThat(change.index()).as("ascending index").isGreaterThan(previous);
                previous = change.index();
                assertThat(bytes(entity)).isEqualTo(bytes(now.state(selection.model(), change.id())));
            }
        }
        totals(changes, now, result);
    }

    private void totals(ChangeSet<EntityState> changes, History.Moment now, List<EntityState> result) {
        long total = interest.total() ? now.matches(selection).size() : -1;
        assertThat(changes.totalCount()).as("total count").isEqualTo(total);
        if (!interest.items()) {
            assertThat(changes.items()).isNull();
            return;
        }
        assertThat(changes.items().stream().map(PayloadCheck::bytes).toList())
                .as("items")
                .isEqualTo(result.stream().map(PayloadCheck::bytes).toList());
        assertThat(changes.items().stream()
                        .map(item -> Seen.of(item, interest.shape(), Sights.of(changes.world())))
                        .toList())
                .as("what items show")
                .isEqualTo(history.seen(selection, interest, changes.position()));
    }

    private static Set<Ulid> ids(List<EntityState> states) {
        return states.stream().map(EntityState::id).collect(Collectors.toSet());
    }

    private static String bytes(EntityState state) {
        return state.id() + " " + Arrays.toString(state.encode());
    }
}
