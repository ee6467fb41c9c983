package org.ankurah.storage.postgres;

import java.util.List;
import org.ankurah.query.Hop;
import org.ankurah.query.Path;
import org.ankurah.query.Predicate;
import org.ankurah.storage.postgres.Joins.Place;

/**
 * Writes what a predicate says of the entities behind a {@link Hop}: a query inside of the query, whose tables have
 * names of their own. Only living entities are reached.
 *
 * <p>Whoever refers to an entity is found by the reference, so that an index on it serves. A reference that is
 * followed any number of times is gone through backwards: from the entities that match to those that lead there. That
 * set is the same for all rows of the outer query, so it is made once, and its cost is that of what it holds; UNION
 * without ALL takes each entity once, so cycles end.
 */
final class HopSql {

    private static final String ID = "\"id\"";

    /**
     * Keeps a query from being joined as a whole. Those who refer to a few entities shall be looked up by the index on
     * the reference, also where PostgreSQL thinks them many: it would read the whole table at every step of a chain.
     */
    private static final String BY_INDEX = " OFFSET 0";

    private final SqlWriter writer;
    private final Joins joins;
    private final Sql sql;

    HopSql(SqlWriter writer, Joins joins, Sql sql) {
        this.writer = writer;
        this.joins = joins;
        this.sql = sql;
    }

    String some(Predicate.Some some) {
        return exists(some.hop(), some.inner(), "");
    }

    /** None of which it is not true. */
    String every(Predicate.Every every) {
        return "(NOT " + exists(every.hop(), every.inner(), " IS NOT TRUE") + ")";
    }

    String count(Predicate.Count count) {
        Query query = new Query(count.hop().source());
        return "((SELECT count(*) FROM " + query.from(query.refersTo(count.hop()) + query.inverse()) + ") "
                + count.op().sql() + " " + sql.number(count.number()) + ")";
    }

    /** @param suffix what is asked of the inner predicate; nothing if it must be true */
    private String exists(Hop hop, Predicate inner, String suffix) {
        boolean join = joins.takesJoin();
        String exists = hop instanceof Hop.Referring referring
                ? refersHere(referring, inner, suffix)
                : isReached((Hop.Reachable) hop, inner, suffix);
        // Below an OR, even one that says nothing, PostgreSQL does not make a join of a query.
        return join ? exists : "(" + exists + " OR FALSE)";
    }

    private String refersHere(Hop.Referring hop, Predicate inner, String suffix) {
        Query query = new Query(hop.source());
        String condition = query.refersTo(hop) + query.inverse() + " AND " + query.write(inner) + suffix;
        return "EXISTS (SELECT 1 FROM " + query.from(condition) + ")";
    }

    private String isReached(Hop.Reachable hop, Predicate inner, String suffix) {
        if (hop.self() && joins.mayBeDeleted(hop.refs())) {
            // A deleted entity is none of those that are gone through, but it gets to itself.
            String itself = writer.write(inner) + (suffix.isEmpty() ? " IS TRUE" : suffix);
            Hop.Reachable beyond = new Hop.Reachable(hop.refs(), hop.property(), false);
            return "((" + itself + ") OR " + isReached(beyond, inner, suffix) + ")";
        }
        Place start = joins.place(hop.refs());
        String from = start.column(hop.self() ? Path.ID : hop.property());
        return "(" + from + " IS NOT NULL AND " + from + " IN (" + leadingTo(start, hop, inner, suffix) + "))";
    }

    /**
     * The ids of the entities that match, and of those from which the reference leads to one that does. They are
     * distinct already; only if it is said once more does PostgreSQL think them few enough to look them up by hash.
     */
    private String leadingTo(Place start, Hop.Reachable hop, Predicate inner, String suffix) {
        Query query = new Query(start.table().model().collection());
        String matching = query.from(query.write(inner) + suffix + query.referred());
        String found = joins.newAlias("c");
        Query step = new Query(start.table().model().collection());
        String referring = step.root.column(hop.property()) + " = " + found + "." + ID + step.referred();
        String next = joins.newAlias("n");
        return "WITH RECURSIVE " + found + "(" + ID + ") AS (SELECT " + query.root.column(Path.ID) + " FROM " + matching
                + " UNION SELECT " + next + "." + ID + " FROM " + found + " CROSS JOIN LATERAL (SELECT "
                + step.root.column(Path.ID) + " FROM " + step.from(referring) + BY_INDEX + ") AS " + next
                + ") SELECT DISTINCT " + ID + " FROM " + found;
    }

    /** A query inside of the query, over a collection. */
    private final class Query {

        private final Joins inner;
        private final Place root;

        Query(String collection) {
            this.inner = joins.inner(collection);
            this.root = inner.place(List.of());
        }

        /** That an entity refers to where the hop starts. */
        String refersTo(Hop.Referring hop) {
            String target = joins.place(hop.refs()).column(Path.ID);
            return root.table().column(hop.property()).refersTo(root.alias(), target);
        }

        /** That an entity may be seen which was reached against its reference. */
        String inverse() {
            return joins.sight().inverse(inner, root);
        }

        /** That an entity may be seen to which the reference leads. */
        String referred() {
            return joins.sight().referred(inner, root);
        }

        String write(Predicate predicate) {
            return writer.over(inner).write(predicate);
        }

        /** What stands behind FROM; all conditions are written by now. */
        String from(String condition) {
            return inner.from() + " WHERE NOT " + root.alias() + ".\"deleted\" AND " + condition;
        }
    }
}
