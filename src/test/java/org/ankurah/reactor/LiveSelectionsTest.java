package org.ankurah.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.ankurah.event.CommittedEvent;
import org.ankurah.merge.EntityState;
import org.ankurah.query.CompiledSelection;
import org.ankurah.query.Living;
import org.ankurah.query.QueryModels;
import org.ankurah.query.RandomSelections;
import org.ankurah.query.Selection;
import org.ankurah.query.SelectionText;
import org.ankurah.reactor.ChangeSet.Change;
import org.junit.jupiter.api.Test;

/**
 * Live queries of all types and operators. Each entity has two states, made independently at random; every
 * transaction takes some entities from one to the other. {@link LiveQueryFoldingTest} has the life of live queries,
 * and fewer types.
 */
class LiveSelectionsTest {

    private static final int RUNS = 6;
    private static final int OF_EACH = 12;
    private static final int QUERIES = 60;
    private static final int TRANSACTIONS = 20;

    @Test
    void foldedChangeSetsEqualFreshQueries() {
        long first = Long.getLong("seed", System.nanoTime());
        System.out.println("live selections: seed " + first);
        int runs = System.getProperty("seed") == null ? RUNS : 1;
        for (long seed = first; seed < first + runs; seed++) {
            run(seed);
        }
    }

    private static void run(long seed) {
        Random random = new Random(seed);
        RandomSelections selections = new RandomSelections(seed);
        List<EntityState> now = new ArrayList<>(selections.rows(OF_EACH).states());
        List<EntityState> others =
                new ArrayList<>(new RandomSelections(~seed).rows(OF_EACH).states());
        CommittedEvent anyEvent = selections.rows(1).events().get(0);
        long[] end = new long[1];
        TestReactor driver = new TestReactor(QueryModels.ALL, 0, position -> List.copyOf(now), () -> end[0]);
        List<Folded> queries = new ArrayList<>();
        while (queries.size() < QUERIES) {
            Selection selection = selections.seenSelection();
            if (selection.limit() == null || selection.limit() > 0) {
                queries.add(new Folded(driver, selection));
            }
        }
        for (int position = 1; position <= TRANSACTIONS; position++) {
            List<EntityChange> changes = new ArrayList<>();
            for (int i = 0; i < now.size(); i++) {
                if (random.nextInt(6) == 0) {
                    EntityState before = now.set(i, others.get(i));
                    others.set(i, before);
                    changes.add(new EntityChange(before, now.get(i)));
                }
            }
            CommittedEvent event = new CommittedEvent(anyEvent.event(), position, Instant.EPOCH);
            end[0] = position;
            driver.apply(new CommittedTransaction(event.event().id(), List.of(event), changes));
            for (Folded query : queries) {
                assertThat(query.held)
                        .as("seed %d at %d: %s", seed, position, SelectionText.write(query.selection))
                        .usingElementComparator(Comparator.comparing(state -> Arrays.toString(state.encode())))
                        .containsExactlyElementsOf(query.fresh(now));
            }
        }
    }

    /** A live query and what its change sets fold to. */
    private static final class Folded {

        private final Selection selection;
        private final CompiledSelection compiled;
        private final List<EntityState> held = new ArrayList<>();

        Folded(TestReactor driver, Selection selection) {
            this.selection = selection;
            this.compiled = CompiledSelection.of(selection);
            LiveQuery<?> query =
                    driver.reactor.register(selection, Interest.ALL, told -> fold(told.changes()), failure -> {
                        throw new AssertionError("a live query failed", failure);
                    });
            driver.start(query, 0);
        }

        private void fold(ChangeSet<EntityState> changes) {
            changes.changes()
                    .forEach(change -> held.removeIf(state -> state.id().equals(change.id())));
            for (Change<EntityState> change : changes.changes()) {
                EntityState entity = change.entity();
                if (entity != null) {
                    held.add(change.index(), entity);
                }
            }
        }

        List<EntityState> fresh(List<EntityState> all) {
            Living living = new Living(all);
            return all.stream()
                    .filter(state -> state.model() == selection.model())
                    .filter(state -> compiled.matches(state, living))
                    .sorted(Comparator.comparing(state -> compiled.key(state, living), compiled.comparator()))
                    .limit(selection.limit() == null ? Long.MAX_VALUE : selection.limit())
                    .toList();
        }
    }
}
