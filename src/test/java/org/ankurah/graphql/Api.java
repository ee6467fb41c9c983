package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphQLContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mutiny.zero.flow.adapters.AdaptersToFlow;
import org.ankurah.demo.Album;
import org.ankurah.demo.Artist;
import org.ankurah.demo.Customer;
import org.ankurah.demo.Employee;
import org.ankurah.demo.Genre;
import org.ankurah.demo.GeoPointType;
import org.ankurah.demo.Invoice;
import org.ankurah.demo.InvoiceLine;
import org.ankurah.demo.MediaType;
import org.ankurah.demo.MoneyType;
import org.ankurah.demo.Playlist;
import org.ankurah.demo.PlaylistTrack;
import org.ankurah.demo.Shop;
import org.ankurah.demo.Track;
import org.ankurah.graphql.GraphqlRequest.Transport;
import org.ankurah.model.PropertyType;
import org.ankurah.model.RecordModels;
import org.ankurah.node.Access;
import org.ankurah.node.Context;
import org.ankurah.node.Identity;
import org.ankurah.node.Node;
import org.ankurah.node.NodeOptions;
import org.ankurah.own.HighestBackend;
import org.ankurah.storage.MemoryEngine;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** The API of a node in memory with the models of the music store. */
final class Api {

    static final List<Class<? extends Record>> DEMO = List.of(
            Album.class,
            Artist.class,
            Customer.class,
            Employee.class,
            Genre.class,
            Invoice.class,
            InvoiceLine.class,
            MediaType.class,
            Playlist.class,
            PlaylistTrack.class,
            Shop.class,
            Track.class);

    static final List<PropertyType<?>> TYPES = List.of(new GeoPointType(), new MoneyType());

    static final String ADMIN_KEY = "let me in";

    final CountingEngine storage;
    final Node node;
    final GraphQL engine;

    Api() {
        this(DEMO);
    }

    Api(List<Class<? extends Record>> models) {
        this(models, new CountingEngine(new MemoryEngine()));
    }

    Api(List<Class<? extends Record>> models, CountingEngine storage) {
        this(models, storage, NodeOptions.defaults());
    }

    /** With the demo models and options of its own. */
    Api(NodeOptions options) {
        this(DEMO, new CountingEngine(new MemoryEngine()), options);
    }

    private Api(List<Class<? extends Record>> models, CountingEngine storage, NodeOptions options) {
        this.storage = storage;
        node = Node.open(storage, RecordModels.read(List.copyOf(models), TYPES, List.of(new HighestBackend())), options)
                .await()
                .indefinitely();
        GraphQL.Builder builder = GraphQL.newGraphQL(SchemaFactory.build(node.models()));
        GraphqlLimits limits = new GraphqlLimits(
                1 << 20, 10, new DocumentLimits(100_000, 15_000, 500, 500, 100), 20, 200, 1_000_000, true);
        engine = Strategies.install(builder, new FaultHandler(), this::contextOf, new AdminKey(ADMIN_KEY), new Audit())
                .instrumentation(new RequestRules(limits))
                .build();
        storage.takeCalls();
    }

    /** The API of another node with the demo models on what this one has stored, as after a restart. */
    Api restarted() {
        return new Api(DEMO, storage);
    }

    /** The same, with options of its own. */
    Api restarted(NodeOptions options) {
        return new Api(DEMO, storage, options);
    }

    /** Whoever has not said who it is is the tester; the rights are those that it brings, if any. */
    private Context contextOf(GraphQLContext graphql) {
        GraphqlRequest request = graphql.get(GraphqlRequest.CONTEXT_KEY);
        Identity identity = request.caller().identity();
        Identity who = identity.equals(Identity.ANONYMOUS) ? new Identity("tester") : identity;
        Access access = request.caller().access();
        return access == null ? node.context(who) : node.context(who, access);
    }

    /** Runs an operation on behalf of somebody. */
    Answer runAs(Identity identity, String document, Map<String, Object> variables) {
        return new Answer(execute(document, variables, new Caller(identity, null, null, null, "", null))
                .toSpecification());
    }

    /** Starts a subscription on behalf of somebody; what is wrong with it is in the result. */
    ExecutionResult watchAs(Identity identity, String document, Map<String, Object> variables) {
        return execute(document, variables, new Caller(identity, null, null, null, "", null));
    }

    /** Runs an operation. */
    Answer run(String document, Map<String, Object> variables) {
        return new Answer(execute(document, variables).toSpecification());
    }

    /** Runs an operation on behalf of somebody who gives this admin key. */
    Answer runWithKey(@Nullable String adminKey, String document, Map<String, Object> variables) {
        return new Answer(execute(document, variables, Caller.ANONYMOUS.withAdminKey(adminKey))
                .toSpecification());
    }

    Answer run(String document) {
        return run(document, Map.of());
    }

    /** Starts a subscription. */
    AssertSubscriber<ExecutionResult> watch(String document, Map<String, Object> variables) {
        return watch(document, variables, Long.MAX_VALUE);
    }

    /** Starts a subscription of which so many payloads are asked for. */
    AssertSubscriber<ExecutionResult> watch(String document, Map<String, Object> variables, long demand) {
        ExecutionResult result = execute(document, variables);
        assertThat(result.getErrors()).isEmpty();
        Publisher<ExecutionResult> payloads = result.getData();
        AssertSubscriber<ExecutionResult> subscriber = AssertSubscriber.create(demand);
        AdaptersToFlow.publisher(payloads).subscribe(subscriber);
        return subscriber;
    }

    AssertSubscriber<ExecutionResult> watch(String document) {
        return watch(document, Map.of());
    }

    /** Creates an entity and gives its id. */
    String create(String type, Map<String, Object> input) {
        String field = Character.toLowerCase(type.charAt(0)) + type.substring(1);
        return run(
                        "mutation($input: " + type + "Input!) { made: create" + type + "(input: $input) { " + field
                                + " { id } } }",
                        Map.of("input", input))
                .text("made", field, "id");
    }

    /** Runs requests as transports have them run. */
    Requests requests() {
        return (request, payload) -> {
            Map<String, Object> context = new HashMap<>(Map.of(GraphqlRequest.CONTEXT_KEY, request));
            if (payload != null) {
                context.put(GivenPayload.CONTEXT_KEY, payload);
            }
            return Uni.createFrom()
                    .completionStage(() -> engine.executeAsync(ExecutionInput.newExecutionInput()
                            .query(request.query())
                            .graphQLContext(context)
                            .variables(request.variables())
                            .locale(Locale.ENGLISH)
                            .build()));
        };
    }

    private ExecutionResult execute(String document, Map<String, Object> variables) {
        return execute(document, variables, Caller.ANONYMOUS);
    }

    private ExecutionResult execute(String document, Map<String, Object> variables, Caller caller) {
        GraphqlRequest request = new GraphqlRequest(Transport.WEB_SOCKET, document, null, variables, null, caller);
        return engine.executeAsync(ExecutionInput.newExecutionInput()
                        .query(document)
                        .graphQLContext(Map.of(GraphqlRequest.CONTEXT_KEY, request))
                        .variables(variables)
                        .locale(Locale.ENGLISH)
                        .build())
                .join();
    }
}
