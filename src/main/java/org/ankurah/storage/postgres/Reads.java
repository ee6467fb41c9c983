package org.ankurah.storage.postgres;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.query.Aggregation;
import org.ankurah.query.Fetch;
import org.ankurah.query.Found;
import org.ankurah.query.Lookups;
import org.ankurah.query.Order;
import org.ankurah.query.Page;
import org.ankurah.query.Selection;
import org.ankurah.query.SortKey;
import org.ankurah.storage.CountedPage;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads entities by selections and ids, each time in one statement. */
final class Reads {

    private final Tables tables;
    private final String foldingCollation;

    Reads(Tables tables, String foldingCollation) {
        this.tables = tables;
        this.foldingCollation = foldingCollation;
    }

    /** One page; the position comes along even if the page is empty. */
    Uni<Page> fetch(Mutiny.StatelessSession session, Fetch fetch) {
        Query query = new Query(fetch.selection());
        PageSql page = query.page(fetch);
        String statement = "SELECT l.\"position\" AS at, p.* FROM ankurah_log AS l LEFT JOIN LATERAL ("
                + page.write("TRUE") + ") AS p ON TRUE ORDER BY " + page.outerOrder("p");
        return query.sql.rows(session, statement).map(rows -> {
            List<Object[]> columns = rows.stream().map(row -> (Object[]) row).toList();
            long position = ((Number) columns.get(0)[0]).longValue();
            boolean empty = columns.get(0)[1] == null;
            return page(fetch, position, empty ? List.of() : columns, 1);
        });
    }

    /** One page and the number of all matches; both come along even if the page is empty. */
    Uni<CountedPage> fetchCounted(Mutiny.StatelessSession session, Fetch fetch) {
        Query query = new Query(fetch.selection());
        PageSql page = query.page(fetch);
        String statement = "SELECT l.\"position\" AS at, (" + new Query(fetch.selection(), query.sql).count()
                + ") AS total, p.* FROM ankurah_log AS l LEFT JOIN LATERAL (" + page.write("TRUE")
                + ") AS p ON TRUE ORDER BY " + page.outerOrder("p");
        return query.sql.rows(session, statement).map(rows -> {
            List<Object[]> columns = rows.stream().map(row -> (Object[]) row).toList();
            Object[] first = columns.get(0);
            Page read = page(fetch, ((Number) first[0]).longValue(), first[2] == null ? List.of() : columns, 2);
            return new CountedPage(read, ((Number) first[1]).longValue());
        });
    }

    /** One page per target, by going through the targets inside the statement. */
    Uni<Map<Ulid, Page>> fetchReferring(
            Mutiny.StatelessSession session, Fetch fetch, String property, Set<Ulid> targets) {
        Query query = new Query(fetch.selection());
        PageSql page = query.page(fetch);
        String statement = "SELECT l.\"position\" AS at, g.id AS target, p.* FROM ankurah_log AS l CROSS JOIN unnest("
                + query.sql.ids(targets) + ") AS g(id) CROSS JOIN LATERAL (" + page.write(query.refersTo(property))
                + ") AS p ORDER BY g.id, " + page.outerOrder("p");
        return query.sql.rows(session, statement).map(rows -> {
            Map<Ulid, List<Object[]>> groups = new LinkedHashMap<>();
            for (Object row : rows) {
                Object[] columns = (Object[]) row;
                groups.computeIfAbsent(Ulid.fromUuid((UUID) columns[1]), target -> new ArrayList<>())
                        .add(columns);
            }
            Map<Ulid, Page> pages = new LinkedHashMap<>();
            groups.forEach((target, group) ->
                    pages.put(target, page(fetch, ((Number) group.get(0)[0]).longValue(), group, 2)));
            return pages;
        });
    }

    Uni<Long> count(Mutiny.StatelessSession session, Selection selection) {
        Query query = new Query(selection);
        return query.sql.rows(session, query.count()).map(rows -> ((Number) rows.get(0)).longValue());
    }

