package org.ankurah.storage.postgres;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.PropertyDescriptor;

/** The table of one collection. */
final class Table {

    private final ModelDescriptor model;
    private final String name;
    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final StateRows rows;
    private final String called;

    /**
     * Lays the table out.
     *
     * @throws IllegalStateException when two properties would share a column
     */
    Table(ModelDescriptor model) {
        this.model = model;
        this.name = Names.table(model.collection());
        this.called = name;
        for (PropertyDescriptor property : model.properties()) {
            Column column = new Column(property, Names.column(property.name()));
            columns.values().stream()
                    .filter(other -> other.name().equals(column.name()))
                    .findFirst()
                    .ifPresent(other -> {
                        throw new IllegalStateException(model + "." + property.name() + ": its column would be called "
                                + column.name() + " like that of "
                                + other.property().name()
                                + ". Rename one of the two.");
                    });
            columns.put(property.name(), column);
        }
        this.rows = new StateRows(this);
    }

    private Table(Table table, String called) {
        this.model = table.model;
        this.name = table.name;
        this.called = called;
        this.columns.putAll(table.columns);
        this.rows = table.rows;
    }

    /** The same table where a statement gives it another name. */
    Table named(String other) {
        return new Table(this, other);
    }

    /** Gives the table that name, in front of a statement. */
    String naming() {
        return sql() + " AS NOT MATERIALIZED (SELECT * FROM " + Names.quote(name) + ")";
    }

    ModelDescriptor model() {
        return model;
    }

    /** Its name without quotes. */
    String name() {
        return name;
    }

    /** What statements call it, as SQL text: its name, unless they give it another one. */
    String sql() {
        return Names.quote(called);
    }

    /** One column per property, in the order of the model. */
    List<Column> columns() {
        return List.copyOf(columns.values());
    }

    /** How states become its rows. */
    StateRows rows() {
        return rows;
    }

    /** The column of a property that exists. */
    Column column(String property) {
        Column column = columns.get(property);
        if (column == null) {
            throw new IllegalArgumentException("model " + model + " has no property " + property);
        }
        return column;
    }

    /**
     * The column of one property.
     *
     * @param property the property
     * @param name the name without quotes
     */
    record Column(PropertyDescriptor property, String name) {

        /** The name as SQL text. */
        String sql() {
            return Names.quote(name);
        }

        /**
         * That the entity of a row refers to a target by this column, a reference or a list of them.
         *
         * @param alias the row's table in the query
         * @param target the target's id as SQL text
         */
        String refersTo(String alias, String target) {
            String own = alias + "." + sql();
            return property.isList() ? own + " @> ARRAY[" + target + "]" : own + " = " + target;
        }
    }
}
