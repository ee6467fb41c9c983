package org.ankurah.graphql;

import graphql.Scalars;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLTypeReference;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.value.ValueType;

/** Which GraphQL type stands for a value type. */
final class ValueTypes {

    private ValueTypes() {}

    /** The type of a property in results. References are nullable: the target may be deleted. */
    static GraphQLOutputType output(PropertyDescriptor property, Models models) {
        if (property.type() instanceof ValueType.ListType list) {
            GraphQLList items = GraphQLList.list(GraphQLNonNull.nonNull(output(list.element(), models)));
            return property.optional() ? items : GraphQLNonNull.nonNull(items);
        }
        GraphQLOutputType type =
                property.own() != null ? Types.ref(property.own().name()) : output(property.type(), models);
        boolean nullable = property.optional() || property.type() instanceof ValueType.RefType;
        return nullable ? type : GraphQLNonNull.nonNull(type);
    }

    /** The nullable type of a property in inputs. */
    static GraphQLInputType input(PropertyDescriptor property) {
        return property.own() != null ? Types.ref(property.own().name()) : input(property.type());
    }

    /** The nullable type of a property where it is a bare value. */
    static GraphQLOutputType plain(PropertyDescriptor property) {
        return property.own() != null ? Types.ref(property.own().name()) : plain(property.type());
    }

    /** The nullable type of a value in inputs; references are ids. */
    static GraphQLInputType input(ValueType type) {
        if (type instanceof ValueType.ListType list) {
            return GraphQLList.list(GraphQLNonNull.nonNull(input(list.element())));
        }
        if (type instanceof ValueType.EnumType enumType) {
            return GraphQLTypeReference.typeRef(enumType.name());
        }
        return type instanceof ValueType.Scalar scalar ? scalar(scalar) : Scalars.GraphQLID;
    }

    /** The nullable type of a bare value in results; references are ids. */
    static GraphQLOutputType plain(ValueType type) {
        if (type instanceof ValueType.ListType list) {
            return GraphQLList.list(GraphQLNonNull.nonNull(plain(list.element())));
        }
        if (type instanceof ValueType.EnumType enumType) {
            return GraphQLTypeReference.typeRef(enumType.name());
        }
        return type instanceof ValueType.Scalar scalar ? scalar(scalar) : Scalars.GraphQLID;
    }

    /** The name of a type that is no list, as filters are named after it. */
    static String name(ValueType type) {
        if (type instanceof ValueType.EnumType enumType) {
            return enumType.name();
        }
        return type instanceof ValueType.Scalar scalar ? scalar(scalar).getName() : Scalars.GraphQLID.getName();
    }

    static GraphQLScalarType scalar(ValueType.Scalar scalar) {
        return switch (scalar) {
            case STRING -> Scalars.GraphQLString;
            case BOOLEAN -> Scalars.GraphQLBoolean;
            case INT -> Scalars.GraphQLInt;
            case LONG -> ApiScalars.LONG;
            case DOUBLE -> Scalars.GraphQLFloat;
            case DECIMAL -> ApiScalars.DECIMAL;
            case INSTANT -> ApiScalars.DATE_TIME;
            case DATE -> ApiScalars.DATE;
            case UUID -> ApiScalars.UUID;
            case BYTES -> ApiScalars.BASE64;
            case JSON -> ApiScalars.JSON;
        };
    }

    private static GraphQLOutputType output(ValueType type, Models models) {
        if (type instanceof ValueType.RefType ref) {
            ModelDescriptor target = models.get(ref.collection());
            return GraphQLTypeReference.typeRef(target.typeName());
        }
        return type instanceof ValueType.EnumType enumType
                ? GraphQLTypeReference.typeRef(enumType.name())
                : scalar((ValueType.Scalar) type);
    }
}
