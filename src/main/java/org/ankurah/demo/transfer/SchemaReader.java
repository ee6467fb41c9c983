package org.ankurah.demo.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ankurah.demo.transfer.StoreSchema.Collection;
import org.ankurah.demo.transfer.StoreSchema.Field;
import org.ankurah.value.ValueType;
import org.jspecify.annotations.Nullable;

/** Reads a {@link StoreSchema} from the answer to an introspection query. */
final class SchemaReader {

    /** Asks for exactly what is read below; for the fields of types only once, as servers want it. */
    static final String QUERY = "{ __schema { queryType { name } mutationType { name } types { kind name"
            + " fields { name type { ...T } args { name type { ...T } } }"
            + " inputFields { name type { ...T } } enumValues { name } } } }"
            + " fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }";

    private static final Map<String, ValueType> SCALARS = Map.of(
            "String", ValueType.Scalar.STRING,
            "Boolean", ValueType.Scalar.BOOLEAN,
            "Int", ValueType.Scalar.INT,
            "Long", ValueType.Scalar.LONG,
            "Float", ValueType.Scalar.DOUBLE,
            "Decimal", ValueType.Scalar.DECIMAL,
            "DateTime", ValueType.Scalar.INSTANT,
            "Date", ValueType.Scalar.DATE,
            "UUID", ValueType.Scalar.UUID,
            "Base64", ValueType.Scalar.BYTES);

    private final JsonNode schema;
    private final Map<String, JsonNode> types = new HashMap<>();
    /** Name of the collection by the name of its object type. */
    private final Map<String, String> collections = new LinkedHashMap<>();

    private SchemaReader(JsonNode schema) {
        this.schema = schema;
        schema.path("types").forEach(type -> types.put(type.path("name").asText(), type));
    }

    /**
     * Reads the collections.
     *
     * @param schema the member {@code __schema} of the answer
     * @throws TransferException when the schema has none
     */
    static StoreSchema read(JsonNode schema) throws TransferException {
        SchemaReader reader = new SchemaReader(schema);
        for (JsonNode field : reader.root("queryType")) {
            JsonNode type = named(field.path("type"));
            if (argument(field, "id") != null
                    && "OBJECT".equals(type.path("kind").asText())) {
                reader.collections.put(
                        type.path("name").asText(), field.path("name").asText());
            }
        }
        Map<String, Collection> found = new TreeMap<>();
        for (Map.Entry<String, String> entry : reader.collections.entrySet()) {
            Collection collection = reader.collection(entry.getKey(), entry.getValue());
            if (collection != null) {
                found.put(collection.name(), collection);
            }
        }
        if (found.isEmpty()) {
            throw new TransferException("The server's GraphQL schema has no collections; is it an Ankurah server?");
        }
        return new StoreSchema(found);
    }

    /** Null for a type that this client may not create: it takes no part in import and export. */
    private @Nullable Collection collection(String type, String name) {
        JsonNode many = operation("queryType", type + "Connection", "first");
        JsonNode create = mutation(type, "inputs");
        JsonNode update = mutation(type, "patch");
        if (many == null || create == null || update == null) {
            return null;
        }
        String inputType = typeName(argument(create, "inputs"));
        return new Collection(
                name,
                many.path("name").asText(),
                create.path("name").asText(),
                inputType,
                update.path("name").asText(),
                typeName(argument(update, "patch")),
                fields(type, inputType));
    }

    private @Nullable JsonNode operation(String root, String returned, String argument) {
        for (JsonNode field : root(root)) {
            if (typeName(field.path("type")).equals(returned) && argument(field, argument) != null) {
                return field;
            }
        }
        return null;
    }

    /** The mutation that takes this argument and whose payload holds entities of the type. */
    private @Nullable JsonNode mutation(String type, String argument) {
        for (JsonNode field : root("mutationType")) {
            JsonNode payload = types.get(typeName(field.path("type")));
            if (argument(field, argument) == null || payload == null) {
                continue;
            }
            for (JsonNode member : payload.path("fields")) {
                if (typeName(member.path("type")).equals(type)) {
                    return field;
                }
            }
        }
        return null;
    }

    private Map<String, Field> fields(String type, String inputType) {
        Map<String, JsonNode> outputs = new HashMap<>();
        members(type, "fields").forEach(field -> outputs.put(field.path("name").asText(), field.path("type")));
        Map<String, Field> fields = new LinkedHashMap<>();
        for (JsonNode input : members(inputType, "inputFields")) {
            String name = input.path("name").asText();
            String output = typeName(outputs.get(name));
            JsonNode in = input.path("type");
            boolean required = isKind(in, "NON_NULL");
            boolean list = isKind(required ? in.path("ofType") : in, "LIST");
            ValueType element = element(typeName(in), collections.get(output));
            fields.put(name, new Field(name, list ? new ValueType.ListType(element) : element, required));
        }
        return fields;
    }

    private Iterable<JsonNode> root(String kind) {
        return members(schema.path(kind).path("name").asText(), "fields");
    }

    private Iterable<JsonNode> members(String type, String kind) {
        JsonNode node = types.get(type);
        return node == null ? List.of() : node.path(kind);
    }

    private ValueType element(String type, @Nullable String target) {
        if (target != null) {
            return new ValueType.RefType(target);
        }
        List<String> constants = new ArrayList<>();
        members(type, "enumValues")
                .forEach(value -> constants.add(value.path("name").asText()));
        // Of a type that is not known here the server has to say what it takes.
        return constants.isEmpty()
                ? SCALARS.getOrDefault(type, ValueType.Scalar.JSON)
                : new ValueType.EnumType(type, constants);
    }

    private static @Nullable JsonNode argument(JsonNode field, String name) {
        for (JsonNode argument : field.path("args")) {
            if (name.equals(argument.path("name").asText())) {
                return argument.path("type");
            }
        }
        return null;
    }

    private static boolean isKind(JsonNode type, String kind) {
        return kind.equals(type.path("kind").asText());
    }

    /** The name behind all lists and non-nulls; empty where there is no type. */
    private static String typeName(@Nullable JsonNode type) {
        return type == null ? "" : named(type).path("name").asText();
    }

    private static JsonNode named(JsonNode type) {
        JsonNode inner = type;
        while (inner.hasNonNull("ofType")) {
            inner = inner.path("ofType");
        }
        return inner;
    }
}
