package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLSchema;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.util.Map;
import mutiny.zero.flow.adapters.AdaptersToFlow;
import org.ankurah.node.Identity;
import org.reactivestreams.Publisher;

/** The API with a live query of albums that a test answers itself. */
final class HandMadeLive {

    private final GraphQL engine;

    /** @param api whose node and models are used */
    HandMadeLive(Api api, DataFetcher<?> albums) {
        GraphQLSchema schema = SchemaFactory.build(api.node.models());
        GraphQLSchema replaced = schema.transform(builder -> builder.codeRegistry(schema.getCodeRegistry()
                .transform(
                        code -> code.dataFetcher(FieldCoordinates.coordinates(Names.SUBSCRIPTION, "albums"), albums))));
        engine = Strategies.install(
                        GraphQL.newGraphQL(replaced),
                        new FaultHandler(),
                        request -> api.node.context(new Identity("tester")),
                        new AdminKey(null),
                        new Audit())
                .build();
    }

    ExecutionResult execute(String document, Map<String, Object> variables) {
        return engine.execute(ExecutionInput.newExecutionInput()
                .query(document)
                .variables(variables)
                .build());
    }

    /** The first payload of a subscription. */
    Answer first(String document) {
        ExecutionResult result = execute(document, Map.of());
        assertThat(result.getErrors()).isEmpty();
        Publisher<ExecutionResult> payloads = result.getData();
        AssertSubscriber<ExecutionResult> subscriber = AssertSubscriber.create(Long.MAX_VALUE);
        AdaptersToFlow.publisher(payloads).subscribe(subscriber);
        return new Answer(subscriber.awaitItems(1).getItems().get(0).toSpecification());
    }
}
