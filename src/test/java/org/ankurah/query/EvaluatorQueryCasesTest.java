package org.ankurah.query;

import java.util.List;
import org.ankurah.merge.EntityState;
import org.ankurah.model.Models;
import org.ankurah.value.Ulid;

/** The in-memory evaluator answers every case. */
class EvaluatorQueryCasesTest extends QueryCasesContract {

    @Override
    protected List<Ulid> run(Models models, List<EntityState> rows, Selection selection) {
        return select(rows, selection);
    }

    static List<Ulid> select(List<EntityState> rows, Selection selection) {
        Entities entities = new Living(rows);
        CompiledSelection compiled = CompiledSelection.of(selection);
        return rows.stream()
                .filter(row -> row.model() == selection.model() && compiled.matches(row, entities))
                .map(row -> compiled.key(row, entities))
                .sorted(compiled.comparator())
                .limit(selection.limit() == null ? Long.MAX_VALUE : selection.limit())
                .map(SortKey::id)
                .toList();
    }
}
