package org.ankurah.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ankurah.event.Operation;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.query.CompiledSelection;
import org.ankurah.query.Entities;
import org.ankurah.query.Order;
import org.ankurah.query.Predicate;
import org.ankurah.query.Selection;
import org.ankurah.query.Sight;
import org.ankurah.query.SortKey;
import org.ankurah.reactor.ChangeSet.Change;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType.Scalar;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every transaction on three entities: each is outside the result or has one of three sort keys, before and
 * after, and the one selected property changes or not.
 */
class LiveResultTest {

    private static final int ENTITIES = 3;
    private static final int KEYS = 4;
    private static final int OUTSIDE = 0;

    private static final PropertyDescriptor KEY = RandomWorld.property("key", Scalar.INT, Backend.LWW, true);
    private static final PropertyDescriptor TITLE = RandomWorld.property("title", Scalar.STRING, Backend.LWW, false);
    private static final ModelDescriptor MODEL =
            new ModelDescriptor("Thing", "thing", "things", null, List.of(KEY, TITLE));
    private static final Selection THINGS = new Selection(
            MODEL,
            new Predicate.Not(new Predicate.IsNull(RandomWorld.path(KEY))),
            List.of(new Order(RandomWorld.path(KEY), false)),
            null);
    private static final CompiledSelection SELECTION = CompiledSelection.of(THINGS);

    private final EntityState[][][] states = states();

    @Test
    void foldingIsExactForThoseWhoSeeOrder() {
        forEveryTransaction(
                new Interest(new Shape(false, Set.of("title"), List.of()), true, false, true),
                (before, after, changes) -> {
                    List<EntityState> folded = fold(before, changes);
                    assertThat(ids(folded)).isEqualTo(ids(after));
                    assertThat(titles(folded)).isEqualTo(titles(after));
                });
    }

    @Test
    void silenceIsExactForThoseWhoSeeOrder() {
        forEveryTransaction(
                new Interest(new Shape(false, Set.of("title"), List.of()), true, false, true),
                (before, after, changes) -> {
                    boolean same =
                            ids(before).equals(ids(after)) && titles(before).equals(titles(after));
                    assertThat(changes == null).isEqualTo(same);
                });
    }

    @Test
    void foldingAndSilenceAreExactForThoseWhoSeeASet() {
        forEveryTransaction(
                new Interest(new Shape(false, Set.of("title"), List.of()), false, false, true),
                (before, after, changes) -> {
                    Set<List<Object>> seen = seen(after);
                    assertThat(seen(fold(before, changes))).isEqualTo(seen);
                    assertThat(changes == null).isEqualTo(seen(before).equals(seen));
                });
    }

    private interface Check {
        void check(List<EntityState> before, List<EntityState> after, @Nullable ChangeSet<EntityState> changes);
    }

    /** A transaction is a number: per entity a digit for its key before, its key after, and the title. */
    private void forEveryTransaction(Interest interest, Check check) {
        int each = KEYS * KEYS * 2;
        for (int code = 0; code < each * each * each; code++) {
            List<EntityState> before = new ArrayList<>();
            List<EntityState> after = new ArrayList<>();
            List<Delta> deltas = new ArrayList<>();
            for (int i = 0, rest = code; i < ENTITIES; i++, rest /= each) {
                EntityState old = states[i][rest / 2 % KEYS][0];
                EntityState now = states[i][rest / 2 / KEYS % KEYS][rest % 2];
                addIfInside(before, old);
                addIfInside(after, now);
                if (old != now) {
                    deltas.add(Delta.of(old, now));
                }
            }
            ChangeSet<EntityState> changes = apply(interest, before, deltas);
            check.check(sorted(before), sorted(after), changes);
        }
    }

    private static @Nullable ChangeSet<EntityState> apply(
            Interest interest, List<EntityState> before, List<Delta> deltas) {
        List<Member> members =
                before.stream().map(state -> new Member(key(state), state)).toList();
        ShapeView shape = new ShapeView(interest.shape(), Sight.EVERYTHING);
        LiveResult result = new LiveResult(THINGS, SELECTION, interest, shape, 1, new Prefix(members, null), -1);
        Telling telling = result.apply(1, result.judge(deltas, new Step(Entities.NONE, Entities.NONE)));
        return telling == null ? null : telling.inWorld(shape, Entities.NONE).changes();
    }

    private static void addIfInside(List<EntityState> result, EntityState state) {
        if (state.value("key") != Value.NULL) {
            result.add(state);
        }
    }

    private static List<EntityState> fold(List<EntityState> before, @Nullable ChangeSet<EntityState> changes) {
        if (changes == null) {
            return before;
        }
        Set<Ulid> named = changes.changes().stream().map(Change::id).collect(Collectors.toSet());
        List<EntityState> folded = new ArrayList<>(before);
        folded.removeIf(state -> named.contains(state.id()));
        for (Change<EntityState> change : changes.changes()) {
            EntityState entity = change.entity();
            if (entity != null) {
                folded.add(Math.min(change.index(), folded.size()), entity);
            }
        }
        return folded;
    }

    private static List<EntityState> sorted(List<EntityState> states) {
        return states.stream()
                .sorted((one, other) -> SELECTION.comparator().compare(key(one), key(other)))
                .toList();
    }

    private static SortKey key(EntityState state) {
        return SELECTION.key(state, Entities.NONE);
    }

    private static List<Ulid> ids(List<EntityState> states) {
        return states.stream().map(EntityState::id).toList();
    }

    private static List<Value> titles(List<EntityState> states) {
        return states.stream().map(state -> state.value("title")).toList();
    }

    private static Set<List<Object>> seen(List<EntityState> states) {
        return states.stream()
                .map(state -> List.<Object>of(state.id(), state.value("title")))
                .collect(Collectors.toSet());
    }

    /** By entity, key and title. */
    private static EntityState[][][] states() {
        EntityState[][][] states = new EntityState[ENTITIES][KEYS][2];
        for (int i = 0; i < ENTITIES; i++) {
            TestLog log = new TestLog();
            for (int skipped = 0; skipped < i; skipped++) {
                log.commit(new TestLog.Step.Create(MODEL, Map.of()));
            }
            Ulid id = log.commit(new TestLog.Step.Create(MODEL, Map.of()))
                    .changes()
                    .get(0)
                    .after()
                    .id();
            for (int key = 0; key < KEYS; key++) {
                Value value = key == OUTSIDE ? Value.NULL : new Value.Int(key);
                for (int title = 0; title < 2; title++) {
                    Map<String, Operation> operations = Map.of(
                            "key", new Operation.Set(value),
                            "title", new Operation.Set(new Value.Str("title " + title)));
                    log.commit(new TestLog.Step.Write(id, operations));
                    states[i][key][title] = log.get(id);
                }
            }
        }
        return states;
    }
}
