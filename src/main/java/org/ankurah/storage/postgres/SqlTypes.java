package org.ankurah.storage.postgres;

import org.ankurah.value.ValueType;

/** The SQL type of each type of value. */
final class SqlTypes {

    /** Makes text compare by code point. */
    static final String BY_CODE_POINT = " COLLATE \"C\"";

    private SqlTypes() {}

    /** The type by its name alone, as in a cast. */
    static String of(ValueType type) {
        if (type instanceof ValueType.ListType list) {
            return of(list.element()) + "[]";
        }
        if (type instanceof ValueType.EnumType) {
            return "text";
        }
        if (type instanceof ValueType.RefType) {
            return "uuid";
        }
        return switch ((ValueType.Scalar) type) {
            case STRING -> "text";
            case BOOLEAN -> "boolean";
            case INT -> "integer";
            case LONG -> "bigint";
            case DOUBLE -> "double precision";
            case DECIMAL -> "numeric";
            case INSTANT -> "timestamptz";
            case DATE -> "date";
            case UUID -> "uuid";
            case BYTES -> "bytea";
            case JSON -> "jsonb";
        };
    }

    /** The type as a column has it: text is ordered by code point, whatever the locale of the database. */
    static String ofColumn(ValueType type) {
        return isText(type) ? of(type) + BY_CODE_POINT : of(type);
    }

    /** Whether values are text in SQL, or lists of it. */
    static boolean isText(ValueType type) {
        return type == ValueType.Scalar.STRING
                || type instanceof ValueType.EnumType
                || (type instanceof ValueType.ListType list && isText(list.element()));
    }
}
