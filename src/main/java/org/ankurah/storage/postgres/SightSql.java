package org.ankurah.storage.postgres;

import java.util.List;
import org.ankurah.query.Path;
import org.ankurah.query.Predicate;
import org.ankurah.query.Sight;
import org.ankurah.storage.postgres.Joins.Place;

/**
 * Writes what a sight says of a row as a condition that stands behind others: nothing where all rows may be seen. A
 * rule looks beyond the row by a query of its own, in which nothing is hidden.
 */
final class SightSql {

    /** Sees everything. */
    static final SightSql EVERYTHING = new SightSql(Sight.EVERYTHING, new Sql(), "");

    private final Sight sight;
    private final Sql sql;
    private final String foldingCollation;

    /**
     * @param sql takes the parameters
     * @param foldingCollation the collation by which the case of text is folded, as SQL text
     */
    SightSql(Sight sight, Sql sql, String foldingCollation) {
        this.sight = sight;
        this.sql = sql;
        this.foldingCollation = foldingCollation;
    }

    /** That an entity to which a reference leads may be seen. */
    String referred(Joins joins, Place place) {
        return and(sight.referred(place.table().model().collection()), joins, place) + present(joins, place);
    }

    /** That an entity that was reached against its reference may be seen. */
    String inverse(Joins joins, Place place) {
        return and(sight.inverse(place.table().model().collection()), joins, place) + present(joins, place);
    }

    /** That an entity of the past is now as it must be. */
    String present(Joins joins, Place place) {
        String collection = place.table().model().collection();
        Predicate rule = sight.present(collection);
        if (rule.equals(Predicate.TRUE)) {
            return "";
        }
        Joins now = joins.present(collection);
        String condition = new SqlWriter(now, sql, foldingCollation).write(rule);
        String id = now.place(List.of()).column(Path.ID);
        return " AND EXISTS (SELECT FROM " + now.from() + " WHERE " + id + " = " + place.column(Path.ID) + " AND "
                + condition + ")";
    }

    private String and(Predicate rule, Joins joins, Place place) {
        if (rule.equals(Predicate.TRUE)) {
            return "";
        }
        Joins whole = joins.wholeFrom(place);
        String condition = new SqlWriter(whole, sql, foldingCollation).write(rule);
        String further = whole.further();
        return further.isEmpty()
                ? " AND " + condition
                : " AND EXISTS (SELECT FROM (VALUES (1)) AS " + joins.newAlias("v") + further + " WHERE " + condition
                        + ")";
    }
}
