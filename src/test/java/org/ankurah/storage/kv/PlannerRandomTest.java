package org.ankurah.storage.kv;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.ankurah.merge.EntityState;
import org.ankurah.query.CompiledSelection;
import org.ankurah.query.Entities;
import org.ankurah.query.Fetch;
import org.ankurah.query.Page;
import org.ankurah.query.Pages;
import org.ankurah.query.Parameters;
import org.ankurah.query.Selection;
import org.ankurah.query.SelectionParser;
import org.ankurah.query.SortKey;
import org.ankurah.storage.TestModels;
import org.ankurah.storage.TestWriter;
import org.ankurah.value.Seeds;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever index is chosen, the answer is that of a look at all entities; while they change and indexes come and go. */
class PlannerRandomTest {

    private static final List<String> CONDITIONS = List.of(
            "year = %d",
            "year > %d",
            "year <= %d",
            "year >= %d",
            "year BETWEEN %d AND 3",
            "year IN (%d, 1, null)",
            "year > %d.5",
            "year = %d.5",
            "year < 1e300",
            "year IS NULL",
            "year IS NOT NULL",
            "year <> %d",
            "size = %d",
            "size > 9007199254740992.0",
            "size <= 9.007199254740994e15",
            "weight < %d",
            "weight = %d.5",
            "price > %d.25",
            "price = %d",
            "price <= 1e300",
            "price = 0.1e0",
            "title = 't%d'",
            "title LIKE 't%d%%'",
            "title > 't'",
            "title NOT LIKE 't%d%%'",
            "note = 'n%d'",
            "note IS NULL",
            "ready = true",
            "kind = 'SMALL'",
            "kind IN ('SMALL', 'LARGE')",
            "madeAt < '1970-01-01T00:00:0%dZ'",
            "(year = %d OR note = 'n1')",
            "NOT (year = %d AND ready = true)");

    private static final List<String> KEYS =
            List.of("year", "title", "price", "weight", "note", "ready", "size", "kind", "madeAt", "id");

    @Test
    void plannedAnswersAreThoseOfAFullScan() {
        Seeds.each("PlannerRandomTest", 25, random -> new Run(random).steps(12));
    }

    private static final class Run {

        private final Random random;
        private final MemoryStorage store = new MemoryStorage();
        private KeyValueEngine engine = opened();
        private TestWriter writer = new TestWriter(engine);
        private final List<Ulid> ids = new ArrayList<>();

        Run(Random random) {
            this.random = random;
        }

        private KeyValueEngine opened() {
            KeyValueEngine opened = new KeyValueEngine(store, Workers.direct(), true, new IndexLimits(3, 1, 5));
            await(opened.open(TestModels.ALL));
            return opened;
        }

        void steps(int count) {
            for (int step = 0; step < count; step++) {
                write();
                List<EntityState> all = List.copyOf(
                        await(engine.load("thing", new HashSet<>(ids))).values());
                for (int i = 0; i < 15; i++) {
                    compare(all);
                }
                if (step == count / 2) {
                    engine = opened();
                    writer = new TestWriter(engine);
                }
            }
        }

        private void write() {
            for (int i = 0; i < 8; i++) {
                ids.add(writer.create(TestModels.THING, values()));
            }
            for (int i = 0; i < 6; i++) {
                Ulid id = ids.get(random.nextInt(ids.size()));
                writer.commit(
                        random.nextInt(4) == 0
                                ? writer.deleting(TestModels.THING, id, random.nextBoolean())
                                : writer.setting(TestModels.THING, id, values()));
            }
        }

        private Map<String, Value> values() {
            Map<String, Value> values = new LinkedHashMap<>();
            int n = random.nextInt(5);
            values.put("title", new Value.Str(title()));
            values.put("ready", new Value.Bool(random.nextBoolean()));
            values.put("year", random.nextInt(6) == 0 ? Value.NULL : new Value.Int(random.nextInt(7) - 2));
            values.put("note", random.nextInt(3) == 0 ? Value.NULL : new Value.Str("n" + n));
            values.put("size", new Value.Int(random.nextBoolean() ? n : (1L << 53) + random.nextInt(4)));
            values.put("weight", random.nextInt(4) == 0 ? Value.NULL : new Value.Real(random.nextInt(9) / 2.0 - 2));
            values.put("price", price());
            values.put("kind", new Value.Str(random.nextBoolean() ? "SMALL" : "LARGE"));
            values.put("madeAt", new Value.Timestamp(Instant.ofEpochSecond(n, random.nextInt(3) * 1_000L)));
            return values;
        }

        private String title() {
            int n = random.nextInt(5);
            return switch (random.nextInt(8)) {
                case 0 -> "t" + n + "x".repeat(600) + random.nextInt(3);
                case 1 -> "";
                case 2 -> "t\u0001\ud83d\ude00" + n;
                default -> "t" + n;
            };
        }

        private Value price() {
            return random.nextInt(5) == 0
                    ? Value.NULL
                    : new Value.Decimal(new BigDecimal(random.nextInt(900) - 400).movePointLeft(random.nextInt(4)));
        }

        private Selection selection() {
            List<String> conditions = IntStream.range(0, random.nextInt(4))
                    .mapToObj(i -> CONDITIONS
                            .get(random.nextInt(CONDITIONS.size()))
                            .replace("%d", "" + random.nextInt(5))
                            .replace("%%", "%"))
                    .toList();
            List<String> keys = IntStream.range(0, random.nextInt(3))
                    .mapToObj(i -> KEYS.get(random.nextInt(KEYS.size())) + (random.nextBoolean() ? " DESC" : ""))
                    .toList();
            String text = String.join(" AND ", conditions)
                    + (keys.isEmpty() ? "" : " ORDER BY " + String.join(", ", keys))
                    + (random.nextInt(5) == 0 ? " LIMIT " + (1 + random.nextInt(9)) : "");
            return SelectionParser.parse(TestModels.ALL, TestModels.THING, text, Parameters.NONE);
        }

        private void compare(List<EntityState> all) {
            Selection selection = selection();
            CompiledSelection compiled = CompiledSelection.of(selection);
            Page whole = Pages.page(Fetch.first(selection, 1_000), compiled, all, Entities.NONE, 0);
            Fetch fetch = new Fetch(
                    selection,
                    place(whole, compiled, all),
                    place(whole, compiled, all),
                    1 + random.nextInt(12),
                    random.nextBoolean());
            long position = await(engine.position());
            // Asked twice: the first question makes the index that the second one uses.
            Page expected = Pages.page(fetch, compiled, all, Entities.NONE, position);
            for (int i = 0; i < 2; i++) {
                Page found = await(engine.fetch(fetch));
                assertThat(ids(found)).as("%s", fetch).isEqualTo(ids(expected));
                assertThat(found.more()).as("%s", fetch).isEqualTo(expected.more());
                assertThat(found.position()).isEqualTo(position);
                assertThat(await(engine.count(selection)))
                        .as("%s", selection)
                        .isEqualTo(Pages.count(compiled, all, Entities.NONE));
            }
        }

        private static List<Ulid> ids(Page page) {
            return page.rows().stream().map(row -> row.entity().id()).toList();
        }

        private @Nullable SortKey place(Page whole, CompiledSelection compiled, List<EntityState> all) {
            return random.nextInt(3) > 0 || whole.rows().isEmpty()
                    ? null
                    : compiled.key(all.get(random.nextInt(all.size())), Entities.NONE);
        }

        private static <T> T await(Uni<T> uni) {
            return uni.await().indefinitely();
        }
    }
}
