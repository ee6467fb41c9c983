package org.ankurah.storage.postgres;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ankurah.query.Path;

/**
 * The tables that the paths of one query, or of one inside of it, lead to: the collection's own, and one more for
 * each reference that is followed, joined only where the target lives. A path whose reference leads nowhere so reads
 * null.
 */
final class Joins {

    /** The alias of the collection's own table. */
    static final String ROOT = "t";

    /** PostgreSQL needs more than quadratic time to plan joins that share a column. */
    private static final int MAX_JOINED = 8;

    private final Tables tables;
    private final Aliases aliases;
    private final Joined root;
    private final Map<List<String>, Joined> joined = new LinkedHashMap<>();

    /** The tables of a whole query. */
    Joins(Tables tables, Table root) {
        this(tables, new Aliases(), new Joined(new Place(ROOT, root), ""));
    }

    private Joins(Tables tables, Aliases aliases, Joined root) {
        this.tables = tables;
        this.aliases = aliases;
        this.root = root;
    }

    /** The tables of a query inside of this one, over another collection. */
    Joins inner(String collection) {
        return new Joins(tables, aliases, new Joined(new Place(aliases.next("t"), tables.get(collection)), ""));
    }

    /** A name that nothing in the whole query has yet. */
    String newAlias(String prefix) {
        return aliases.next(prefix);
    }

    /** Whether one more query inside of this one may become a join of it: at most so many of a whole query do. */
    boolean takesJoin() {
        return aliases.takesJoin();
    }

    /** The table that references lead to; of none, the collection's own. Joins what is on the way. */
    Place place(List<String> refs) {
        return join(refs).place;
    }

    /** The column that a path ends at, as SQL text; joins what is on the way. */
    String column(Path path) {
        if (path.isId() && !path.refs().isEmpty()) {
            // The id of a target is what the reference itself holds, whether the target lives or not.
            int last = path.refs().size() - 1;
            return column(new Path(path.refs().subList(0, last), path.refs().get(last), List.of(), path.type()));
        }
        return place(path.refs()).column(path.property());
    }

    /** The tables as they stand behind FROM. */
    String from() {
        StringBuilder from = new StringBuilder(root.place.table.sql() + " AS " + root.place.alias);
        for (Joined join : joined.values()) {
            from.append(" LEFT JOIN ")
                    .append(join.place.table.sql())
                    .append(" AS ")
                    .append(join.place.alias)
                    .append(" ON ")
                    .append(join.place.alias)
                    .append(".\"id\" = ")
                    .append(join.reference)
                    .append(" AND NOT ")
                    .append(join.place.alias)
                    .append(".\"deleted\"");
        }
        return from.toString();
    }

    private Joined join(List<String> refs) {
        Joined known = refs.isEmpty() ? root : joined.get(refs);
        if (known != null) {
            return known;
        }
        int last = refs.size() - 1;
        Joined origin = join(refs.subList(0, last));
        String target = origin.place.table.column(refs.get(last)).property().target();
        if (target == null) {
            throw new IllegalArgumentException(refs.get(last) + " is no reference");
        }
        String reference = origin.place.column(refs.get(last));
        Joined join = new Joined(new Place(aliases.next("r"), tables.get(target)), reference);
        joined.put(refs, join);
        return join;
    }

    /**
     * A table by its name in the query.
     *
     * @param alias its name in the query
     */
    record Place(String alias, Table table) {

        /** A property, or {@code id}, as SQL text. */
        String column(String property) {
            String name =
                    property.equals(Path.ID) ? "\"id\"" : table.column(property).sql();
            return alias + "." + name;
        }
    }

    /**
     * A table in its place.
     *
     * @param reference the column that leads to it
     */
    private record Joined(Place place, String reference) {}

    /** What the queries inside of a statement share: names, each given out once, and how many queries are joins. */
    private static final class Aliases {

        private int given;
        private int joins;

        boolean takesJoin() {
            joins++;
            return joins <= MAX_JOINED;
        }

        String next(String prefix) {
            given++;
            return prefix + given;
        }
    }
}
