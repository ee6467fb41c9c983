package org.ankurah.storage.postgres;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ankurah.merge.EntityState;
import org.ankurah.storage.postgres.Table.Column;
import org.ankurah.value.Ulid;

/**
 * What stands in for a table in statements about the past: under the table's own name the rows that have not changed
 * since, and the others as they were.
 *
 * <pre>{@code
 * WITH ankurah_past_0 AS MATERIALIZED (… the changed ones, sent along …),
 *      "album" AS NOT MATERIALIZED (
 *          SELECT "id", "state", "deleted" OR "position" > P AS "deleted", … FROM "album"
 *          UNION ALL SELECT "id", "state", FALSE, … FROM ankurah_past_0)
 * }</pre>
 *
 * <p>Every statement about entities leaves deleted rows out, so a row that has changed since is shown as deleted. As a
 * condition of its own, PostgreSQL would not look through it: now it sees the union's two parts, and looks up rows of
 * the table by its indexes, partial ones included. That the table's name means the table inside of what stands in for
 * it is so because the latter is not recursive.
 *
 * @param table the table
 * @param position the past
 * @param upTo changes up to here were looked at
 * @param changed the entities that changed since
 * @param living those of them that lived then, as they were
 */
record Shadow(Table table, long position, long upTo, Set<Ulid> changed, List<EntityState> living) {

    /** Of a table that was not looked at yet. */
    Shadow(Table table, long position) {
        this(table, position, position, Set.of(), List.of());
    }

    /**
     * The same with what changed meanwhile.
     *
     * @param found among others the changes behind {@link #upTo}
     * @param states among others the states of those that are new
     */
    Shadow grown(Changed found, List<EntityState> states) {
        List<EntityState> more = new ArrayList<>(living);
        states.stream()
                .filter(state -> state.model() == table.model() && !state.deleted() && !changed.contains(state.id()))
                .forEach(more::add);
        Set<Ulid> all = new LinkedHashSet<>(changed);
        more.forEach(state -> all.add(state.id()));
        return new Shadow(table, position, found.upTo(), all, List.copyOf(more));
    }

    /**
     * The question asked of the past.
     *
     * @param present tables that it asks as of now; they come first, where no name means the past yet
     */
    static <T> Question<T> over(Question<T> question, List<Shadow> shadows, Collection<Table> present) {
        if (shadows.isEmpty()) {
            return question;
        }
        List<String> parts = new ArrayList<>();
        present.forEach(table -> parts.add(table.naming()));
        for (int i = 0; i < shadows.size(); i++) {
            shadows.get(i).write(question.sql(), "ankurah_past_" + i, parts);
        }
        String text = "WITH " + String.join(", ", parts) + " " + question.text();
        return new Question<>(question.sql(), text, question.take());
    }

    private void write(Sql sql, String past, List<String> parts) {
        StringBuilder columns = new StringBuilder();
        for (Column column : table.columns()) {
            columns.append(", ").append(column.sql());
        }
        String changedRows = "";
        if (!living.isEmpty()) {
            parts.add(past + " AS MATERIALIZED (SELECT * FROM " + table.rows().named(sql, living) + ")");
            changedRows = " UNION ALL SELECT \"id\", \"state\", FALSE" + columns + " FROM " + past;
        }
        parts.add(table.sql() + " AS NOT MATERIALIZED (SELECT \"id\", \"state\", (\"deleted\" OR \"position\" > "
                + sql.number(position) + ") AS \"deleted\"" + columns + " FROM " + table.sql() + changedRows + ")");
    }
}
