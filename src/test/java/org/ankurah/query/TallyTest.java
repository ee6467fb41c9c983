package org.ankurah.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.query.Aggregation.Group;
import org.ankurah.query.Measure.Function;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.ankurah.value.Json;
import org.ankurah.value.JsonText;
import org.ankurah.value.Seeds;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType.Scalar;
import org.junit.jupiter.api.Test;

class TallyTest {

    private static final Selection ALBUMS = Selection.all(QueryModels.ALBUM);

    private final QueryRows rows = new QueryRows();

    @Test
    void whatIsAddedAndRemovedLeavesNoTrace() {
        Seeds.each("TallyTest", 60, random -> {
            RandomAggregations source = new RandomAggregations(random);
            List<EntityState> all = source.rows(12).states();
            ModelDescriptor model = random.nextInt(3) == 0 ? QueryModels.ALBUM : RandomAggregations.WIDE;
            Aggregation aggregation = source.of(Selection.all(model));
            List<EntityState> out = new ArrayList<>(
                    all.stream().filter(state -> state.model() == model).toList());
            List<EntityState> in = new ArrayList<>();
            Tally tally = new Tally(aggregation);
            for (int step = 0; step < 60; step++) {
                Map<List<Value>, Group> before = byKey(tally.groups());
                boolean add = in.isEmpty() || (!out.isEmpty() && random.nextBoolean());
                List<EntityState> from = add ? out : in;
                EntityState moved = from.remove(random.nextInt(from.size()));
                (add ? in : out).add(moved);

                List<Value> touched = add ? tally.add(moved) : tally.remove(moved);

                Tally fresh = new Tally(aggregation);
                in.forEach(fresh::add);
                assertThat(tally.groups()).as("%s", aggregation).isEqualTo(fresh.groups());
                assertThat(tally.size()).isEqualTo(tally.groups().size());
                Map<List<Value>, Group> after = byKey(tally.groups());
                assertThat(tally.group(touched)).isEqualTo(after.get(touched));
                before.remove(touched);
                after.remove(touched);
                assertThat(after).as("other groups").isEqualTo(before);
            }
        });
    }

    @Test
    void figuresAreThoseOfTheDefinition() {
        Seeds.each("TallyTest, definition", 200, random -> {
            RandomAggregations source = new RandomAggregations(random);
            List<EntityState> all = source.rows(15).states();
            ModelDescriptor model = random.nextInt(3) == 0 ? QueryModels.ALBUM : RandomAggregations.WIDE;
            Aggregation aggregation = source.of(Selection.all(model));
            List<EntityState> own =
                    all.stream().filter(state -> state.model() == model).toList();

            List<Group> groups = groups(aggregation, own);

            assertThat(groups)
                    .as("%s", aggregation)
                    .containsExactlyInAnyOrderElementsOf(PlainAggregator.groups(aggregation, own));
            assertThat(groups.stream().map(Group::key)).isSortedAccordingTo(GroupKeys.ORDER);
        });
    }

    @Test
    void withoutKeysThereIsOneGroupEvenOfNothing() {
        Aggregation aggregation = new Aggregation(
                ALBUMS,
                List.of(),
                List.of(
                        measure(Function.COUNT, "id"),
                        measure(Function.SUM, "plays"),
                        measure(Function.AVG, "price"),
                        measure(Function.MIN, "title"),
                        measure(Function.MAX, "released"),
                        measure(Function.COUNT_DISTINCT, "tags")));
        Group nothing = new Group(
                List.of(), Arrays.asList(integer(0), Value.NULL, Value.NULL, Value.NULL, Value.NULL, integer(0)));
        Tally tally = new Tally(aggregation);
        EntityState album = album(Map.of());

        assertThat(tally.groups()).containsExactly(nothing);
        tally.add(album);
        tally.remove(album);

        assertThat(tally.groups()).containsExactly(nothing);
        assertThat(groups(new Aggregation(ALBUMS, List.of(path("year")), List.of()), List.of()))
                .isEmpty();
    }

