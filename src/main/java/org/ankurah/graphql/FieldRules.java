package org.ankurah.graphql;

import graphql.analysis.QueryTraverser;
import graphql.analysis.QueryVisitorFieldEnvironment;
import graphql.analysis.QueryVisitorStub;
import graphql.execution.AbortExecutionException;
import graphql.execution.ExecutionContext;
import graphql.schema.GraphQLNamedType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models.InverseField;
import org.ankurah.node.Access;
import org.ankurah.node.Context;
import org.ankurah.node.Rights;
import org.jspecify.annotations.Nullable;

/**
 * Refuses an operation, before anything of it runs, that selects what its sender may see of no entity: hidden
 * properties, what refers to an entity by a hidden property or cannot be listed, and histories. A null or an empty list
 * would look like an answer, and a mutation would be refused after it was carried out.
 */
final class FieldRules {

    private final Context context;
    private final Access access;
    private final Map<String, ModelDescriptor> models = new HashMap<>();

    private FieldRules(Context context) {
        this.context = context;
        this.access = context.access();
        context.models().all().forEach(model -> models.put(model.typeName(), model));
    }

    /**
     * Checks an operation.
     *
     * @throws AbortExecutionException if it is refused, with {@code FORBIDDEN} and the field
     */
    static void check(ExecutionContext execution, Context context) {
        if (context.access().isEverything()) {
            return;
        }
        FieldRules rules = new FieldRules(context);
        QueryTraverser.newQueryTraverser()
                .schema(execution.getGraphQLSchema())
                .document(execution.getDocument())
                .operationName(execution.getOperationDefinition().getName())
                .coercedVariables(execution.getCoercedVariables())
                .build()
                .visitPreOrder(new QueryVisitorStub() {
                    @Override
                    public void visitField(QueryVisitorFieldEnvironment field) {
                        rules.check(field);
                    }
                });
    }

    private void check(QueryVisitorFieldEnvironment field) {
        ModelDescriptor model =
                field.getParentType() instanceof GraphQLNamedType type ? models.get(type.getName()) : null;
        if (model == null) {
            return;
        }
        String name = field.getFieldDefinition().getName();
        String refused = refused(model, name);
        if (refused != null) {
            throw new AbortExecutionException(List.of(ApiErrors.of(context.denied(refused, name))));
        }
    }

    /** What may not be done, as in "you may not see the past of albums"; null if all is well. */
    private @Nullable String refused(ModelDescriptor model, String field) {
        Rights rights = access.of(model.collection());
        if (field.equals(EntityTypes.HISTORY)) {
            return rights.history().equals(Rights.NEVER) ? "see the past of " + model.plural() : null;
        }
        if (model.property(field) != null) {
            return rights.isHidden(field) ? "see " + field + " of " + model.plural() : null;
        }
        for (InverseField inverse : context.models().inversesOf(model.collection())) {
            if (inverse.name().equals(field)) {
                return refused(inverse);
            }
        }
        return null;
    }

    private @Nullable String refused(InverseField inverse) {
        ModelDescriptor source = context.models().get(inverse.source());
        Rights rights = access.of(inverse.source());
        if (rights.read().equals(Rights.NEVER)) {
            return "list " + source.plural();
        }
        return rights.isOpen(inverse.property()) ? null : "ask about " + inverse.property() + " of " + source.plural();
    }
}
