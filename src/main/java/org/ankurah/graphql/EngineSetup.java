package org.ankurah.graphql;

import graphql.GraphQL;
import graphql.GraphQLContext;
import graphql.execution.instrumentation.ChainedInstrumentation;
import graphql.execution.instrumentation.Instrumentation;
import graphql.parser.ParserOptions;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.List;
import org.ankurah.node.Access;
import org.ankurah.node.Context;
import org.ankurah.node.Node;

/** Adds our rules and strategies to the engine before SmallRye builds it, which happens at the first request. */
@Singleton
public class EngineSetup {

    private final GraphqlLimits limits;
    private final AdminKey adminKey;
    private final Audit audit;
    private final Instance<Node> node;

    EngineSetup(GraphqlLimits limits, AdminKey adminKey, Audit audit, Instance<Node> node) {
        this.limits = limits;
        this.adminKey = adminKey;
        this.audit = audit;
        this.node = node;
    }

    void configure(@Observes GraphQL.Builder builder) {
        letScannedDocumentsPass();
        FaultHandler faults = new FaultHandler();
        // SmallRye's instrumentation fills its cache of parsed documents and has to stay. The builder does not
        // show it, but an engine does; making one fixes the strategies, so the handler of faults comes first.
        Strategies.install(builder, faults, this::context, adminKey, audit);
        Instrumentation present = builder.build().getInstrumentation();
        builder.instrumentation(
                new ChainedInstrumentation(List.of(new KeptDocuments(present), new RequestRules(limits))));
    }

    /** The parser counts tokens as well, up to a limit of its own. By then ours has been kept. */
    private void letScannedDocumentsPass() {
        ParserOptions.setDefaultParserOptions(wide(ParserOptions.getDefaultParserOptions()));
        ParserOptions.setDefaultOperationParserOptions(wide(ParserOptions.getDefaultOperationParserOptions()));
    }

    private ParserOptions wide(ParserOptions options) {
        int most = limits.document().length();
        return options.transform(builder -> builder.maxTokens(most).maxCharacters(most));
    }

    private Context context(GraphQLContext request) {
        Caller caller = callerOf(request);
        Access access = caller.access();
        return access == null
                ? node.get().context(caller.identity())
                : node.get().context(caller.identity(), access);
    }

    private static Caller callerOf(GraphQLContext context) {
        GraphqlRequest request = context.get(GraphqlRequest.CONTEXT_KEY);
        return request == null ? Caller.ANONYMOUS : request.caller();
    }
}
