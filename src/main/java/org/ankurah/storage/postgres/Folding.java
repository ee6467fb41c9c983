package org.ankurah.storage.postgres;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.ankurah.value.Value;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Finds the collation by which {@code ILIKE} folds the case of text: one that maps each code point by itself,
 * as the evaluator does, whatever the locale of the database.
 */
final class Folding {

    /** PostgreSQL's own since version 17; then the C library's; then ICU's, which differs for İ and final Σ. */
    private static final List<String> COLLATIONS = List.of("pg_c_utf8", "C.utf8", "C.UTF-8", "und-x-icu");

    private Folding() {}

    /** The first collation that exists, as SQL text. */
    static Uni<String> choose(Mutiny.StatelessSession session) {
        Sql sql = new Sql();
        String known = sql.text(
                SqlValues.array(COLLATIONS.stream()
                        .map(name -> (Value) new Value.Str(name))
                        .toList()),
                "text[]");
        String query = "SELECT CAST(c.collname AS text) AS name, v.n FROM unnest(" + known
                + ") WITH ORDINALITY AS v(name, n) JOIN pg_catalog.pg_collation AS c ON c.collname = v.name"
                + " WHERE c.collencoding IN (-1, pg_char_to_encoding('UTF8')) ORDER BY v.n";
        return sql.rows(session, query).map(rows -> {
            String name = rows.isEmpty() ? "default" : (String) ((Object[]) rows.get(0))[0];
            return "pg_catalog." + Names.quote(name);
        });
    }
}
