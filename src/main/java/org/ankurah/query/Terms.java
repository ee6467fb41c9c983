package org.ankurah.query;

import java.util.List;
import java.util.function.BiFunction;
import org.ankurah.query.Predicate.Comparison;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.ankurah.value.Json;
import org.ankurah.value.JsonText;
import org.ankurah.value.Literals;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Makes predicates that are well typed: the operator fits the property, and literals have become values that
 * compare with it (see {@link Literals}). Each method fails with {@code BAD_QUERY} and the path as field
 * otherwise, or with {@code LIMIT_EXCEEDED}.
 */
public final class Terms {

    private Terms() {}

    /** Compares with a literal, which always stands on the right. */
    public static Predicate compare(Path path, Comparison op, Value literal) {
        requireFit(path, op);
        Value value = literal(path, literal);
        if (isOrdering(op)) {
            requireOrdered(path, op, value);
        }
        return new Predicate.Compare(new Operand.Field(path), op, new Operand.Literal(value));
    }

    /** Compares two fields of one type, or two numbers of any types. */
    public static Predicate compare(Path left, Comparison op, Path right) {
        requireFit(left, op);
        requireFit(right, op);
        boolean numbers = isNumeric(left.type()) && isNumeric(right.type());
        if (isJson(left) || isJson(right)) {
            throw misfit(left, "a field of a JSON document compares with values only, not with another field");
        }
        if (!numbers && !left.type().equals(right.type())) {
            throw misfit(
                    left,
                    name(left) + " is of type " + TypeNames.of(left.type()) + " and does not compare with "
                            + name(right) + ", which is of type " + TypeNames.of(right.type()));
        }
        return new Predicate.Compare(new Operand.Field(left), op, new Operand.Field(right));
    }

    /** Equal to one of the values; of none, false. */
    public static Predicate in(Path path, List<Value> literals) {
        requireFit(path, "IN");
        QueryLimits.check(literals.size(), QueryLimits.MAX_LIST_VALUES, "values in lists");
        return new Predicate.In(
                path, literals.stream().map(value -> literal(path, value)).toList());
    }

    /** Text matches a pattern. */
    public static Predicate like(Path path, Value pattern, boolean ignoreCase) {
        requireFit(path, ignoreCase ? "ILIKE" : "LIKE");
        Value plain = asText(path, pattern);
        if (plain instanceof Value.Str text) {
            LikePattern.requireValid(text.value());
        }
        return new Predicate.Like(path, plain, ignoreCase);
    }

    /** A list holds a value, or a document contains a document. Text for a document is read as JSON. */
    public static Predicate contains(Path path, Value literal) {
        if (path.type() instanceof ValueType.ListType) {
            return containsAll(path, List.of(literal));
        }
        requireFit(path, "CONTAINS");
        Value document = literal instanceof Value.Str text ? parsed(path, text.value()) : literal(path, literal);
        return new Predicate.JsonContains(path, document);
    }

    /** A list holds all of the values; of none, true. */
    public static Predicate containsAll(Path path, List<Value> literals) {
        return new Predicate.ListContains(path, elements(path, literals), true);
    }

    /** A list holds one of the values; of none, false. */
    public static Predicate containsAny(Path path, List<Value> literals) {
        return new Predicate.ListContains(path, elements(path, literals), false);
    }

    /** A list has no element. */
    public static Predicate isEmpty(Path path) {
        if (!(path.type() instanceof ValueType.ListType)) {
            throw misfit(path, name(path) + " is of type " + TypeNames.of(path.type()) + "; only a list can be EMPTY");
        }
        return new Predicate.ListIsEmpty(path);
    }

    /**
     * The number of entities that refer to an entity compares with a whole number; with null, that is unknown.
     *
     * @param id a path to the id of the entity, with which null is compared
     */
    public static Predicate count(Hop.Referring hop, Comparison op, Value literal, Path id) {
        Value number = wholeNumber(hop, literal);
        if (number instanceof Value.Int whole) {
            return new Predicate.Count(hop, op, whole.value());
        }
        if (number instanceof Value.Decimal huge) {
            // No count comes near the end of the long numbers, so the end compares as all that lies beyond.
            boolean negative = huge.value().signum() < 0;
            return new Predicate.Count(hop, op, negative ? Long.MIN_VALUE : Long.MAX_VALUE);
        }
        return new Predicate.Compare(new Operand.Field(id), Comparison.EQ, new Operand.Literal(Value.NULL));
    }

    private static Value wholeNumber(Hop.Referring hop, Value literal) {
        Value number;
        try {
            number = Literals.of(literal, ValueType.Scalar.LONG);
        } catch (AnkurahException refused) {
            throw notWhole(hop, refused.getMessage());
        }
        boolean fraction = number instanceof Value.Decimal decimal
                && decimal.value().stripTrailingZeros().scale() > 0;
        if (fraction) {
            throw notWhole(hop, "expected a whole number");
        }
        return number;
    }

    private static AnkurahException notWhole(Hop.Referring hop, @Nullable String what) {
        return AnkurahException.badQuery("a count is a whole number: " + what, Source.shown(hop.name()));
    }

    /** There is no value. */
    public static Predicate isNull(Path path) {
        return new Predicate.IsNull(path);
    }

    static void requireFit(Path path, Comparison op) {
        requireFit(path, op.sql());
    }

