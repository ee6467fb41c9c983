package org.ankurah.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.query.CompiledSelection;
import org.ankurah.query.Entities;
import org.ankurah.query.Living;
import org.ankurah.query.QueryCases;
import org.ankurah.query.RandomSelections;
import org.ankurah.query.Selection;
import org.ankurah.value.Seeds;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The index compared with testing every query plainly: it may find too many, never too few. Entities of every type
 * stand in two worlds in which all values differ, so references lead to other values as well, or nowhere.
 */
class MatchIndexFuzzTest {

    private static final int QUERIES = 60;
    private static final int ENTITIES = 10;

    private long found;
    private long matching;
    private long asked;

    /** A query as the evaluator sees it. */
    private record Plain(Selection selection, CompiledSelection compiled) {

        static Plain of(Selection selection) {
            return new Plain(selection, CompiledSelection.of(selection));
        }

        boolean matches(ModelDescriptor model, @Nullable EntityState state, Entities world) {
            return state != null && selection.model() == model && compiled.matches(state, world);
        }
    }

    @Test
    void neverTooFewAreFoundInTwoWorlds() {
        Seeds.each("match index", 150, this::scenario);
        System.out.printf("match index: asked %d, found %d, of which match %d%n", asked, found, matching);
        assertThat(found - matching)
                .as("found in vain, of those that do not match")
                .isLessThan((asked - matching) / 2);
    }

    private void scenario(Random random) {
        RandomSelections selections = new RandomSelections(random.nextLong());
        List<EntityState> one = selections.rows(ENTITIES).states();
        List<EntityState> other =
                new RandomSelections(random.nextLong()).rows(ENTITIES).states();
        MatchIndex<Integer> index = new MatchIndex<>();
        Map<Integer, Plain> queries = new LinkedHashMap<>();
        for (int i = 0; i < QUERIES; i++) {
            Selection selection = selections.seenSelection();
            index.add(selection, i);
            queries.put(i, Plain.of(selection));
        }
        for (int i = 0; i < QUERIES; i += 3) {
            index.remove(queries.remove(i).selection(), i);
        }
        compare(index, queries, one, other);
        queries.forEach((i, query) -> index.remove(query.selection(), i));
        assertThat(index.isEmpty()).isTrue();
    }

    private void compare(
            MatchIndex<Integer> index, Map<Integer, Plain> queries, List<EntityState> one, List<EntityState> other) {
        Entities worldBefore = new Living(one);
        Entities worldAfter = new Living(other);
        Map<Ulid, EntityState> after = new HashMap<>();
        other.forEach(state -> after.put(state.id(), state));
        for (EntityState state : one) {
            EntityState before = living(state);
            compare(index, queries, before, worldBefore, living(after.get(state.id())), worldAfter);
            compare(index, queries, before, worldBefore, before, worldAfter);
            compare(index, queries, null, worldBefore, before, worldAfter);
        }
    }

    private void compare(
            MatchIndex<Integer> index,
            Map<Integer, Plain> queries,
            @Nullable EntityState before,
            Entities worldBefore,
            @Nullable EntityState after,
            Entities worldAfter) {
        EntityState known = before == null ? after : before;
        if (known == null) {
            return;
        }
        ModelDescriptor model = known.model();
        Set<Integer> touched = index.touchedBy(model, before, worldBefore, after, worldAfter);
        List<Integer> expected = new ArrayList<>();
        queries.forEach((i, query) -> {
            if (query.matches(model, before, worldBefore) || query.matches(model, after, worldAfter)) {
                expected.add(i);
            }
        });
        for (int i : expected) {
            assertThat(touched).as("%s", queries.get(i).selection()).contains(i);
        }
        assertThat(queries.keySet()).containsAll(touched);
        found += touched.size();
        matching += expected.size();
        asked += queries.values().stream()
                .filter(query -> query.selection().model() == model)
                .count();
    }

    /** Those of the cases that the evaluators are held to. */
    @Test
    void everyQueryCaseIsFoundByWhatItMatches() {
        QueryCases cases = QueryCases.load();
        Entities world = new Living(cases.states());
        MatchIndex<Plain> index = new MatchIndex<>();
        List<Plain> queries = cases.cases().stream()
                .filter(each -> each.error() == null)
                .map(each -> Plain.of(each.selection()))
                .toList();
        queries.forEach(query -> index.add(query.selection(), query));
        for (EntityState state : cases.states()) {
            if (!state.deleted()) {
                List<Plain> expected = queries.stream()
                        .filter(query -> query.matches(state.model(), state, world))
                        .toList();
                assertThat(index.touchedBy(state.model(), state, world, state, world))
                        .containsAll(expected);
            }
        }
        queries.forEach(query -> index.remove(query.selection(), query));
        assertThat(index.isEmpty()).isTrue();
    }

    private static @Nullable EntityState living(@Nullable EntityState state) {
        return state == null || state.deleted() ? null : state;
    }
}
