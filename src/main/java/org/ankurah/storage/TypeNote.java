package org.ankurah.storage;

import java.util.List;
import java.util.Locale;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.value.ValueType;
import org.ankurah.value.ValueType.EnumType;
import org.ankurah.value.ValueType.ListType;
import org.ankurah.value.ValueType.RefType;
import org.ankurah.value.ValueType.Scalar;

/**
 * What a property was when the store was last opened, as the store notes it: what values are stored as does not tell an
 * enum from text nor a reference from a UUID.
 *
 * @param type its type
 * @param backend how its changes merge
 */
public record TypeNote(ValueType type, Backend backend) {

    private static final String COUNTER = "counter";
    private static final String DECIMAL_COUNTER = "counter decimal";

    /** The name of an enum's type is free to change. */
    private static final String UNNAMED = "";

    /** What is to be noted of a property. */
    public static TypeNote of(PropertyDescriptor property) {
        return parse(describe(property));
    }

    /** Reads what {@link #toString} wrote. */
    public static TypeNote parse(String text) {
        return switch (text) {
            case COUNTER -> new TypeNote(Scalar.LONG, Backend.COUNTER);
            case DECIMAL_COUNTER -> new TypeNote(Scalar.DECIMAL, Backend.COUNTER);
            default -> new TypeNote(parseType(text), Backend.LWW);
        };
    }

    /**
     * Whether every value of this note is one of the other, so that a column can be widened without loss. A counter
     * goes on from a plain value, but not the other way round.
     */
    public boolean widensTo(TypeNote other) {
        return (backend == other.backend || backend == Backend.LWW) && widens(type, other.type);
    }

    private static boolean widens(ValueType from, ValueType to) {
        if (from instanceof ListType a && to instanceof ListType b) {
            return widens(a.element(), b.element());
        }
        if (from instanceof EnumType) {
            // Constants that went are looked for in the data.
            return to == Scalar.STRING || to instanceof EnumType;
        }
        if (from == Scalar.INT) {
            return to == Scalar.INT || to == Scalar.LONG || to == Scalar.DOUBLE || to == Scalar.DECIMAL;
        }
        if (from == Scalar.LONG) {
            return to == Scalar.LONG || to == Scalar.DECIMAL;
        }
        return from.equals(to);
    }

    /** The constants of an enum, or of a list of it; empty for other types. */
    public List<String> constants() {
        ValueType element = type instanceof ListType list ? list.element() : type;
        return element instanceof EnumType constants ? constants.constants() : List.of();
    }

    @Override
    public String toString() {
        return describe(type, backend);
    }

    private static String describe(PropertyDescriptor property) {
        return describe(property.type(), property.backend());
    }

    private static String describe(ValueType type, Backend backend) {
        if (backend == Backend.COUNTER) {
            return type == Scalar.DECIMAL ? DECIMAL_COUNTER : COUNTER;
        }
        return describe(type);
    }

    private static String describe(ValueType type) {
        if (type instanceof ListType list) {
            return "list " + describe(list.element());
        }
        if (type instanceof RefType ref) {
            return "ref " + ref.collection();
        }
        if (type instanceof EnumType constants) {
            return "enum " + String.join(",", constants.constants());
        }
        return ((Scalar) type).name().toLowerCase(Locale.ROOT);
    }

    private static ValueType parseType(String text) {
        String[] words = text.split(" ", 2);
        return switch (words[0]) {
            case "list" -> new ListType(parseType(words[1]));
            case "ref" -> new RefType(words[1]);
            case "enum" -> new EnumType(UNNAMED, List.of(words[1].split(",")));
            default -> Scalar.valueOf(words[0].toUpperCase(Locale.ROOT));
        };
    }
}