    /** The groups of an aggregation in order. */
    Uni<List<Aggregation.Group>> aggregate(Mutiny.StatelessSession session, Aggregation aggregation) {
        Query query = new Query(aggregation.selection());
        AggregateSql aggregate = new AggregateSql(aggregation, query.joins, query.writer);
        return query.sql.rows(session, aggregate.write()).map(aggregate::read);
    }

    Uni<Map<Ulid, Long>> countReferring(
            Mutiny.StatelessSession session, Selection selection, String property, Set<Ulid> targets) {
        Query query = new Query(selection);
        String predicate = query.writer.write(selection.predicate());
        String statement = "SELECT g.id AS target, count(*) AS n FROM unnest(" + query.sql.ids(targets)
                + ") AS g(id) CROSS JOIN " + query.joins.from() + " WHERE NOT t.\"deleted\" AND "
                + query.refersTo(property) + " AND " + predicate + " GROUP BY g.id";
        return query.sql.rows(session, statement).map(rows -> {
            Map<Ulid, Long> counts = new LinkedHashMap<>();
            for (Object row : rows) {
                Object[] columns = (Object[]) row;
                counts.put(Ulid.fromUuid((UUID) columns[0]), ((Number) columns[1]).longValue());
            }
            return counts;
        });
    }

    /** The living among scattered entities, as of one position. */
    Uni<Found> find(Mutiny.StatelessSession session, Lookups lookups) {
        return new FindSql(tables, lookups).read(session);
    }

    Uni<Map<Ulid, EntityState>> load(Mutiny.StatelessSession session, String collection, Set<Ulid> ids) {
        Table table = tables.get(collection);
        Sql sql = new Sql();
        String statement = "SELECT \"id\", \"state\" FROM " + table.sql() + " WHERE \"id\" = ANY(" + sql.ids(ids) + ")";
        return sql.rows(session, statement).map(rows -> {
            Map<Ulid, EntityState> found = new LinkedHashMap<>();
            for (Object row : rows) {
                EntityState state = state(table.model(), (Object[]) row, 0);
                found.put(state.id(), state);
            }
            return found;
        });
    }

    /**
     * Makes a page of rows that hold one more than its size if there are further ones.
     *
     * @param first where the columns of {@link PageSql} begin
     */
    private static Page page(Fetch fetch, long position, List<Object[]> rows, int first) {
        boolean more = rows.size() > fetch.size();
        List<Page.Row> page = new ArrayList<>();
        for (Object[] row : more ? rows.subList(0, fetch.size()) : rows) {
            EntityState state = state(fetch.selection().model(), row, first);
            List<Value> keys = new ArrayList<>();
            int column = first + 2;
            for (Order order : fetch.selection().order()) {
                keys.add(SqlValues.read(order.path().type(), row[column++]));
            }
            page.add(new Page.Row(state, new SortKey(keys, state.id())));
        }
        if (fetch.fromEnd()) {
            Collections.reverse(page);
        }
        return new Page(position, page, more);
    }

    private static EntityState state(ModelDescriptor model, Object[] row, int first) {
        return EntityState.decode(model, Ulid.fromUuid((UUID) row[first]), (byte[]) row[first + 1]);
    }

    /** The parts of one statement over a collection. */
    private final class Query {

        final Sql sql;
        final Table table;
        final Joins joins;
        final SqlWriter writer;
        private final Selection selection;

        Query(Selection selection) {
            this(selection, new Sql());
        }

        /** A query that is a part of the statement whose parameters these are. */
        Query(Selection selection, Sql sql) {
            this.sql = sql;
            this.selection = selection;
            this.table = tables.get(selection.model().collection());
            this.joins = new Joins(tables, table);
            this.writer = new SqlWriter(joins, sql, foldingCollation);
        }

        PageSql page(Fetch fetch) {
            return new PageSql(fetch, joins, sql, writer);
        }

        /** The query of the number of matches. */
        String count() {
            String predicate = writer.write(selection.predicate());
            return "SELECT count(*) FROM " + joins.from() + " WHERE NOT t.\"deleted\" AND " + predicate;
        }

        /** That an entity refers to the target {@code g.id}. */
        String refersTo(String property) {
            return table.column(property).refersTo(Joins.ROOT, "g.id");
        }
    }
}
