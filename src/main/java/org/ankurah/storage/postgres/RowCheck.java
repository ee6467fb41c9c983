package org.ankurah.storage.postgres;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ankurah.event.MalformedBytesException;
import org.ankurah.merge.EntityState;
import org.ankurah.storage.Replayed;
import org.ankurah.storage.RowDifference;
import org.ankurah.storage.RowDifference.Kind;
import org.ankurah.storage.Upkeep.Mended;
import org.ankurah.storage.postgres.Table.Column;
import org.ankurah.value.Json;
import org.ankurah.value.JsonText;
import org.ankurah.value.Ulid;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Compares rows of one table with what they should be, inside the database: so both sides went through the same
 * input functions, and equal means equal to the last digit. Only what differs travels back.
 *
 * <p>First whole rows are compared by their bytes ({@code *<>}), then the few that differ column by column as text.
 */
final class RowCheck {

    /** Longest text shown of a value. */
    private static final int SHOWN = 60;

    private static final String STATE = "state";

    private static final List<String> OWN_COLUMNS =
            List.of("head", STATE, "position", "created_at", "updated_at", "deleted");

    private final Table table;
    private final Replayed replayed;
    private final List<EntityState> states;

    /** @param states those of the table's collection */
    RowCheck(Table table, Replayed replayed, List<EntityState> states) {
        this.table = table;
        this.replayed = replayed;
        this.states = states;
    }

    /** Where the rows differ. */
    Uni<List<RowDifference>> differences(Mutiny.StatelessSession session) {
        List<RowDifference> found = new ArrayList<>();
        return surplus(session)
                .invoke(found::addAll)
                .chain(() -> states.isEmpty() ? Uni.createFrom().item(List.<RowDifference>of()) : wrong(session))
                .invoke(found::addAll)
                .replaceWith(found);
    }

    /** Makes the rows what they should be. */
    Uni<Mended> mend(Mutiny.StatelessSession session) {
        return delete(session)
                .chain(deleted -> states.isEmpty()
                        ? Uni.createFrom().item(new Mended(0, deleted))
                        : write(session).map(written -> new Mended(written, deleted)));
    }

    private Uni<List<RowDifference>> surplus(Mutiny.StatelessSession session) {
        Sql sql = new Sql();
        String query = "SELECT t.\"id\" FROM " + table.sql() + " AS t WHERE " + isSurplus(sql);
        return sql.rows(session, query)
                .map(rows -> rows.stream()
                        .map(id -> new RowDifference(
                                table.model().collection(), Ulid.fromUuid((UUID) id), Kind.SURPLUS, List.of()))
                        .toList());
    }

    private Uni<Integer> delete(Mutiny.StatelessSession session) {
        Sql sql = new Sql();
        return sql.execute(session, "DELETE FROM " + table.sql() + " AS t WHERE " + isSurplus(sql));
    }

    private String isSurplus(Sql sql) {
        List<Ulid> ids = new ArrayList<>(replayed.unknown());
        states.forEach(state -> ids.add(state.id()));
        return "t.\"id\" > " + StoredEvents.id(sql, replayed.range().after()) + " AND t.\"id\" <= "
                + StoredEvents.id(sql, replayed.range().to()) + " AND NOT EXISTS (SELECT 1 FROM unnest("
                + sql.ids(ids) + ") AS e(id) WHERE e.id = t.\"id\")";
    }

    private Uni<Integer> write(Mutiny.StatelessSession session) {
        Sql sql = new Sql();
        List<String> names = columns();
        String source = "SELECT r.\"id\", " + expected() + " FROM " + compared(sql);
        return sql.execute(
                session,
                "INSERT INTO " + table.sql() + " (\"id\", " + String.join(", ", names) + ") " + source
                        + " ON CONFLICT (\"id\") DO UPDATE SET "
                        + names.stream()
                                .map(name -> name + " = EXCLUDED." + name)
                                .collect(Collectors.joining(", ")));
    }

