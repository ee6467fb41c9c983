package org.ankurah.model;

import java.util.List;
import java.util.Map;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Coercion;
import org.ankurah.value.Json;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType.Scalar;

/**
 * A type of one's own for properties: components of the class become values of it, and the API gets a scalar.
 *
 * <p>A value is stored as a scalar of the core, or as a JSON object whose {@linkplain #parts() parts} have names and
 * types. Whatever asks for values asks for what is stored: query text names the parts ({@code location.lat > 50}),
 * own operators of filters are {@linkplain PartCondition conditions} on them, and orders follow them. So queries in
 * memory, in SQL and live agree, whatever the type.
 *
 * <p>Laws: {@code fromValue(toValue(x))} equals {@code x}, and equal objects have equal values. Implementations are
 * pure and safe to use from any thread. {@link #fromValue} and {@link #read} refuse by an {@link AnkurahException} or
 * an {@link IllegalArgumentException}, whose message is shown to the client behind the property's name.
 *
 * @param <T> the class of the components
 */
public interface PropertyType<T> {

    /** The class of the components; none of those that properties can have anyway. */
    Class<T> javaClass();

    /** The scalar's name in the API, such as {@code GeoPoint}. */
    String name();

    /** The scalar's description: what clients write and read. */
    String description();

    /** What values are stored as. */
    default Scalar stored() {
        return Scalar.JSON;
    }

    /**
     * The members of a stored JSON object that queries may ask for, each a {@code DECIMAL} (a JSON number), a
     * {@code STRING} or a {@code BOOLEAN}. Values are ordered by the parts in this map's order; without parts they
     * have no order. Always empty if {@link #stored()} is not JSON: then the order is that of the stored scalar.
     */
    default Map<String, Scalar> parts() {
        return Map.of();
    }

    /** What is stored of an object; equal objects have one and the same. */
    Value toValue(T object);

    /** The object that a value of the type {@link #stored()} stands for; refuses what {@link #toValue} never makes. */
    T fromValue(Value value);

    /** The object that a client means. */
    default T read(Json input) {
        return fromValue(Coercion.coerce(new Value.Doc(input), stored()));
    }

    /** What clients are shown. {@link #read} must understand it. */
    default Json show(T object) {
        return ((Value.Doc) Coercion.coerce(toValue(object), Scalar.JSON)).value();
    }

    /** What filters offer beside {@code eq}, {@code ne}, {@code in}, {@code notIn} and {@code isNull}. */
    default List<Operator> operators() {
        return List.of();
    }

    /** What an object in any form is stored as. */
    default Value canonical(Value value) {
        return toValue(fromValue(value));
    }

    /** What a client gave, as it is stored. */
    default Value stored(Json input) {
        return toValue(read(input));
    }

    /** A stored value as clients are shown it; as it is stored, if it stems from before the property had this type. */
    default Json shown(Value value) {
        try {
            return show(fromValue(value));
        } catch (AnkurahException | IllegalArgumentException foreign) {
            return ((Value.Doc) Coercion.coerce(value, Scalar.JSON)).value();
        }
    }

    /**
     * An operator of filters.
     *
     * @param name its name, such as {@code within}
     * @param description what it asks, for people
     * @param fields what it takes by name, all of them required; if empty it takes a value of the type itself
     * @param condition the condition that arguments stand for. They are what {@code fields} says; of a value of the
     *     type itself they are its parts, or {@link PartCondition#WHOLE} if it is stored as a scalar. May refuse them
     *     by an {@link IllegalArgumentException} with a message for the client.
     */
    record Operator(String name, String description, Map<String, Scalar> fields, Reader condition) {

        /** An operator that takes a value of the type itself. */
        public static Operator of(String name, String description, Reader condition) {
            return new Operator(name, description, Map.of(), condition);
        }

        /** Makes a condition of an operator's arguments. */
        @FunctionalInterface
        public interface Reader {
            /** The condition that the arguments stand for. */
            PartCondition read(Map<String, Value> arguments);
        }
    }
}
