package org.ankurah.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.ankurah.event.CommittedEvent;
import org.ankurah.merge.EntityState;
import org.ankurah.query.CompiledSelection;
import org.ankurah.query.Entities;
import org.ankurah.query.RandomSelections;
import org.ankurah.query.Selection;
import org.ankurah.query.SelectionText;
import org.ankurah.reactor.ChangeSet.Change;
import org.ankurah.value.AnkurahException;
import org.junit.jupiter.api.Test;

/**
 * Live queries of all types and operators. Each entity has two states, made independently at random; every
 * transaction takes some entities from one to the other. {@link LiveQueryFoldingTest} has the life of live queries,
 * and fewer types.
 */
class LiveSelectionsTest {

    private static final int RUNS = 30;
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
        Reactor reactor = new Reactor(0);
        List<Folded> queries = new ArrayList<>();
        while (queries.size() < QUERIES) {
            Selection any = selections.selection();
            Selection unlimited = new Selection(any.model(), any.predicate(), any.order(), null);
            if (canBeLive(unlimited)) {
                queries.add(new Folded(reactor, unlimited, now));
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
            reactor.apply(new CommittedTransaction(event.event().id(), List.of(event), changes));
            for (Folded query : queries) {
                assertThat(query.held)
                        .as("seed %d at %d: %s", seed, position, SelectionText.write(query.selection))
                        .isEqualTo(query.fresh(now));
            }
        }
    }

    private static boolean canBeLive(Selection selection) {
        try {
            LiveRestrictions.check(selection);
            return true;
        } catch (AnkurahException refused) {
            return false;
        }
    }

    /** A live query and what its change sets fold to. */
    private static final class Folded {

        private final Selection selection;
        private final CompiledSelection compiled;
        private final List<EntityState> held = new ArrayList<>();

        Folded(Reactor reactor, Selection selection, List<EntityState> all) {
            this.selection = selection;
            this.compiled = CompiledSelection.of(selection);
            reactor.register(selection, Interest.ALL, this::fold, failure -> {
                        throw new AssertionError("a live query failed", failure);
                    })
                    .start(0, fresh(all));
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
            return all.stream()
                    .filter(state -> state.model() == selection.model())
                    .filter(state -> compiled.matches(state, Entities.NONE))
                    .sorted(Comparator.comparing(state -> compiled.key(state, Entities.NONE), compiled.comparator()))
                    .toList();
        }
    }
}
