package org.ankurah.storage.postgres;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.ankurah.event.Clock;
import org.ankurah.merge.EntityState;
import org.ankurah.storage.postgres.Table.Column;

/** How the states of one collection become rows of its table. */
final class StateRows {

    private final String insert;
    private final String update;
    private final String project;
    private final String select;
    private final Rows<EntityState> rows;

    StateRows(Table table) {
        this.rows = rows(table);
        this.insert = rows.insertInto(table.sql());
        this.update = " ON CONFLICT (\"id\") DO UPDATE SET "
                + rows.names().stream()
                        .skip(1)
                        .map(name -> name + " = EXCLUDED." + name)
                        .collect(Collectors.joining(", "));
        this.project = "UPDATE " + table.sql() + " AS t SET " + assignments(table, rows) + " FROM ";
        this.select = "SELECT " + selected(table, rows) + " FROM ";
    }

    private static Rows<EntityState> rows(Table table) {
        Rows<EntityState> rows = new Rows<EntityState>()
                .with("\"id\"", "uuid", state -> state.id().toUuid().toString())
                .with("\"head\"", "uuid[]", state -> ids(state.head()))
                .with("\"state\"", "bytea", state -> SqlValues.hex(state.encode()))
                .with("\"position\"", "bigint", state -> Long.toString(state.position()))
                .with("\"created_at\"", Rows.MICROSECONDS, state -> micros(state.createdAt()))
                .with("\"updated_at\"", Rows.MICROSECONDS, state -> micros(state.updatedAt()))
                .with("\"deleted\"", "boolean", state -> Boolean.toString(state.deleted()));
        int index = 0;
        for (Column column : table.columns()) {
            int place = index++;
            rows.with(column.sql(), SqlTypes.of(column.property().type()), state -> SqlValues.text(state.value(place)));
        }
        return rows;
    }

    private static String assignments(Table table, Rows<EntityState> rows) {
        int place = rows.names().size() - table.columns().size();
        List<String> assignments = new ArrayList<>();
        for (Column column : table.columns()) {
            assignments.add(column.sql() + " = " + rows.values().get(place++));
        }
        return String.join(", ", assignments);
    }

    /** Text gets the order of the table's own columns. */
    private static String selected(Table table, Rows<EntityState> rows) {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < rows.names().size() - table.columns().size(); i++) {
            columns.add(rows.values().get(i) + " AS " + rows.names().get(i));
        }
        int place = columns.size();
        for (Column column : table.columns()) {
            boolean isText = SqlTypes.isText(column.property().type());
            columns.add(rows.values().get(place++) + (isText ? SqlTypes.BY_CODE_POINT : "") + " AS " + column.sql());
        }
        return String.join(", ", columns);
    }

    /** The statement that stores states, be they new or not, if a condition holds. */
    String upsert(Sql sql, List<EntityState> states, String condition) {
        return insert + rows.from(sql, states) + " WHERE " + condition + update;
    }

    /** The statement that brings the properties' columns of existing rows in line with their states. */
    String project(Sql sql, List<EntityState> states) {
        return project + rows.from(sql, states) + " WHERE t.\"id\" = CAST(r.v0 AS uuid)";
    }

    /** States as rows with the columns of the table, called {@code r}, as an item of a {@code FROM} clause. */
    String named(Sql sql, List<EntityState> states) {
        return "(" + select + rows.from(sql, states) + ") AS r";
    }

    /** A clock as the text of an array. */
    static String ids(Clock clock) {
        return clock.ids().stream().map(id -> id.toUuid().toString()).collect(Collectors.joining(",", "{", "}"));
    }

    /** A moment as {@link Rows#MICROSECONDS}. */
    static String micros(Instant moment) {
        return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, moment));
    }
}
