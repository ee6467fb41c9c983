package org.ankurah.query;

import org.ankurah.value.ValueType;

/** How errors name types: as the API does. */
final class TypeNames {

    private TypeNames() {}

    static String of(ValueType type) {
        if (type instanceof ValueType.ListType list) {
            return "list of " + of(list.element());
        }
        if (type instanceof ValueType.EnumType constants) {
            return constants.name();
        }
        if (type instanceof ValueType.RefType ref) {
            return "reference to " + ref.collection();
        }
        return switch ((ValueType.Scalar) type) {
            case STRING -> "String";
            case BOOLEAN -> "Boolean";
            case INT -> "Int";
            case LONG -> "Long";
            case DOUBLE -> "Float";
            case DECIMAL -> "Decimal";
            case INSTANT -> "DateTime";
            case DATE -> "Date";
            case UUID -> "UUID";
            case BYTES -> "Base64";
            case JSON -> "Json";
        };
    }
}
