package org.ankurah.storage.postgres;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ankurah.merge.EntityState;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.storage.postgres.Table.Column;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;

/**
 * Which indexes a column has. References and {@code @Indexed} properties have an ordered one, which ends in the id
 * as every order does; lists and documents one of their elements; {@code @Unique} a hash, since it is only ever
 * asked for equality. That values are unique is seen to by commits, which run one at a time, and not by an index:
 * that would also refuse two entities that swap their values in one transaction.
 *
 * @param name its name, unquoted
 * @param statement how it is made
 */
record Indexes(String name, String statement) {

    private static final String ORDERED = "ix";
    private static final String ELEMENTS = "gin";
    private static final String UNIQUE = "uq";

    /** The kinds of index that a column can have. */
    static final List<String> KINDS = List.of(ORDERED, ELEMENTS, UNIQUE);

    /** What an ordered index takes: PostgreSQL's limit is 2,704 bytes for all columns together. */
    static final int MAX_BYTES = 2_000;

    /** The indexes of a column. */
    static List<Indexes> of(Table table, Column column) {
        List<Indexes> indexes = new ArrayList<>();
        PropertyDescriptor property = column.property();
        boolean wanted = property.indexed() || property.target() != null;
        if (wanted && isOfElements(property.type())) {
            String operators = property.type() == ValueType.Scalar.JSON ? " jsonb_path_ops" : "";
            indexes.add(of(table, column, ELEMENTS, "gin (" + column.sql() + operators + ")"));
        } else if (wanted) {
            indexes.add(of(table, column, ORDERED, "btree (" + column.sql() + ", \"id\")"));
        }
        if (property.unique()) {
            indexes.add(of(table, column, UNIQUE, "hash (" + column.sql() + ")"));
        }
        return indexes;
    }

    private static Indexes of(Table table, Column column, String kind, String what) {
        String name = Names.index(table.name(), column.name(), kind);
        return new Indexes(name, "CREATE INDEX " + Names.quote(name) + " ON " + table.sql() + " USING " + what);
    }

    private static boolean isOfElements(ValueType type) {
        return type instanceof ValueType.ListType || type == ValueType.Scalar.JSON;
    }

    /** Looks for existing values that are too long for the column's index; nothing if none can be. */
    static Optional<Check> tooLong(Table table, Column column) {
        ValueType type = column.property().type();
        String limit = " > " + MAX_BYTES;
        if (type instanceof ValueType.ListType list) {
            return isLong(list.element())
                    ? Optional.of(Check.length(
                            table,
                            column,
                            "EXISTS (SELECT 1 FROM unnest(" + column.sql() + ") AS e(v) WHERE octet_length(v)" + limit
                                    + ")"))
                    : Optional.empty();
        }
        return isLong(type)
                ? Optional.of(Check.length(table, column, "octet_length(" + column.sql() + ")" + limit))
                : Optional.empty();
    }

    /**
     * Asserts that an entity's values fit into the indexes.
     *
     * @throws AnkurahException {@code VALIDATION} when one is too long
     */
    static void check(Table table, EntityState state) {
        int index = 0;
        for (Column column : table.columns()) {
            if (column.property().indexed()) {
                check(column.property(), state.value(index));
            }
            index++;
        }
    }

    private static void check(PropertyDescriptor property, Value value) {
        if (value instanceof Value.Items items) {
            items.value().forEach(item -> check(property, item));
            return;
        }
        int bytes = 0;
        if (value instanceof Value.Str text) {
            bytes = text.value().getBytes(StandardCharsets.UTF_8).length;
        } else if (value instanceof Value.Bytes binary) {
            bytes = binary.value().length;
        }
        if (bytes > MAX_BYTES) {
            throw AnkurahException.validation(
                    property.name() + ": an indexed value has at most " + MAX_BYTES + " bytes, not " + bytes,
                    property.name());
        }
    }

    private static boolean isLong(ValueType type) {
        return type == ValueType.Scalar.STRING || type == ValueType.Scalar.BYTES;
    }
}
