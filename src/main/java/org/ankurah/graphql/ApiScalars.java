package org.ankurah.graphql;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLScalarType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Coercion;
import org.ankurah.value.Numbers;
import org.ankurah.value.ValueType;

/**
 * The scalars beyond GraphQL's own. Inputs become the values of the model's types; outputs arrive here as the
 * plain objects that {@link Outputs} made and pass through.
 */
final class ApiScalars {

    static final GraphQLScalarType LONG =
            scalar(ValueType.Scalar.LONG, "Long", "A whole number of 64 bits, written as a JSON number.");

    static final GraphQLScalarType DECIMAL = scalar(
            ValueType.Scalar.DECIMAL,
            "Decimal",
            "A decimal number that keeps its digits, such as `\"9.90\"`. Written as a string; read from a string or a"
                    + " number.");

    static final GraphQLScalarType DATE_TIME = scalar(
            ValueType.Scalar.INSTANT,
            "DateTime",
            "A moment in ISO-8601, such as `2024-05-17T12:30:00Z`: in UTC, down to microseconds. Inputs may have"
                    + " another offset.");

    static final GraphQLScalarType DATE =
            scalar(ValueType.Scalar.DATE, "Date", "A day without a time zone in ISO-8601, such as `2024-05-17`.");

    static final GraphQLScalarType UUID =
            scalar(ValueType.Scalar.UUID, "UUID", "A UUID, such as `123e4567-e89b-12d3-a456-426614174000`.");

    static final GraphQLScalarType BASE64 =
            scalar(ValueType.Scalar.BYTES, "Base64", "Bytes in Base64 (RFC 4648, section 4).");

    static final GraphQLScalarType JSON = ofJson("Json", "Any JSON value.");

    private static final List<GraphQLScalarType> ALL = List.of(LONG, DECIMAL, DATE_TIME, DATE, UUID, BASE64, JSON);

    private ApiScalars() {}

    /** All of them. */
    static List<GraphQLScalarType> all() {
        return ALL;
    }

    /** A scalar whose inputs are any JSON; what it makes of them is found where they are used. */
    static GraphQLScalarType ofJson(String name, String description) {
        return GraphQLScalarType.newScalar()
                .name(name)
                .description(description)
                .coercing(new JsonCoercing(name))
                .build();
    }

    private static GraphQLScalarType scalar(ValueType.Scalar type, String name, String description) {
        return GraphQLScalarType.newScalar()
                .name(name)
                .description(description)
                .coercing(new TextCoercing(type, name))
                .build();
    }

    /** A scalar whose values are JSON strings or numbers. */
    private record TextCoercing(ValueType type, String name) implements Coercing<Object, Object> {

        @Override
        public Object serialize(Object output, GraphQLContext context, Locale locale) {
            return output;
        }

        @Override
        public Object parseValue(Object input, GraphQLContext context, Locale locale) {
            try {
                return read(input);
            } catch (AnkurahException refused) {
                throw new CoercingParseValueException(name + ": " + refused.getMessage());
            }
        }

        @Override
        public Object parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
            try {
                return read(plain(input));
            } catch (AnkurahException refused) {
                throw new CoercingParseLiteralException(name + ": " + refused.getMessage());
            }
        }

        private static Object plain(Value<?> literal) {
            if (literal instanceof StringValue text) {
                return text.getValue();
            }
            if (literal instanceof IntValue number) {
                return number.getValue();
            }
            return literal instanceof FloatValue number ? number.getValue() : literal;
        }

        private org.ankurah.value.Value read(Object input) {
            if (input instanceof String text) {
                return Coercion.coerce(new org.ankurah.value.Value.Str(text), type);
            }
            BigDecimal number = input instanceof Number given ? Numbers.parse(given.toString()) : null;
            if (number == null) {
                throw AnkurahException.validation(
                        type == ValueType.Scalar.LONG ? "expected a number" : "expected a string or a number", null);
            }
            return Coercion.coerce(new org.ankurah.value.Value.Decimal(number), type);
        }
    }

    /** Any JSON value, with variables inside literals. */
    private record JsonCoercing(String name) implements Coercing<Object, Object> {

        @Override
        public Object serialize(Object output, GraphQLContext context, Locale locale) {
            return output;
        }

        @Override
        public Object parseValue(Object input, GraphQLContext context, Locale locale) {
            try {
                return JsonObjects.fromPlain(input);
            } catch (IllegalArgumentException e) {
                throw new CoercingParseValueException("not a valid " + name);
            }
        }

        @Override
        public Object parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
            Map<String, Object> values = variables.toMap();
            try {
                return JsonObjects.fromLiteral(input, values);
            } catch (IllegalArgumentException e) {
                throw new CoercingParseLiteralException("not a valid " + name);
            }
        }
    }
}