    @Test
    void groupsComeInAscendingOrderAndNullLast() {
        List<EntityState> albums = List.of(
                album(Map.of("price", decimal("10"))),
                album(Map.of()),
                album(Map.of("price", decimal("9.50"))),
                album(Map.of("price", decimal("9.5"))),
                album(Map.of("price", decimal("1E+2"))));

        List<Group> groups =
                groups(new Aggregation(ALBUMS, List.of(path("price")), List.of(measure(Function.COUNT, "id"))), albums);

        assertThat(groups)
                .containsExactly(
                        new Group(List.of(decimal("9.5")), List.of(integer(2))),
                        new Group(List.of(decimal("10")), List.of(integer(1))),
                        new Group(List.of(decimal("100")), List.of(integer(1))),
                        new Group(List.of(Value.NULL), List.of(integer(1))));
    }

    @Test
    void documentsAreKeysByContent() {
        List<EntityState> albums = List.of(
                album(Map.of("details", document("{\"b\": 1.0, \"a\": [1, 2.50]}"))),
                album(Map.of("details", document("{\"a\": [1.0, 2.5], \"b\": 1}"))),
                album(Map.of("details", document("[]"))),
                album(Map.of("details", document("\"x\""))));

        List<Group> groups = groups(new Aggregation(ALBUMS, List.of(path("details")), List.of()), albums);

        assertThat(groups.stream()
                        .map(group -> JsonText.write(((Value.Doc) group.key().get(0)).value())))
                .containsExactly("\"x\"", "[]", "{\"a\":[1,2.5],\"b\":1}");
    }

    @Test
    void decimalsKeepTheGreatestScaleThatOccurs() {
        EntityState fine = album(Map.of("price", decimal("1.500")));
        Tally tally = new Tally(new Aggregation(
                ALBUMS,
                List.of(),
                List.of(
                        measure(Function.SUM, "price"),
                        measure(Function.AVG, "price"),
                        measure(Function.MIN, "price"),
                        measure(Function.MAX, "price"))));
        tally.add(fine);
        tally.add(album(Map.of("price", decimal("1.5"))));

        assertThat(tally.groups().get(0).figures())
                .containsExactly(decimal("3.000"), decimal("1.5"), decimal("1.5"), decimal("1.500"));
        tally.remove(fine);
        assertThat(tally.groups().get(0).figures())
                .containsExactly(decimal("1.5"), decimal("1.5"), decimal("1.5"), decimal("1.5"));
    }

    @Test
    void floatingPointSumsAreRoundedOnceWhateverTheOrder() {
        List<EntityState> albums = List.of(
                album(Map.of("rating", new Value.Real(1e300))),
                album(Map.of("rating", new Value.Real(1))),
                album(Map.of("rating", new Value.Real(-1e300))),
                album(Map.of("rating", new Value.Real(5e-324))));

        assertThat(groups(
                        new Aggregation(
                                ALBUMS,
                                List.of(),
                                List.of(measure(Function.SUM, "rating"), measure(Function.AVG, "rating"))),
                        albums))
                .containsExactly(new Group(List.of(), List.of(new Value.Real(1), new Value.Real(0.25))));
    }

