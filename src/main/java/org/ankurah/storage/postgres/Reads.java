package org.ankurah.storage.postgres;

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
import org.ankurah.storage.EventFilter;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/** What is asked of entities by selections and ids, each question being one statement. */
final class Reads {

    private final Tables tables;
    private final String foldingCollation;
    private final @Nullable Long position;

    Reads(Tables tables, String foldingCollation) {
        this(tables, foldingCollation, null);
    }

    private Reads(Tables tables, String foldingCollation, @Nullable Long position) {
        this.tables = tables;
        this.foldingCollation = foldingCollation;
        this.position = position;
    }

    /** The same of tables that are shown as they were right behind a position. */
    Reads at(long past, Tables shown) {
        return new Reads(shown, foldingCollation, past);
    }

    /** The events of the log that a filter lets through. */
    EventSql events(EventFilter filter) {
        return new EventSql(filter, tables, foldingCollation);
    }

    /** One page; the position comes along even if the page is empty. */
    Question<Page> fetch(Fetch fetch) {
        Query query = new Query(fetch.selection());
        PageSql page = query.page(fetch);
        String statement = "SELECT l.\"position\" AS at, p.* FROM ankurah_log AS l LEFT JOIN LATERAL ("
                + page.write("TRUE") + ") AS p ON TRUE ORDER BY " + page.outerOrder("p");
        return new Question<>(query.sql, statement, rows -> {
            List<Object[]> columns = rows.stream().map(row -> (Object[]) row).toList();
            long at = position(columns.get(0)[0]);
            boolean empty = columns.get(0)[1] == null;
            return page(fetch, at, empty ? List.of() : columns, 1);
        });
    }

    /** One page and the number of all matches; both come along even if the page is empty. */
    Question<CountedPage> fetchCounted(Fetch fetch) {
        Query query = new Query(fetch.selection());
        PageSql page = query.page(fetch);
        String statement = "SELECT l.\"position\" AS at, (" + new Query(fetch.selection(), query.sql).count()
                + ") AS total, p.* FROM ankurah_log AS l LEFT JOIN LATERAL (" + page.write("TRUE")
                + ") AS p ON TRUE ORDER BY " + page.outerOrder("p");
        return new Question<>(query.sql, statement, rows -> {
            List<Object[]> columns = rows.stream().map(row -> (Object[]) row).toList();
            Object[] first = columns.get(0);
            Page read = page(fetch, position(first[0]), first[2] == null ? List.of() : columns, 2);
            return new CountedPage(read, ((Number) first[1]).longValue());
        });
    }

    /** One page per target, by going through the targets inside the statement. */
    Question<Map<Ulid, Page>> fetchReferring(Fetch fetch, String property, Set<Ulid> targets) {
        Query query = new Query(fetch.selection());
        PageSql page = query.page(fetch);
        String statement = "SELECT l.\"position\" AS at, g.id AS target, p.* FROM ankurah_log AS l CROSS JOIN unnest("
                + query.sql.ids(targets) + ") AS g(id) CROSS JOIN LATERAL (" + page.write(query.refersTo(property))
                + ") AS p ORDER BY g.id, " + page.outerOrder("p");
        return new Question<>(query.sql, statement, rows -> {
            Map<Ulid, List<Object[]>> groups = new LinkedHashMap<>();
            for (Object row : rows) {
                Object[] columns = (Object[]) row;
                groups.computeIfAbsent(Ulid.fromUuid((UUID) columns[1]), target -> new ArrayList<>())
                        .add(columns);
            }
            Map<Ulid, Page> pages = new LinkedHashMap<>();
            groups.forEach((target, group) -> pages.put(target, page(fetch, position(group.get(0)[0]), group, 2)));
            return pages;
        });
    }

    Question<Long> count(Selection selection) {
        Query query = new Query(selection);
        return new Question<>(query.sql, query.count(), rows -> ((Number) rows.get(0)).longValue());
    }

    /** The groups of an aggregation in order. */
    Question<List<Aggregation.Group>> aggregate(Aggregation aggregation) {
        Query query = new Query(aggregation.selection());
        AggregateSql aggregate = new AggregateSql(aggregation, query.joins, query.writer);
        return new Question<>(query.sql, aggregate.write(), aggregate::read);
    }

    Question<Map<Ulid, Long>> countReferring(Selection selection, String property, Set<Ulid> targets) {
        Query query = new Query(selection);
        String predicate = query.writer.write(selection);
        String statement = "SELECT g.id AS target, count(*) AS n FROM unnest(" + query.sql.ids(targets)
                + ") AS g(id) CROSS JOIN " + query.joins.from() + " WHERE NOT t.\"deleted\" AND "
                + query.refersTo(property) + " AND " + predicate + " GROUP BY g.id";
        return new Question<>(query.sql, statement, rows -> {
            Map<Ulid, Long> counts = new LinkedHashMap<>();
            for (Object row : rows) {
                Object[] columns = (Object[]) row;
                counts.put(Ulid.fromUuid((UUID) columns[0]), ((Number) columns[1]).longValue());
            }
            return counts;
        });
    }

    /** The living among scattered entities, as of one position. */
    Question<Found> find(Lookups lookups) {
        return new FindSql(tables, lookups, position).question();
    }

    Question<Map<Ulid, EntityState>> load(String collection, Set<Ulid> ids) {
        Table table = tables.get(collection);
        Sql sql = new Sql();
        String statement = "SELECT \"id\", \"state\" FROM " + table.sql() + " WHERE \"id\" = ANY(" + sql.ids(ids) + ")";
        return new Question<>(sql, statement, rows -> {
            Map<Ulid, EntityState> found = new LinkedHashMap<>();
            for (Object row : rows) {
                EntityState state = state(table.model(), (Object[]) row, 0);
                found.put(state.id(), state);
            }
            return found;
        });
    }

    /** As of which position was read: the one that the statement saw, unless it was asked of the past. */
    private long position(Object seen) {
        return position != null ? position : ((Number) seen).longValue();
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
            this.joins = new Joins(tables, table, new SightSql(selection.sight(), sql, foldingCollation));
            this.writer = new SqlWriter(joins, sql, foldingCollation);
        }

        PageSql page(Fetch fetch) {
            return new PageSql(fetch, joins, sql, writer);
        }

        /** The query of the number of matches. */
        String count() {
            String predicate = writer.write(selection);
            return "SELECT count(*) FROM " + joins.from() + " WHERE NOT t.\"deleted\" AND " + predicate;
        }

        /** That an entity refers to the target {@code g.id}. */
        String refersTo(String property) {
            return table.column(property).refersTo(Joins.ROOT, "g.id");
        }
    }
}
