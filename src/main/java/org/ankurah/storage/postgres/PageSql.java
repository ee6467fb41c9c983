package org.ankurah.storage.postgres;

import java.util.ArrayList;
import java.util.List;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.query.Fetch;
import org.ankurah.query.Order;
import org.ankurah.query.Selection;
import org.ankurah.query.SortKey;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Writes the query of one page: {@code id}, {@code state} and the order's keys {@code k0}, {@code k1}, … of one
 * entity more than the page holds, so that it is known whether there are further ones. A page from the end is
 * asked for in the opposite order.
 *
 * <p>A place in the order becomes a condition on the keys, so a page costs the same however far behind it is. For
 * ascending {@code (a, b)}: {@code a >= x AND (a > x OR (b > y OR (b = y AND id > z)))}, with nulls taken care of.
 */
final class PageSql {

    private final Fetch fetch;
    private final Selection selection;
    private final Joins joins;
    private final Sql sql;
    private final SqlWriter writer;

    PageSql(Fetch fetch, Joins joins, Sql sql, SqlWriter writer) {
        this.fetch = fetch;
        this.selection = fetch.selection();
        this.joins = joins;
        this.sql = sql;
        this.writer = writer;
    }

    /**
     * The query.
     *
     * @param condition what must hold besides the predicate, as SQL text; TRUE if nothing
     */
    String write(String condition) {
        String predicate = writer.write(selection);
        List<String> keys =
                selection.order().stream().map(key -> joins.column(key.path())).toList();
        List<String> aliases = aliases();
        StringBuilder columns = new StringBuilder("t.\"id\" AS \"id\", t.\"state\" AS \"state\"");
        for (int i = 0; i < keys.size(); i++) {
            columns.append(", ").append(keys.get(i)).append(" AS ").append(aliases.get(i));
        }
        String all = "SELECT " + columns + " FROM " + joins.from() + " WHERE NOT t.\"deleted\" AND " + condition
                + " AND " + predicate;
        Integer limit = selection.limit();
        boolean cut = fetch.after() != null || fetch.before() != null || fetch.fromEnd();
        if (limit != null && cut) {
            String window = all + orderBy(keys, "t.\"id\"", false) + " LIMIT " + sql.number(limit);
            return "SELECT * FROM (" + window + ") AS w WHERE " + place(aliases, "w.\"id\"")
                    + orderBy(aliases, "w.\"id\"", fetch.fromEnd()) + " LIMIT " + sql.number(fetch.size() + 1L);
        }
        long most = Math.min(fetch.size() + 1L, limit == null ? Long.MAX_VALUE : limit);
        return all + " AND " + place(keys, "t.\"id\"") + orderBy(keys, "t.\"id\"", fetch.fromEnd()) + " LIMIT "
                + sql.number(most);
    }

    /** Puts the rows of pages in order once more, since a join need not keep it. */
    String outerOrder(String alias) {
        List<String> keys = aliases().stream().map(key -> alias + "." + key).toList();
        return keys(keys, alias + ".\"id\"", fetch.fromEnd());
    }

    private List<String> aliases() {
        List<String> aliases = new ArrayList<>();
        for (int i = 0; i < selection.order().size(); i++) {
            aliases.add("\"k" + i + "\"");
        }
        return aliases;
    }

    private String orderBy(List<String> keys, String id, boolean backwards) {
        return " ORDER BY " + keys(keys, id, backwards);
    }

    /** PostgreSQL puts nulls last ascending and first descending by itself. */
    private String keys(List<String> keys, String id, boolean backwards) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < keys.size(); i++) {
            boolean descending = selection.order().get(i).descending() != backwards;
            text.append(keys.get(i)).append(descending ? " DESC, " : " ASC, ");
        }
        return text.append(id).append(backwards ? " DESC" : " ASC").toString();
    }

    private String place(List<String> keys, String id) {
        return beyond(keys, id, fetch.after(), false) + " AND " + beyond(keys, id, fetch.before(), true);
    }

    private String beyond(List<String> keys, String id, @Nullable SortKey place, boolean backwards) {
        return place == null ? "TRUE" : beyond(keys, id, place, backwards, 0);
    }

    private String beyond(List<String> keys, String id, SortKey place, boolean backwards, int index) {
        if (index == keys.size()) {
            String own = sql.value(new Value.Id(place.id()), new ValueType.RefType(""));
            return id + (backwards ? " < " : " > ") + own;
        }
        Order order = selection.order().get(index);
        String key = keys.get(index);
        Value value = place.values().get(index);
        boolean greater = order.descending() == backwards;
        if (value == Value.NULL) {
            String rest = "(" + key + " IS NULL AND " + beyond(keys, id, place, backwards, index + 1) + ")";
            // Null is the greatest: nothing is greater, every value is less.
            return greater ? rest : "(" + key + " IS NOT NULL OR " + rest + ")";
        }
        ValueType type = order.path().type();
        String strict = key + (greater ? " > " : " < ") + sql.value(value, type);
        String rest = key + " = " + sql.value(value, type) + " AND " + beyond(keys, id, place, backwards, index + 1);
        if (!mayBeNull(order)) {
            // Says no more than what follows, but an index on the key can serve it.
            String bound = key + (greater ? " >= " : " <= ") + sql.value(value, type);
            return "(" + bound + " AND (" + strict + " OR (" + rest + ")))";
        }
        return "(" + strict + (greater ? " OR " + key + " IS NULL" : "") + " OR (" + rest + "))";
    }

    private boolean mayBeNull(Order order) {
        if (!order.path().refs().isEmpty() || order.path().isPart()) {
            return true;
        }
        PropertyDescriptor property = selection.model().property(order.path().property());
        return property != null && property.optional();
    }
}
