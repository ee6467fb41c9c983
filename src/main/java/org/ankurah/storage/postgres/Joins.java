package org.ankurah.storage.postgres;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ankurah.query.Path;
import org.ankurah.value.ValueType.Scalar;
import org.jspecify.annotations.Nullable;

/**
 * The tables that the paths of one query, or of one inside of it, lead to: the collection's own, and one more for
 * each reference that is followed, joined only where the target lives and may be seen. A path whose reference leads
 * nowhere so reads null.
 */
final class Joins {

    /** The alias of the collection's own table. */
    static final String ROOT = "t";

    /** PostgreSQL needs more than quadratic time to plan joins that share a column. */
    private static final int MAX_JOINED = 8;

    private final Tables tables;
    private final Aliases aliases;
    private final Joined root;
    private final SightSql sight;

    /** Whether the collection's own rows are looked at even if they are deleted. */
    private final boolean deletedToo;

    private final Map<List<String>, Joined> joined = new LinkedHashMap<>();

    /** What rules about the collection's own rows join; null as long as there is none. */
    private @Nullable Joins rules;

    /** The tables of a whole query, of which this may be seen along references. */
    Joins(Tables tables, Table root, SightSql sight) {
        this(tables, new Aliases(), new Place(ROOT, root), sight, false);
    }

    private Joins(Tables tables, Aliases aliases, Place root, SightSql sight, boolean deletedToo) {
        this.tables = tables;
        this.aliases = aliases;
        this.root = new Joined(root, "", "");
        this.sight = sight;
        this.deletedToo = deletedToo;
    }

    /** The tables of a whole query that looks at deleted rows of the collection as well, with nothing hidden. */
    static Joins deletedToo(Tables tables, Table root) {
        return new Joins(tables, new Aliases(), new Place(ROOT, root), SightSql.EVERYTHING, true);
    }

    /** The tables of a query inside of this one, over another collection. */
    Joins inner(String collection) {
        Place place = new Place(aliases.next("t"), tables.get(collection));
        return new Joins(tables, aliases, place, sight, false);
    }

    /** The tables of a query inside of this one that looks at a collection as it is now, at deleted rows too. */
    Joins present(String collection) {
        Tables now = tables.present();
        Place place = new Place(aliases.next("t"), now.get(collection));
        return new Joins(now, aliases, place, SightSql.EVERYTHING, true);
    }

    /** What references from a row lead to, with nothing hidden; {@link #further} joins it to the row. */
    Joins wholeFrom(Place place) {
        return new Joins(tables, aliases, place, SightSql.EVERYTHING, false);
    }

    /** The same tables with nothing hidden, joined by {@link #from} as well: for rules about the collection's rows. */
    Joins forRules() {
        if (rules == null) {
            rules = wholeFrom(root.place);
        }
        return rules;
    }

    SightSql sight() {
        return sight;
    }

    /** A name that nothing in the whole query has yet. */
    String newAlias(String prefix) {
        return aliases.next(prefix);
    }

    /** Whether one more query inside of this one may become a join of it: at most so many of a whole query do. */
    boolean takesJoin() {
        return aliases.takesJoin();
    }

    /** Whether these references lead to rows that may be deleted: none lead to the collection's own. */
    boolean mayBeDeleted(List<String> refs) {
        return deletedToo && refs.isEmpty();
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
        String column = place(path.refs()).column(path.property());
        return path.isPart() ? part(column, path) : column;
    }

    /** A part of an own type, null if it is of another type in this document. Its name holds letters, digits and _. */
    private static String part(String column, Path path) {
        String name = "'" + path.json().get(0) + "'";
        String inside = column + " -> " + name;
        String text =
                "(" + column + " ->> " + name + ")" + (path.type() == Scalar.STRING ? SqlTypes.BY_CODE_POINT : "");
        String kind = path.type() == Scalar.STRING ? "string" : path.type() == Scalar.BOOLEAN ? "boolean" : "number";
        return "(CASE WHEN jsonb_typeof(" + inside + ") = '" + kind + "' THEN "
                + (path.type() == Scalar.STRING ? text : "CAST(" + text + " AS " + SqlTypes.of(path.type()) + ")")
                + " END)";
    }

    /** The tables as they stand behind FROM. */
    String from() {
        String own = root.place.table.sql() + " AS " + root.place.alias + further();
        return rules == null ? own : own + rules.further();
    }

    /** What is joined to the collection's own table. */
    String further() {
        StringBuilder from = new StringBuilder();
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
                    .append(".\"deleted\"")
                    .append(join.seen);
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
        Place place = new Place(aliases.next("r"), tables.get(target));
        Joined join = new Joined(place, reference, sight.referred(this, place));
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
     * @param seen that its row may be seen, as a condition behind others
     */
    private record Joined(Place place, String reference, String seen) {}

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
