package org.ankurah.storage.postgres;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ankurah.query.Path;

/**
 * The tables that the paths of one query lead to: the collection's own, and one more for each reference that is
 * followed, joined only where the target lives. A path whose reference leads nowhere so reads null.
 */
final class Joins {

    /** The alias of the collection's own table. */
    static final String ROOT = "t";

    private final Tables tables;
    private final Table root;
    private final Map<List<String>, Joined> joined = new LinkedHashMap<>();

    Joins(Tables tables, Table root) {
        this.tables = tables;
        this.root = root;
    }

    /** The column that a path ends at, as SQL text; joins what is on the way. */
    String column(Path path) {
        if (path.refs().isEmpty()) {
            return column(ROOT, root, path.property());
        }
        if (path.isId()) {
            // The id of a target is what the reference itself holds, whether the target lives or not.
            int last = path.refs().size() - 1;
            return column(new Path(path.refs().subList(0, last), path.refs().get(last), List.of(), path.type()));
        }
        Joined target = join(path.refs());
        return column(target.alias, target.table, path.property());
    }

    /** The tables as they stand behind FROM. */
    String from() {
        StringBuilder from = new StringBuilder(root.sql() + " AS " + ROOT);
        for (Joined join : joined.values()) {
            from.append(" LEFT JOIN ")
                    .append(join.table.sql())
                    .append(" AS ")
                    .append(join.alias)
                    .append(" ON ")
                    .append(join.alias)
                    .append(".\"id\" = ")
                    .append(join.reference)
                    .append(" AND NOT ")
                    .append(join.alias)
                    .append(".\"deleted\"");
        }
        return from.toString();
    }

    private Joined join(List<String> refs) {
        Joined known = joined.get(refs);
        if (known != null) {
            return known;
        }
        int last = refs.size() - 1;
        Joined origin = last == 0 ? new Joined(ROOT, root, "") : join(refs.subList(0, last));
        String target = origin.table.column(refs.get(last)).property().target();
        if (target == null) {
            throw new IllegalArgumentException(refs.get(last) + " is no reference");
        }
        Joined join = new Joined(
                "r" + (joined.size() + 1), tables.get(target), column(origin.alias, origin.table, refs.get(last)));
        joined.put(refs, join);
        return join;
    }

    private static String column(String alias, Table table, String property) {
        String name =
                property.equals(Path.ID) ? "\"id\"" : table.column(property).sql();
        return alias + "." + name;
    }

    /**
     * A table in its place.
     *
     * @param alias its name in the query
     * @param table which table
     * @param reference the column that leads to it
     */
    private record Joined(String alias, Table table, String reference) {}
}