    /** Fails unless an operator, as it is written, takes what a path leads to on its left. */
    static void requireFit(Path path, String operator) {
        ValueType type = path.type();
        boolean fits = switch (operator) {
            case "=", "<>" -> true;
            case "IN" -> !(type instanceof ValueType.ListType);
            case "LIKE", "ILIKE" -> type == ValueType.Scalar.STRING || isInsideJson(path);
            case "CONTAINS" -> type instanceof ValueType.ListType || isJson(path);
            default -> isOrdered(type) || isInsideJson(path);
        };
        if (!fits) {
            throw misfit(
                    path,
                    name(path) + " is of type " + TypeNames.of(type) + " and does not take " + operator
                            + advice(type, operator));
        }
    }

    /** Whether values of the type have an order that people would expect. */
    static boolean isOrdered(ValueType type) {
        boolean plain = type instanceof ValueType.Scalar || type instanceof ValueType.RefType;
        return plain && type != ValueType.Scalar.JSON && type != ValueType.Scalar.BOOLEAN;
    }

    static boolean isOrdering(Comparison op) {
        return op != Comparison.EQ && op != Comparison.NE;
    }

    static String name(Path path) {
        return String.join(".", SelectionText.steps(path));
    }

    private static Value literal(Path path, Value literal) {
        boolean wholeDocument = isJson(path) && path.json().isEmpty();
        if (wholeDocument && literal instanceof Value.Str text) {
            return parsed(path, text.value());
        }
        Value value = typed(path, literal, path.type(), Literals::of);
        return value instanceof Value.Doc doc ? document(doc.value()) : value;
    }

    /** The number of values in a document. */
    private static int size(Json json) {
        if (json instanceof Json.Obj object) {
            return 1 + object.value().values().stream().mapToInt(Terms::size).sum();
        }
        return json instanceof Json.Arr array
                ? 1 + array.value().stream().mapToInt(Terms::size).sum()
                : 1;
    }

    private static Value typed(Path path, Value literal, ValueType type, BiFunction<Value, ValueType, Value> coercion) {
        try {
            return coercion.apply(literal, type);
        } catch (AnkurahException refused) {
            throw misfit(
                    path,
                    name(path) + " is of type " + TypeNames.of(path.type()) + ": " + refused.getMessage()
                            + enumHint(type, literal));
        }
    }

    private static Value asText(Path path, Value literal) {
        try {
            return Literals.of(literal, ValueType.Scalar.STRING);
        } catch (AnkurahException refused) {
            throw misfit(path, "a pattern: " + refused.getMessage());
        }
    }

    private static Value parsed(Path path, String text) {
        try {
            return document(JsonText.parse(text));
        } catch (AnkurahException refused) {
            if (refused.code() == ErrorCode.LIMIT_EXCEEDED) {
                throw refused;
            }
            throw misfit(path, "text that is compared with a JSON document is read as JSON: " + refused.getMessage());
        }
    }

    private static Value document(Json json) {
        QueryLimits.check(size(json), QueryLimits.MAX_LIST_VALUES, "values in a document");
        return json == Json.NULL ? Value.NULL : new Value.Doc(json);
    }

    private static void requireOrdered(Path path, Comparison op, Value value) {
        if (value instanceof Value.Doc doc
                && !(doc.value() instanceof Json.Num)
                && !(doc.value() instanceof Json.Str)) {
            throw misfit(path, op.sql() + " compares numbers and texts inside a document, nothing else");
        }
        if (value instanceof Value.Id id && id.value().equals(Ulid.ZERO)) {
            throw misfit(path, op.sql() + " needs an id, which is a ULID of 26 characters");
        }
    }

    private static List<Value> elements(Path path, List<Value> literals) {
        if (!(path.type() instanceof ValueType.ListType list)) {
            throw misfit(path, name(path) + " is of type " + TypeNames.of(path.type()) + ", not a list");
        }
        QueryLimits.check(literals.size(), QueryLimits.MAX_LIST_VALUES, "values in lists");
        return literals.stream()
                .map(value -> typed(path, value, list.element(), Literals::element))
                .toList();
    }

    private static String advice(ValueType type, String operator) {
        if (type instanceof ValueType.ListType) {
            return "; lists take =, CONTAINS, CONTAINS ALL, CONTAINS ANY and IS EMPTY";
        }
        if (operator.equals("CONTAINS") && type == ValueType.Scalar.STRING) {
            return "; use LIKE '%…%'";
        }
        return type == ValueType.Scalar.JSON ? "; name a field inside the document" : "";
    }

    private static String enumHint(ValueType type, Value literal) {
        return type instanceof ValueType.EnumType constants && literal instanceof Value.Str text
                ? Nearest.hint(text.value(), constants.constants())
                : "";
    }

    private static boolean isNumeric(ValueType type) {
        return type == ValueType.Scalar.INT
                || type == ValueType.Scalar.LONG
                || type == ValueType.Scalar.DOUBLE
                || type == ValueType.Scalar.DECIMAL;
    }

    private static boolean isJson(Path path) {
        return path.type() == ValueType.Scalar.JSON;
    }

    private static boolean isInsideJson(Path path) {
        return isJson(path) && !path.json().isEmpty();
    }

    private static AnkurahException misfit(Path path, String what) {
        return AnkurahException.badQuery(what, Source.shown(name(path)));
    }
}
