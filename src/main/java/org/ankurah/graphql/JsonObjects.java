package org.ankurah.graphql;

import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.EnumValue;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.NullValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.language.VariableReference;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ankurah.value.Json;
import org.ankurah.value.JsonText;
import org.ankurah.value.Numbers;
import org.jspecify.annotations.Nullable;

/** Translates JSON documents from and to the plain maps, lists and scalars that GraphQL executes with. */
final class JsonObjects {

    private JsonObjects() {}

    /**
     * Reads maps, lists, strings, numbers, booleans and null.
     *
     * @throws IllegalArgumentException for anything else, and for documents that are too deep
     */
    static Json fromPlain(@Nullable Object plain) {
        return fromPlain(plain, 0);
    }

    /**
     * Reads a GraphQL literal, whose parts may be variables.
     *
     * @throws IllegalArgumentException for an enum constant, and for documents that are too deep
     */
    static Json fromLiteral(Value<?> literal, Map<String, Object> variables) {
        return fromLiteral(literal, variables, 0);
    }

    /** Maps, lists, strings, numbers, booleans and null. */
    static @Nullable Object toPlain(Json json) {
        if (json instanceof Json.Bool bool) {
            return bool.value();
        }
        if (json instanceof Json.Num num) {
            return num.value();
        }
        if (json instanceof Json.Str str) {
            return str.value();
        }
        if (json instanceof Json.Arr arr) {
            List<@Nullable Object> list = new ArrayList<>(arr.value().size());
            arr.value().forEach(element -> list.add(toPlain(element)));
            return list;
        }
        if (json instanceof Json.Obj obj) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            obj.value().forEach((name, member) -> map.put(name, toPlain(member)));
            return map;
        }
        return null;
    }

    private static Json fromPlain(@Nullable Object plain, int depth) {
        checkDepth(depth);
        if (plain == null) {
            return Json.NULL;
        }
        if (plain instanceof Json json) {
            return json;
        }
        if (plain instanceof Boolean bool) {
            return new Json.Bool(bool);
        }
        if (plain instanceof Number number) {
            return number(number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString()));
        }
        if (plain instanceof String text) {
            return new Json.Str(text);
        }
        if (plain instanceof List<?> list) {
            List<Json> elements = new ArrayList<>(list.size());
            list.forEach(element -> elements.add(fromPlain(element, depth + 1)));
            return new Json.Arr(elements);
        }
        if (plain instanceof Map<?, ?> map) {
            Map<String, Json> members = new LinkedHashMap<>();
            map.forEach((name, member) -> members.put(String.valueOf(name), fromPlain(member, depth + 1)));
            return new Json.Obj(members);
        }
        throw new IllegalArgumentException("not JSON");
    }

    private static Json fromLiteral(Value<?> literal, Map<String, Object> variables, int depth) {
        checkDepth(depth);
        if (literal instanceof NullValue) {
            return Json.NULL;
        }
        if (literal instanceof VariableReference variable) {
            return fromPlain(variables.get(variable.getName()), depth);
        }
        if (literal instanceof BooleanValue bool) {
            return new Json.Bool(bool.isValue());
        }
        if (literal instanceof IntValue number) {
            return number(new BigDecimal(number.getValue()));
        }
        if (literal instanceof FloatValue number) {
            return number(number.getValue());
        }
        if (literal instanceof StringValue text) {
            return new Json.Str(text.getValue());
        }
        if (literal instanceof ArrayValue array) {
            List<Json> elements = new ArrayList<>();
            array.getValues().forEach(element -> elements.add(fromLiteral(element, variables, depth + 1)));
            return new Json.Arr(elements);
        }
        if (literal instanceof ObjectValue object) {
            Map<String, Json> members = new LinkedHashMap<>();
            for (ObjectField field : object.getObjectFields()) {
                members.put(field.getName(), fromLiteral(field.getValue(), variables, depth + 1));
            }
            return new Json.Obj(members);
        }
        throw new IllegalArgumentException(literal instanceof EnumValue ? "a name without quotes" : "not JSON");
    }

    private static Json number(BigDecimal value) {
        if (!Numbers.inBounds(value, Numbers.MAX_DIGITS)) {
            throw new IllegalArgumentException("a number too long");
        }
        return new Json.Num(value);
    }

    private static void checkDepth(int depth) {
        if (depth > JsonText.MAX_DEPTH) {
            throw new IllegalArgumentException("nested too deeply");
        }
    }
}
