package org.ankurah.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ankurah.query.Fetch;
import org.ankurah.query.Page;
import org.ankurah.query.Parameters;
import org.ankurah.query.Selection;
import org.ankurah.query.SelectionParser;
import org.ankurah.query.SortKey;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every storage engine does with pages: in order, from either end, within a window, and per target. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class StoragePagesContract {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private EngineUnderTest under;
    private StorageEngine engine;

    /** Makers by name, and things by title in the order of their ids. */
    private final Map<String, Ulid> ids = new HashMap<>();

    protected abstract EngineUnderTest underTest();

    @BeforeAll
    void load() {
        under = underTest();
        under.clear();
        engine = under.engine();
        await(engine.open(TestModels.ALL));
        TestWriter writer = new TestWriter(engine);
        for (String name : List.of("b", "a", "none", "gone")) {
            ids.put(name, writer.create(TestModels.MAKER, Map.of("name", text(name))));
        }
        // Title, year (or none), maker, makers; every other one shares its year.
        thing(writer, "t0", 3, "a", "a");
        thing(writer, "t1", null, "b", "a", "b");
        thing(writer, "t2", 1, "gone");
        thing(writer, "t3", 3, "a", "b", "b");
        thing(writer, "t4", 1, "b");
        thing(writer, "t5", null, "a", "gone");
        thing(writer, "t6", 2, null);
        thing(writer, "t7", 0, "a", "a");
        writer.commit(
                writer.deleting(TestModels.MAKER, ids.get("gone"), true),
                writer.deleting(TestModels.THING, ids.get("t7"), true));
    }

    @AfterAll
    void stop() {
        under.close();
    }

    @Test
    void ordersTakeNullsLastAscendingAndFirstDescending() {
        assertThat(titles("")).containsExactly("t0", "t1", "t2", "t3", "t4", "t5", "t6");
        assertThat(titles("ORDER BY year")).containsExactly("t2", "t4", "t6", "t0", "t3", "t1", "t5");
        assertThat(titles("ORDER BY year DESC")).containsExactly("t1", "t5", "t0", "t3", "t6", "t2", "t4");
        assertThat(titles("ORDER BY year, title DESC")).containsExactly("t4", "t2", "t6", "t3", "t0", "t5", "t1");
        assertThat(titles("ORDER BY maker.name, year DESC"))
                .as("a deleted maker has no name")
                .containsExactly("t5", "t0", "t3", "t1", "t4", "t6", "t2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ORDER BY year",
                "ORDER BY year DESC",
                "ORDER BY year DESC, title DESC",
                "ORDER BY maker.name, year DESC",
                "ORDER BY id DESC",
                "year IS NOT NULL ORDER BY year",
                "ORDER BY year DESC LIMIT 5",
                "ORDER BY maker.name DESC LIMIT 4"
            })
    void pagesFromEitherEndMakeUpTheWhole(String query) {
        List<String> whole = titles(query);
        for (int size = 1; size <= whole.size(); size++) {
            List<String> forwards = new ArrayList<>();
            Page page = fetch(query, null, null, size, false);
            while (true) {
                forwards.addAll(titles(page));
                if (!page.more()) {
                    break;
                }
                page = fetch(query, last(page), null, size, false);
            }
            assertThat(forwards).as("forwards by " + size).isEqualTo(whole);

            List<String> backwards = new ArrayList<>();
            page = fetch(query, null, null, size, true);
            while (true) {
                List<String> reversed = new ArrayList<>(titles(page));
                Collections.reverse(reversed);
                backwards.addAll(reversed);
                if (!page.more()) {
                    break;
                }
                page = fetch(query, null, page.rows().get(0).key(), size, true);
            }
            Collections.reverse(backwards);
            assertThat(backwards).as("backwards by " + size).isEqualTo(whole);
        }
    }

    @Test
    void pageBetweenTwoPlacesLeavesBothOut() {
        Page whole = fetch("ORDER BY year", null, null, 10, false);
        SortKey first = whole.rows().get(0).key();
        SortKey fifth = whole.rows().get(4).key();

        assertThat(titles(fetch("ORDER BY year", first, fifth, 10, false))).containsExactly("t4", "t6", "t0");
        assertThat(fetch("ORDER BY year", first, fifth, 3, false).more()).isFalse();
        assertThat(titles(fetch("ORDER BY year", first, fifth, 2, true))).containsExactly("t6", "t0");
        assertThat(fetch("ORDER BY year", first, fifth, 2, true).more()).isTrue();
    }

    @Test
    void emptyPageStillSaysWhetherThereIsMoreAndWhere() {
        Page page = fetch("", null, null, 0, false);

        assertThat(page.rows()).isEmpty();
        assertThat(page.more()).isTrue();
        assertThat(page.position()).isEqualTo(14);
        assertThat(fetch("title = 'x'", null, null, 0, false)).isEqualTo(new Page(14, List.of(), false));
        assertThat(fetch("LIMIT 0", null, null, 5, false)).isEqualTo(new Page(14, List.of(), false));
    }

    @Test
    void countsHeedThePredicateAndNotTheLimit() {
        assertThat(await(engine.count(selection("year = 3 LIMIT 1")))).isEqualTo(2);
        assertThat(await(engine.countReferring(selection("year = 3 LIMIT 1"), "maker", targets("a", "b", "gone"))))
                .containsOnly(Map.entry(ids.get("a"), 2L));
        assertThat(await(engine.countReferring(selection(""), "makers", targets("a", "b", "none"))))
                .containsOnly(Map.entry(ids.get("a"), 2L), Map.entry(ids.get("b"), 2L));
        assertThat(await(engine.countReferring(selection(""), "maker", Set.of())))
                .isEmpty();
    }

    @Test
    void countedPageIsThePageAndTheNumberOfAllMatches() {
        for (String query : List.of(
                "",
                "year = 3",
                "year = 3 LIMIT 1",
                "maker.name = 'a' ORDER BY maker.name DESC, year",
                "ORDER BY year DESC LIMIT 4",
                "LIMIT 0",
                "title = 'x'")) {
            Page whole = fetch(query, null, null, 100, false);
            SortKey place = whole.rows().isEmpty() ? null : whole.rows().get(0).key();
            for (int size : List.of(0, 1, 2, 100)) {
                for (boolean fromEnd : List.of(false, true)) {
                    Fetch fetch = new Fetch(selection(query), size == 2 ? place : null, null, size, fromEnd);

                    CountedPage counted = await(engine.fetchCounted(fetch));

                    Page page = await(engine.fetch(fetch));
                    assertThat(titles(counted.page())).as(query).isEqualTo(titles(page));
                    assertThat(keys(counted.page())).as(query).isEqualTo(keys(page));
                    assertThat(counted.page().more()).as(query).isEqualTo(page.more());
                    assertThat(counted.page().position()).isEqualTo(14);
                    assertThat(counted.total()).as(query).isEqualTo(await(engine.count(selection(query))));
                }
            }
        }
        assertThat(await(engine.fetchCounted(Fetch.first(selection("year = 3 LIMIT 1"), 5)))
                        .total())
                .isEqualTo(2);
    }

    @Test
    void eachTargetHasAPageOfItsOwn() {
        Map<Ulid, Page> pages = await(engine.fetchReferring(
                new Fetch(selection("ORDER BY title DESC"), null, null, 2, false),
                "maker",
                targets("a", "b", "none", "gone")));

        assertThat(pages).containsOnlyKeys(ids.get("a"), ids.get("b"), ids.get("gone"));
        assertThat(titles(pages.get(ids.get("a")))).containsExactly("t5", "t3");
        assertThat(pages.get(ids.get("a")).more()).isTrue();
        assertThat(titles(pages.get(ids.get("b")))).containsExactly("t4", "t1");
        assertThat(pages.get(ids.get("b")).more()).isFalse();
        assertThat(titles(pages.get(ids.get("gone")))).containsExactly("t2");
        assertThat(pages.get(ids.get("b")).position()).isEqualTo(14);
    }

    @Test
    void limitIsAWindowForEachTarget() {
        Selection selection = selection("ORDER BY title LIMIT 2");
        Map<Ulid, Page> pages =
                await(engine.fetchReferring(new Fetch(selection, null, null, 1, true), "maker", targets("a", "b")));

        assertThat(titles(pages.get(ids.get("a")))).containsExactly("t3");
        assertThat(titles(pages.get(ids.get("b")))).containsExactly("t4");
        assertThat(pages.get(ids.get("a")).more()).isTrue();
    }

    @Test
    void listsOfReferencesReferToEachOfTheirTargetsOnce() {
        Map<Ulid, Page> pages =
                await(engine.fetchReferring(Fetch.first(selection(""), 9), "makers", targets("a", "b")));

        assertThat(titles(pages.get(ids.get("a")))).containsExactly("t0", "t1");
        assertThat(titles(pages.get(ids.get("b")))).containsExactly("t1", "t3");
    }

    private void thing(TestWriter writer, String title, Integer year, String maker, String... makers) {
        Map<String, Value> values = new HashMap<>();
        values.put("title", text(title));
        if (year != null) {
            values.put("year", new Value.Int(year));
        }
        if (maker != null) {
            values.put("maker", new Value.Id(ids.get(maker)));
        }
        List<Value> all = new ArrayList<>();
        for (String name : makers) {
            all.add(new Value.Id(ids.get(name)));
        }
        values.put("makers", new Value.Items(all));
        ids.put(title, writer.create(TestModels.THING, values));
    }

    private Set<Ulid> targets(String... names) {
        return Set.copyOf(List.of(names).stream().map(ids::get).toList());
    }

    private Page fetch(String query, SortKey after, SortKey before, int size, boolean fromEnd) {
        return await(engine.fetch(new Fetch(selection(query), after, before, size, fromEnd)));
    }

    private List<String> titles(String query) {
        return titles(fetch(query, null, null, 100, false));
    }

    private static List<String> titles(Page page) {
        return page.rows().stream()
                .map(row -> ((Value.Str) row.entity().value("title")).value())
                .toList();
    }

    private static List<SortKey> keys(Page page) {
        return page.rows().stream().map(Page.Row::key).toList();
    }

    private static SortKey last(Page page) {
        return page.rows().get(page.rows().size() - 1).key();
    }

    private static Selection selection(String query) {
        return SelectionParser.parse(TestModels.ALL, TestModels.THING, query, Parameters.NONE);
    }

    private static Value text(String text) {
        return new Value.Str(text);
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
