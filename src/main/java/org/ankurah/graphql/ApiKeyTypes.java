package org.ankurah.graphql;

import graphql.GraphQLContext;
import graphql.Scalars;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.ankurah.node.ApiKeys;
import org.ankurah.node.Identity;
import org.ankurah.storage.ApiKey;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Json;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/** What administrators may do with the keys of services. */
final class ApiKeyTypes {

    private static final String KEY = "ApiKey";
    private static final String INPUT = "ApiKeyInput";
    private static final String PAYLOAD = "ApiKeyPayload";
    private static final String ID = "id";
    private static final String NAME = "name";
    private static final String ROLES = "roles";
    private static final String CLAIMS = "claims";
    private static final String EXPIRES_AT = "expiresAt";
    private static final int MAX_NAME = 256;

    private final GraphQLCodeRegistry.Builder code;

    ApiKeyTypes(GraphQLCodeRegistry.Builder code) {
        this.code = code;
    }

    GraphQLObjectType key() {
        GraphQLNonNull someTime = GraphQLNonNull.nonNull(ApiScalars.DATE_TIME);
        GraphQLNonNull someJson = GraphQLNonNull.nonNull(ApiScalars.JSON);
        return new ObjectType(KEY, "A key with which a service signs in.", code)
                .local(ID, Types.ID, "Its id.", ApiKey.class, ApiKey::id)
                .local(NAME, Types.STRING, "What the service is called.", ApiKey.class, ApiKey::name)
                .local(ROLES, Types.STRINGS, "The roles of the service.", ApiKey.class, ApiKeyTypes::rolesOf)
                .local(CLAIMS, someJson, "What policies know of it.", ApiKey.class, ApiKeyTypes::claimsOf)
                .local("createdAt", someTime, "When it was made.", ApiKey.class, key -> Outputs.of(key.createdAt()))
                .local(
                        EXPIRES_AT,
                        ApiScalars.DATE_TIME,
                        "From when on it is not good any more; null if never.",
                        ApiKey.class,
                        key -> shown(key.expiresAt()))
                .local(
                        "revokedAt",
                        ApiScalars.DATE_TIME,
                        "When it was revoked; null if it was not.",
                        ApiKey.class,
                        key -> shown(key.revokedAt()))
                .build();
    }

    GraphQLObjectType payload() {
        return new ObjectType(PAYLOAD, "A key that was just made.", code)
                .local("apiKey", Types.some(KEY), "It, as it is kept.", ApiKeys.Made.class, ApiKeys.Made::key)
                .local(
                        "secret",
                        Types.STRING,
                        "What the service has to send. It is shown now and never again.",
                        ApiKeys.Made.class,
                        ApiKeys.Made::secret)
                .build();
    }

    static GraphQLInputObjectType input() {
        GraphQLNonNull text = GraphQLNonNull.nonNull(Scalars.GraphQLString);
        return GraphQLInputObjectType.newInputObject()
                .name(INPUT)
                .description("What an API key is made from.")
                .field(Types.input(NAME, text, "What the service is called."))
                .field(Types.input(ROLES, GraphQLList.list(text), "The roles of the service."))
                .field(Types.input(CLAIMS, ApiScalars.JSON, "What policies are to know of it, as an object."))
                .field(Types.input(EXPIRES_AT, ApiScalars.DATE_TIME, "From when on it is not good any more."))
                .build();
    }

    void addTo(ObjectType mutation) {
        mutation.field(
                "createApiKey",
                Types.some(PAYLOAD),
                "Makes a key for a service, once the request's transaction has committed. For administrators.",
                List.of(Types.argument("input", Types.some(INPUT), "What it is made from.")),
                field -> {
                    Map<String, Object> input = Objects.requireNonNull(field.getArgument("input"));
                    ApiKeys keys = Request.of(field).context().apiKeys();
                    return administer(
                            field,
                            () -> batches(field)
                                    .await(keys.create(name(input), roles(input), claims(input), end(input))));
                });
        mutation.field(
                "revokeApiKey",
                Types.some(KEY),
                "Revokes a key: from now on it is refused, and what runs with it ends. For administrators.",
                List.of(Types.argument(ID, Types.ID, "Its id.")),
                field -> {
                    String id = Objects.requireNonNull(field.getArgument(ID));
                    ApiKeys keys = Request.of(field).context().apiKeys();
                    return administer(
                            field,
                            () -> batches(field).await(keys.revoke(id)).thenApply(key -> {
                                if (key == null) {
                                    throw AnkurahException.notFound("There is no API key with the id " + id + ".");
                                }
                                return key;
                            }));
                });
    }

    void addToQuery(ObjectType query) {
        query.field(
                "apiKeys",
                Types.someListOf(KEY),
                "The keys of services, also those that were revoked. For administrators.",
                List.of(),
                field -> {
                    GraphQLContext context = field.getGraphQlContext();
                    GraphqlRequest request = context.get(GraphqlRequest.CONTEXT_KEY);
                    AdminKey admins = Objects.requireNonNull(context.<AdminKey>get(AdminKey.class));
                    admins.check(request == null ? Caller.ANONYMOUS : request.caller());
                    return batches(field)
                            .await(Request.of(field).context().apiKeys().all());
                });
    }

    /** Once the request's transaction has committed, so that a request that fails leaves nothing. */
    private static <T> CompletableFuture<T> administer(
            DataFetchingEnvironment field, Supplier<CompletableFuture<T>> work) {
        MutationBatch batch = Objects.requireNonNull(Request.of(field).mutations());
        return batch.register(MutationTypes.target(field), null, transaction -> {
                    batch.supervision().requireAdmin();
                    return 0;
                })
                .thenCompose(committed -> work.get());
    }

    private static Batches batches(DataFetchingEnvironment field) {
        return Request.of(field).batches();
    }

    private static String name(Map<String, Object> input) {
        String name = String.valueOf(input.get(NAME));
        if (name.isBlank() || name.length() > MAX_NAME || name.codePoints().anyMatch(Character::isISOControl)) {
            throw AnkurahException.validation("A name has from 1 to " + MAX_NAME + " characters.", NAME);
        }
        return name;
    }

    private static Set<String> roles(Map<String, Object> input) {
        Set<String> roles = input.get(ROLES) instanceof List<?> names
                ? names.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet())
                : Set.of();
        if (roles.stream().anyMatch(Identity.BUILT_IN_ROLES::contains)) {
            throw AnkurahException.validation("The roles anonymous and authenticated are given to nobody.", ROLES);
        }
        return roles;
    }

    private static Json.Obj claims(Map<String, Object> input) {
        Object claims = input.get(CLAIMS);
        if (claims == null || claims == Json.NULL) {
            return new Json.Obj(Map.of());
        }
        if (!(claims instanceof Json.Obj object)) {
            throw AnkurahException.validation("Claims are an object.", CLAIMS);
        }
        return object;
    }

    private static @Nullable Instant end(Map<String, Object> input) {
        return input.get(EXPIRES_AT) instanceof Value.Timestamp time ? time.value() : null;
    }

    private static List<String> rolesOf(ApiKey key) {
        return key.roles().stream().sorted().toList();
    }

    private static @Nullable Object claimsOf(ApiKey key) {
        return JsonObjects.toPlain(key.claims());
    }

    private static @Nullable String shown(@Nullable Instant time) {
        return time == null ? null : Outputs.of(time);
    }
}
