package org.ankurah.graphql;

import graphql.Directives;
import graphql.Scalars;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLNonNull;
import java.util.List;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.PropertyDescriptor;

/** The input types of mutations: what an entity is created from, and what is patched. */
final class InputTypes {

    private InputTypes() {}

    /** What {@code createAlbum} takes: plain values; what is not optional may be left out for its zero. */
    static GraphQLInputObjectType input(ModelDescriptor model) {
        GraphQLInputObjectType.Builder type = GraphQLInputObjectType.newInputObject()
                .name(Names.input(model))
                .description("What " + Names.article(model)
                        + " is created from. What is left out is null, or the zero of its type where null is not"
                        + " allowed.");
        for (PropertyDescriptor property : model.properties()) {
            GraphQLInputType value = ValueTypes.input(property);
            type.field(Types.input(
                    property.name(),
                    property.required() ? GraphQLNonNull.nonNull(value) : value,
                    Descriptions.forInput(property)));
        }
        return type.build();
    }

    /** What {@code updateAlbum} takes: absent is untouched, null clears. */
    static GraphQLInputObjectType patch(ModelDescriptor model) {
        GraphQLInputObjectType.Builder type = GraphQLInputObjectType.newInputObject()
                .name(Names.patch(model))
                .description("What to change of " + Names.article(model)
                        + ": only the fields that are named; an explicit `null` clears.");
        for (PropertyDescriptor property : model.properties()) {
            type.field(Types.input(property.name(), patchOf(property), Descriptions.forInput(property)));
        }
        return type.build();
    }

    /** The types that patches of text are made of. */
    static List<GraphQLInputObjectType> shared() {
        return List.of(textPatch(), textInsert(), textDelete());
    }

    private static GraphQLInputType patchOf(PropertyDescriptor property) {
        String kind = PatchTypes.of(property);
        if (kind != null) {
            return Types.ref(kind);
        }
        return property.text() ? Types.ref(Names.TEXT_PATCH) : ValueTypes.input(property);
    }

    private static GraphQLInputObjectType textPatch() {
        return oneOf(Names.TEXT_PATCH, "A change of collaborative text: exactly one field.")
                .field(Types.input(PatchReader.SET, Scalars.GraphQLString, "The text becomes this."))
                .field(Types.input(PatchReader.INSERT, Types.ref(Names.TEXT_INSERT), "Text is put in."))
                .field(Types.input(PatchReader.DELETE, Types.ref(Names.TEXT_DELETE), "Text is taken out."))
                .field(Types.input(
                        PatchReader.UPDATE, ApiScalars.BASE64, "An update in Yjs's format. Not supported yet."))
                .build();
    }

    private static GraphQLInputObjectType textInsert() {
        return GraphQLInputObjectType.newInputObject()
                .name(Names.TEXT_INSERT)
                .description("Text to put in.")
                .field(Types.input(
                        PatchReader.AT,
                        GraphQLNonNull.nonNull(Scalars.GraphQLInt),
                        "Where, in UTF-16 code units from 0."))
                .field(Types.input(PatchReader.TEXT, GraphQLNonNull.nonNull(Scalars.GraphQLString), "What to put in."))
                .build();
    }

    private static GraphQLInputObjectType textDelete() {
        return GraphQLInputObjectType.newInputObject()
                .name(Names.TEXT_DELETE)
                .description("A range of text to take out.")
                .field(Types.input(
                        PatchReader.AT,
                        GraphQLNonNull.nonNull(Scalars.GraphQLInt),
                        "Where it starts, in UTF-16 code units from 0."))
                .field(Types.input(
                        PatchReader.LENGTH,
                        GraphQLNonNull.nonNull(Scalars.GraphQLInt),
                        "How long it is, in UTF-16 code units."))
                .build();
    }

    /** The start of a type of which exactly one field must be given. */
    static GraphQLInputObjectType.Builder oneOf(String name, String description) {
        return GraphQLInputObjectType.newInputObject()
                .name(name)
                .description(description)
                .withAppliedDirective(Directives.OneOfDirective.toAppliedDirective());
    }
}
