package org.ankurah.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ankurah.merge.EntityState;
import org.ankurah.value.Ulid;
import org.junit.jupiter.api.Test;

/** Random selections over random entities; {@code -Dseed=} repeats one run. */
class RandomSelectionsTest {

    private static final int RUNS = 60;
    private static final int SELECTIONS = 100;

    @Test
    void compiledEvaluatorAgreesWithThePlainOne() {
        long first = Long.getLong("seed", System.nanoTime());
        int runs = System.getProperty("seed") == null ? RUNS : 1;
        for (long seed = first; seed < first + runs; seed++) {
            RandomSelections random = new RandomSelections(seed);
            List<EntityState> rows = random.rows(12).states();
            PlainEvaluator plain = new PlainEvaluator(rows);
            for (int i = 0; i < SELECTIONS; i++) {
                Selection selection = random.selection();
                String text = SelectionText.write(selection);
                List<Ulid> found = EvaluatorQueryCasesTest.select(rows, selection);
                assertThat(found).as("seed %d, selection %d: %s", seed, i, text).isEqualTo(plain.run(selection));
                Selection limited = selection.seenBy(random.sight(selection.model(), true));
                assertThat(EvaluatorQueryCasesTest.select(rows, limited))
                        .as("seed %d, selection %d: %s, of %s", seed, i, text, limited.sight())
                        .isEqualTo(new PlainEvaluator(seen(rows, plain, limited.sight())).run(selection));
            }
        }
    }

    /** What is left of a world without what is hidden. */
    private static List<EntityState> seen(List<EntityState> rows, PlainEvaluator whole, Sight sight) {
        return rows.stream()
                .filter(row -> whole.run(new Selection(
                                row.model(), sight.inverse(row.model().collection()), List.of(), null))
                        .contains(row.id()))
                .toList();
    }

    @Test
    void textOfASelectionIsReadBackAsTheSame() {
        long seed = Long.getLong("seed", System.nanoTime());
        RandomSelections random = new RandomSelections(seed);
        random.rows(3);
        for (int i = 0; i < 3_000; i++) {
            Selection selection = random.selection();
            String text = SelectionText.write(selection);
            Selection read = SelectionParser.parse(QueryModels.ALL, selection.model(), text, Parameters.NONE);
            assertThat(read).as("seed %d, selection %d: %s", seed, i, text).isEqualTo(selection);
        }
    }
}