    private Uni<List<RowDifference>> wrong(Mutiny.StatelessSession session) {
        Sql sql = new Sql();
        List<String> columns = new ArrayList<>();
        OWN_COLUMNS.forEach(name -> columns.add(difference(name, "r." + Names.quote(name))));
        table.columns().forEach(column -> columns.add(difference(column.name(), "r." + column.sql())));
        String query = "SELECT r.\"id\", t.\"id\" IS NULL AS missing, t.\"state\", '[' || array_to_string(ARRAY["
                + String.join(", ", columns) + "], ',') || ']' AS columns FROM " + compared(sql)
                + " ORDER BY r.\"id\"";
        Map<Ulid, EntityState> byId = new HashMap<>();
        states.forEach(state -> byId.put(state.id(), state));
        return sql.rows(session, query).map(rows -> {
            List<RowDifference> wrong = new ArrayList<>();
            for (Object row : rows) {
                Object[] cells = (Object[]) row;
                EntityState state = byId.get(Ulid.fromUuid((UUID) cells[0]));
                if (state != null) {
                    add(wrong, state, cells);
                }
            }
            return wrong;
        });
    }

    private static void add(List<RowDifference> wrong, EntityState state, Object[] cells) {
        String collection = state.model().collection();
        if ((Boolean) cells[1]) {
            wrong.add(new RowDifference(collection, state.id(), Kind.MISSING, List.of()));
            return;
        }
        boolean sameMeaning = isSame(state, (byte[]) cells[2]);
        List<RowDifference.Column> columns = new ArrayList<>();
        for (Json column : ((Json.Arr) JsonText.parse((String) cells[3])).value()) {
            List<Json> parts = ((Json.Arr) column).value();
            String name = ((Json.Str) parts.get(0)).value();
            if (!sameMeaning || !name.equals(STATE)) {
                columns.add(new RowDifference.Column(name, text(parts.get(1)), text(parts.get(2))));
            }
        }
        if (!columns.isEmpty()) {
            wrong.add(new RowDifference(collection, state.id(), Kind.DIFFERENT, columns));
        }
    }

    /** A state that was written before the model changed has other bytes, but is read as the same. */
    private static boolean isSame(EntityState state, byte[] stored) {
        try {
            EntityState read = EntityState.decode(state.model(), state.id(), stored);
            return Arrays.equals(read.encode(), state.encode());
        } catch (MalformedBytesException | IllegalStateException unreadable) {
            return false;
        }
    }

    private static String text(Json shown) {
        return shown instanceof Json.Str text ? text.value() : "null";
    }

    /** Name, stored and expected text of a column, or null if they are the same. */
    private static String difference(String name, String expected) {
        String stored = "CAST(t." + Names.quote(name) + " AS text)";
        String should = "CAST(" + expected + " AS text)";
        return "CASE WHEN " + stored + " IS DISTINCT FROM " + should + " THEN CAST(json_build_array('" + name + "', "
                + shown(stored) + ", " + shown(should) + ") AS text) END";
    }

    private static String shown(String text) {
        return "CASE WHEN length(" + text + ") > " + SHOWN + " THEN left(" + text + ", " + SHOWN + ") || '…' ELSE "
                + text + " END";
    }

    /** The rows as they should be, {@code r}, with those that are there, {@code t}, where the two differ. */
    private String compared(Sql sql) {
        String stored = columns().stream().map(name -> "t." + name).collect(Collectors.joining(", "));
        return table.rows().named(sql, states) + " LEFT JOIN " + table.sql()
                + " AS t ON t.\"id\" = r.\"id\" WHERE t.\"id\" IS NULL OR CAST(ROW(" + stored
                + ") AS record) *<> CAST(ROW(" + expected() + ") AS record)";
    }

    private String expected() {
        List<String> values = new ArrayList<>();
        OWN_COLUMNS.forEach(name -> values.add("r." + Names.quote(name)));
        table.columns().forEach(column -> values.add("r." + column.sql()));
        return String.join(", ", values);
    }

    private List<String> columns() {
        List<String> names = new ArrayList<>();
        OWN_COLUMNS.forEach(name -> names.add(Names.quote(name)));
        table.columns().stream().map(Column::sql).forEach(names::add);
        return names;
    }
}