    @Test
    void sumsBeyondTheirTypeAreRefusedUntilTheyFitAgain() {
        Tally tally = new Tally(new Aggregation(
                Selection.all(QueryModels.COUNTRY),
                List.of(),
                List.of(new Measure(Function.SUM, new Path(List.of(), "population", List.of(), Scalar.LONG)))));
        EntityState large = country(Long.MAX_VALUE);
        EntityState one = country(1);
        tally.add(large);
        tally.add(one);

        assertThatThrownBy(tally::groups).isInstanceOfSatisfying(AnkurahException.class, refused -> {
            assertThat(refused.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
            assertThat(refused.field()).isEqualTo("population");
            assertThat(refused).hasMessageContaining("64 bits");
        });
        tally.remove(one);
        assertThat(tally.groups().get(0).figures()).containsExactly(integer(Long.MAX_VALUE));

        Tally reals = new Tally(new Aggregation(ALBUMS, List.of(), List.of(measure(Function.SUM, "rating"))));
        reals.add(album(Map.of("rating", new Value.Real(Double.MAX_VALUE))));
        reals.add(album(Map.of("rating", new Value.Real(Double.MAX_VALUE))));
        assertThatThrownBy(reals::groups).isInstanceOf(AnkurahException.class);
    }

    @Test
    void tooManyGroupsAreRefused() {
        Tally tally = new Tally(new Aggregation(
                Selection.all(QueryModels.COUNTRY),
                List.of(new Path(List.of(), "population", List.of(), Scalar.LONG)),
                List.of()));
        for (int i = 0; i < Aggregation.MAX_GROUPS; i++) {
            tally.add(country(i));
        }
        assertThat(tally.groups()).hasSize(Aggregation.MAX_GROUPS);
        tally.add(country(-1));

        assertThatThrownBy(tally::groups)
                .isInstanceOfSatisfying(
                        AnkurahException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED));
    }

    @Test
    void whatWasNeverAddedCannotBeRemoved() {
        Tally byYear = new Tally(new Aggregation(ALBUMS, List.of(path("year")), List.of()));
        Tally whole = new Tally(new Aggregation(ALBUMS, List.of(), List.of()));

        assertThatThrownBy(() -> byYear.remove(album(Map.of()))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> whole.remove(album(Map.of()))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void functionsTakeOnlyTheTypesThatTheyMeanSomethingFor() {
        assertThatThrownBy(() -> measure(Function.SUM, "title"))
                .isInstanceOfSatisfying(AnkurahException.class, refused -> {
                    assertThat(refused.code()).isEqualTo(ErrorCode.BAD_QUERY);
                    assertThat(refused.field()).isEqualTo("title");
                });
        assertThatThrownBy(() -> measure(Function.MIN, "live")).isInstanceOf(AnkurahException.class);
        assertThatThrownBy(() -> measure(Function.MAX, "details")).isInstanceOf(AnkurahException.class);
        assertThatThrownBy(() -> new Aggregation(
                        ALBUMS,
                        List.of(Paths.resolve(QueryModels.ALL, QueryModels.ALBUM, List.of("artist", "name"))),
                        List.of()))
                .isInstanceOf(AnkurahException.class);
    }

    private static List<Group> groups(Aggregation aggregation, List<EntityState> entities) {
        Tally tally = new Tally(aggregation);
        entities.forEach(tally::add);
        return tally.groups();
    }

    private static Map<List<Value>, Group> byKey(List<Group> groups) {
        Map<List<Value>, Group> byKey = new HashMap<>();
        groups.forEach(group -> byKey.put(group.key(), group));
        return byKey;
    }

    private EntityState album(Map<String, Value> values) {
        rows.add(QueryModels.ALBUM, values, false);
        List<EntityState> states = rows.states();
        return states.get(states.size() - 1);
    }

    private static EntityState country(long population) {
        QueryRows one = new QueryRows();
        one.add(QueryModels.COUNTRY, Map.of("population", integer(population)), false);
        return one.states().get(0);
    }

    private static Measure measure(Function function, String property) {
        return new Measure(function, path(property));
    }

    private static Path path(String property) {
        return Paths.resolve(QueryModels.ALL, QueryModels.ALBUM, List.of(property));
    }

    private static Value integer(long number) {
        return new Value.Int(number);
    }

    private static Value decimal(String number) {
        return new Value.Decimal(new BigDecimal(number));
    }

    private static Value document(String text) {
        Json json = JsonText.parse(text);
        return new Value.Doc(json);
    }
}
