package org.ankurah.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.ankurah.event.Operation;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.query.CompiledSelection;
import org.ankurah.query.Entities;
import org.ankurah.query.Operand;
import org.ankurah.query.Path;
import org.ankurah.query.Predicate;
import org.ankurah.query.Predicate.Comparison;
import org.ankurah.query.Selection;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.ankurah.value.ValueType.Scalar;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MatchIndexTest {

    private static final PropertyDescriptor TITLE = RandomWorld.property("title", Scalar.STRING, Backend.LWW, false);
    private static final PropertyDescriptor YEAR = RandomWorld.property("year", Scalar.INT, Backend.LWW, true);
    private static final PropertyDescriptor PRICE = RandomWorld.property("price", Scalar.DECIMAL, Backend.LWW, true);
    private static final PropertyDescriptor LIVE = RandomWorld.property("live", Scalar.BOOLEAN, Backend.LWW, false);
    private static final ModelDescriptor ALBUM =
            new ModelDescriptor("Album", "album", "albums", null, List.of(TITLE, YEAR, PRICE, LIVE));

    private final TestLog log = new TestLog();
    private final MatchIndex<String> index = new MatchIndex<>();

    @Test
    void anEqualityIsFoundByTheValueBeforeAndTheValueAfter() {
        add("1999", equal(YEAR, new Value.Int(1999)));
        add("2000", equal(YEAR, new Value.Int(2000)));
        add("2001", equal(YEAR, new Value.Int(2001)));
        EntityChange created = create(Map.of("year", new Value.Int(1999)));

        assertThat(touchedBy(index, created)).containsExactly("1999");
        assertThat(touchedBy(index, write(created, "year", new Value.Int(2000))))
                .containsExactly("1999", "2000");
    }

    @Test
    void aMembershipIsFoundByEachOfItsValues() {
        add("in", new Predicate.In(path(YEAR), List.of(new Value.Int(1), Value.NULL, new Value.Int(2))));

        assertThat(touchedBy(index, create(Map.of("year", new Value.Int(2))))).containsExactly("in");
        assertThat(touchedBy(index, create(Map.of("year", new Value.Int(3))))).isEmpty();
        assertThat(touchedBy(index, create(Map.of()))).isEmpty();
    }

    @Test
    void anIdIsFound() {
        EntityChange one = create(Map.of());
        EntityChange other = create(Map.of());
        Path id = new Path(List.of(), Path.ID, List.of(), new ValueType.RefType("album"));
        Operand value = new Operand.Literal(new Value.Id(one.after().id()));
        add("one", new Predicate.Compare(new Operand.Field(id), Comparison.EQ, value));

        assertThat(touchedBy(index, one)).containsExactly("one");
        assertThat(touchedBy(index, other)).isEmpty();
    }

    @Test
    void aConjunctionIsFoundByItsNarrowestTermOnly() {
        add(
                "and",
                new Predicate.And(List.of(
                        equal(LIVE, new Value.Bool(true)),
                        new Predicate.Like(path(TITLE), new Value.Str("%"), false),
                        equal(TITLE, new Value.Str("Signs")))));

        assertThat(touchedBy(index, create(Map.of("live", new Value.Bool(true)))))
                .isEmpty();
        assertThat(touchedBy(index, create(Map.of("title", new Value.Str("Signs")))))
                .containsExactly("and");
    }

    @Test
    void aDisjunctionIsFoundByEachTermAndTestedAlwaysIfOneCannotBeLookedUp() {
        Predicate title = equal(TITLE, new Value.Str("Signs"));
        Predicate year = equal(YEAR, new Value.Int(1999));
        add("or", new Predicate.Or(List.of(title, year)));
        add("open", new Predicate.Or(List.of(title, compare(YEAR, Comparison.GT, new Value.Int(2000)))));

        assertThat(touchedBy(index, create(Map.of("year", new Value.Int(1999)))))
                .containsExactlyInAnyOrder("or", "open");
        assertThat(touchedBy(index, create(Map.of()))).containsExactly("open");
    }

    @Test
    void aNegationIsCarriedInwards() {
        Predicate notTitle = compare(TITLE, Comparison.NE, new Value.Str("Signs"));
        Predicate late = compare(YEAR, Comparison.GT, new Value.Int(2000));
        add("not", new Predicate.Not(new Predicate.Or(List.of(notTitle, late))));

        assertThat(touchedBy(index, create(Map.of("title", new Value.Str("Signs")))))
                .containsExactly("not");
        assertThat(touchedBy(index, create(Map.of()))).isEmpty();
    }

    @Test
    void numbersAreFoundByValueWhateverTheirKindAndScale() {
        add("int", equal(PRICE, new Value.Int(1)));
        add("real", equal(PRICE, new Value.Real(1)));
        add("decimal", equal(PRICE, new Value.Decimal(new BigDecimal("1.00"))));

        assertThat(touchedBy(index, create(Map.of("price", new Value.Decimal(new BigDecimal("1.0"))))))
                .containsExactlyInAnyOrder("int", "real", "decimal");
    }

    @Test
    void whatCannotMatchIsNeverFound() {
        add("false", new Predicate.Or(List.of()));
        add("null", equal(YEAR, Value.NULL));

        assertThat(touchedBy(index, create(Map.of()))).isEmpty();
    }

    @Test
    void anEntityThatWasAndStaysDeletedTouchesNothing() {
        add("all", Predicate.TRUE);
        Ulid id = create(Map.of()).after().id();
        EntityChange deleted = only(new TestLog.Step.SetDeleted(id, true));

        assertThat(touchedBy(index, deleted)).containsExactly("all");
        assertThat(touchedBy(index, write(deleted, "year", new Value.Int(1)))).isEmpty();
    }

    @Test
    void aMembershipOfTooManyValuesIsTestedAlways() {
        List<Value> values = new ArrayList<>();
        LongStream.rangeClosed(0, Covers.LIMIT).forEach(number -> values.add(new Value.Int(number)));
        add("many", new Predicate.In(path(YEAR), values));

        assertThat(touchedBy(index, create(Map.of()))).containsExactly("many");
    }

    @Test
    void otherCollectionsAreNotTouched() {
        ModelDescriptor other = new ModelDescriptor("Other", "other", "others", null, List.of(YEAR));
        index.add(Selection.all(other), "other");

        assertThat(touchedBy(index, create(Map.of()))).isEmpty();
    }

    /** Random selections, some of them forgotten again: what matches before or after is always found. */
    @Test
    void neverTooFewAreFound() {
        long first = Long.getLong("seed", new Random().nextLong());
        System.out.println("match index: seed " + first);
        long found = 0;
        long matching = 0;
        for (long seed = first; seed < first + 100; seed++) {
            RandomWorld world = new RandomWorld(new Random(seed));
            Map<Integer, Selection> selections = new LinkedHashMap<>();
            MatchIndex<Integer> queries = new MatchIndex<>();
            for (int i = 0; i < 60; i++) {
                Selection selection = world.selection(world.anyModel());
                selections.put(i, selection);
                queries.add(selection, i);
            }
            for (int i = 0; i < 60; i += 3) {
                queries.remove(selections.remove(i), i);
            }
            TestLog commits = new TestLog();
            for (int i = 0; i < 60; i++) {
                EntityChange change =
                        commits.commit(world.step(commits)).changes().get(0);
                Set<Integer> touched = touchedBy(queries, change);
                List<Integer> expected = matching(selections, change);
                assertThat(touched).as("seed %d", seed).containsAll(expected);
                assertThat(touched).isSubsetOf(selections.keySet());
                found += touched.size();
                matching += expected.size();
            }
            selections.forEach((i, selection) -> queries.remove(selection, i));
            assertThat(queries.isEmpty()).isTrue();
        }
        System.out.printf("match index: found %d, of which match %d%n", found, matching);
    }

    private static List<Integer> matching(Map<Integer, Selection> selections, EntityChange change) {
        List<Integer> matching = new ArrayList<>();
        selections.forEach((i, selection) -> {
            CompiledSelection plain = CompiledSelection.of(selection);
            boolean same = selection.model() == change.after().model();
            if (same && (matches(plain, change.after()) || matches(plain, change.before()))) {
                matching.add(i);
            }
        });
        return matching;
    }

    private static boolean matches(CompiledSelection selection, @Nullable EntityState state) {
        return state != null && selection.matches(state, Entities.NONE);
    }

    private static <Q> Set<Q> touchedBy(MatchIndex<Q> index, EntityChange change) {
        return index.touchedBy(
                change.after().model(), living(change.before()), Entities.NONE, living(change.after()), Entities.NONE);
    }

    private static @Nullable EntityState living(@Nullable EntityState state) {
        return state == null || state.deleted() ? null : state;
    }

    private void add(String name, Predicate predicate) {
        index.add(new Selection(ALBUM, predicate, List.of(), null), name);
    }

    private EntityChange create(Map<String, Value> values) {
        Map<String, Operation> operations = new HashMap<>();
        values.forEach((name, value) -> operations.put(name, new Operation.Set(value)));
        return only(new TestLog.Step.Create(ALBUM, operations));
    }

    private EntityChange write(EntityChange change, String property, Value value) {
        return only(new TestLog.Step.Write(change.after().id(), Map.of(property, new Operation.Set(value))));
    }

    private EntityChange only(TestLog.Step step) {
        return log.commit(step).changes().get(0);
    }

    private static Predicate equal(PropertyDescriptor property, Value value) {
        return compare(property, Comparison.EQ, value);
    }

    private static Predicate compare(PropertyDescriptor property, Comparison op, Value value) {
        return new Predicate.Compare(new Operand.Field(path(property)), op, new Operand.Literal(value));
    }

    private static Path path(PropertyDescriptor property) {
        return RandomWorld.path(property);
    }
}
