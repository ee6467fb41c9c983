package org.ankurah.graphql;

import graphql.Directives;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ankurah.model.EnumDescriptor;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.value.ValueType;

/** Generates the GraphQL schema of a set of models, with everything that executes it but the strategies. */
final class SchemaFactory {

    private final Models models;
    private final GraphQLCodeRegistry.Builder code = GraphQLCodeRegistry.newCodeRegistry();
    private final Map<String, GraphQLType> types = new LinkedHashMap<>();

    private SchemaFactory(Models models) {
        this.models = models;
    }

    /** The schema of these models. */
    static GraphQLSchema build(Models models) {
        return fill(GraphQLSchema.newSchema(), models).build();
    }

    /**
     * Replaces whatever a builder holds by the schema of these models.
     *
     * @throws IllegalStateException if two types would have one name; the message says which
     */
    static GraphQLSchema.Builder fill(GraphQLSchema.Builder builder, Models models) {
        return new SchemaFactory(models).fill(builder);
    }

    private GraphQLSchema.Builder fill(GraphQLSchema.Builder builder) {
        addShared();
        models.all().forEach(this::addModel);
        FilterTypes.of(models).forEach(this::add);
        PatchTypes.of(models).forEach(this::add);
        addEnums();
        return builder.clearAdditionalTypes()
                .clearDirectives()
                .additionalDirective(Directives.IncludeDirective)
                .additionalDirective(Directives.SkipDirective)
                .clearSchemaDirectives()
                .query(new QueryTypes(models, code).query())
                .mutation(new MutationTypes(models, code).mutation())
                .subscription(new SubscriptionTypes(models, code).subscription())
                .additionalTypes(Set.copyOf(types.values()))
                .codeRegistry(code.build());
    }

    private void addShared() {
        EntityTypes entities = new EntityTypes(models, code);
        ConnectionTypes connections = new ConnectionTypes(code);
        SubscriptionTypes subscriptions = new SubscriptionTypes(models, code);
        ApiScalars.all().forEach(this::add);
        OwnTypes.scalars(models).forEach(this::add);
        add(entities.entity());
        add(entities.revision());
        add(connections.pageInfo());
        new EventTypes(models, code).all().forEach(this::add);
        add(new MutationTypes(models, code).purgePayload());
        ApiKeyTypes keys = new ApiKeyTypes(code);
        add(keys.key());
        add(keys.payload());
        add(ApiKeyTypes.input());
        add(new TextTypes(models, code).state());
        add(subscriptions.changeKind());
        add(subscriptions.eventBatch());
        add(OrderTypes.direction());
        InputTypes.shared().forEach(this::add);
    }

    private void addModel(ModelDescriptor model) {
        ConnectionTypes connections = new ConnectionTypes(code);
        MutationTypes mutations = new MutationTypes(models, code);
        SubscriptionTypes subscriptions = new SubscriptionTypes(models, code);
        add(new EntityTypes(models, code).of(model));
        add(connections.connection(model));
        add(connections.edge(model));
        add(mutations.payload(model));
        add(mutations.manyPayload(model));
        add(subscriptions.changes(model));
        add(subscriptions.change(model));
        add(SubscriptionTypes.liveQuery(model));
        add(InputTypes.input(model));
        add(InputTypes.patch(model));
        add(OrderTypes.of(model));
        new AggregateTypes(code).of(model).forEach(this::add);
        new LiveAggregateTypes(code).of(model).forEach(this::add);
    }

    /** Properties may share an enum. */
    private void addEnums() {
        Map<String, ValueType.EnumType> enums = new TreeMap<>();
        for (ModelDescriptor model : models.all()) {
            for (PropertyDescriptor property : model.properties()) {
                ValueType type = property.type() instanceof ValueType.ListType list ? list.element() : property.type();
                if (type instanceof ValueType.EnumType enumType) {
                    enums.put(enumType.name(), enumType);
                }
            }
        }
        enums.values().forEach(type -> add(enumType(type)));
    }

    private GraphQLEnumType enumType(ValueType.EnumType type) {
        EnumDescriptor descriptor = models.enumType(type.name());
        GraphQLEnumType.Builder constants = GraphQLEnumType.newEnum().name(type.name());
        if (descriptor != null) {
            constants.description(descriptor.description());
        }
        for (String constant : type.constants()) {
            String text = descriptor == null ? null : descriptor.constants().get(constant);
            constants.value(constant, constant, text);
        }
        return constants.build();
    }

    private void add(GraphQLNamedType type) {
        if (types.put(type.getName(), type) != null) {
            throw new IllegalStateException("Two types of the API would be called " + type.getName()
                    + ": rename the model or enum that makes the second one.");
        }
    }
}
