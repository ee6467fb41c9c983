package org.ankurah.graphql;

import graphql.GraphQLContext;
import graphql.execution.TypeFromAST;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.language.VariableDefinition;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which part of which variable is wrong. The engine says only that a variable is; of an input with
 * twenty fields that is no help. Runs only when a request has been refused.
 */
final class VariablePlace {

    private VariablePlace() {}

    /** What is wrong first, or null if nothing is found. */
    static @Nullable EngineMessage find(GraphQLSchema schema, Document document, Map<String, Object> variables) {
        for (OperationDefinition operation : document.getDefinitionsOfType(OperationDefinition.class)) {
            for (VariableDefinition variable : operation.getVariableDefinitions()) {
                GraphQLType type = TypeFromAST.getTypeFromAST(schema, variable.getType());
                boolean defaulted = variable.getDefaultValue() != null && !variables.containsKey(variable.getName());
                EngineMessage wrong = defaulted || type == null
                        ? null
                        : check(type, variables.get(variable.getName()), variable.getName());
                if (wrong != null) {
                    return wrong;
                }
            }
        }
        return null;
    }

    private static @Nullable EngineMessage check(GraphQLType type, @Nullable Object value, String path) {
        if (value == null) {
            return GraphQLTypeUtil.isNonNull(type) ? wrong(path, "is required and cannot be null.") : null;
        }
        GraphQLType plain = GraphQLTypeUtil.unwrapNonNull(type);
        if (plain instanceof GraphQLList list) {
            return checkList(list, value, path);
        }
        if (plain instanceof GraphQLInputObjectType object) {
            return checkObject(object, value, path);
        }
        if (plain instanceof GraphQLEnumType constants) {
            boolean known = value instanceof String name && constants.getValue(name) != null;
            return known ? null : wrong(path, "is not one of the values of " + constants.getName() + ".");
        }
        return checkScalar((GraphQLScalarType) plain, value, path);
    }

    private static @Nullable EngineMessage checkList(GraphQLList list, Object value, String path) {
        List<?> items = value instanceof List<?> given ? given : List.of(value);
        for (int i = 0; i < items.size(); i++) {
            EngineMessage wrong = check(list.getWrappedType(), items.get(i), path + "[" + i + "]");
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }

    private static @Nullable EngineMessage checkObject(GraphQLInputObjectType object, Object value, String path) {
        if (!(value instanceof Map<?, ?> members)) {
            return wrong(path, "must be an object of type " + object.getName() + ".");
        }
        for (Object name : members.keySet()) {
            if (object.getField(String.valueOf(name)) == null) {
                return wrong(path + "." + name, "is unknown: " + object.getName() + " has no such field.");
            }
        }
        if (object.isOneOf()
                && (members.size() != 1 || members.values().iterator().next() == null)) {
            return wrong(path, "must have exactly one field, as every " + object.getName() + ".");
        }
        for (GraphQLInputObjectField field : object.getFields()) {
            boolean optional = !(field.getType() instanceof GraphQLNonNull);
            EngineMessage wrong = optional && !members.containsKey(field.getName())
                    ? null
                    : check(field.getType(), members.get(field.getName()), path + "." + field.getName());
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }

    private static @Nullable EngineMessage checkScalar(GraphQLScalarType scalar, Object value, String path) {
        try {
            scalar.getCoercing().parseValue(value, GraphQLContext.getDefault(), Locale.ENGLISH);
            return null;
        } catch (CoercingParseValueException refused) {
            boolean ours = ApiScalars.all().contains(scalar);
            String text = ours ? String.valueOf(refused.getMessage()) : scalar.getName();
            return wrong(path, (text.startsWith("not ") ? "is " : "is no ") + text + ".");
        }
    }

    private static EngineMessage wrong(String path, String what) {
        return new EngineMessage("Variable " + path + " " + what, EngineMessage.property(path));
    }
}
