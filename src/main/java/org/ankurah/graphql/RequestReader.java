package org.ankurah.graphql;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ankurah.graphql.GraphqlRequest.Transport;
import org.ankurah.value.AnkurahException;
import org.jspecify.annotations.Nullable;

/** Makes requests of what clients send. Whatever is wrong with it ends as {@code BAD_QUERY} or a limit. */
final class RequestReader {

    /** Deeper values are an attack on recursion, not data. */
    private static final int MAX_NESTING = 200;

    /** {@code 1e999999999} is short to send and a gigabyte to write out. */
    private static final int MAX_EXPONENT = 1_000;

    private final ObjectMapper mapper;
    private final GraphqlLimits limits;
    private final PersistedDocuments documents;

    RequestReader(GraphqlLimits limits, PersistedDocuments documents) {
        this.limits = limits;
        this.documents = documents;
        this.mapper = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_NESTING)
                        .maxNumberLength(DocumentLimits.MAX_NUMBER_LENGTH)
                        .maxStringLength(limits.bodyBytes())
                        .build());
    }

    /**
     * A JSON request, or an array of them, as POST bodies hold it. One that cannot be read spoils the whole array, so
     * that nothing of it runs.
     */
    Posted readJson(Transport transport, byte[] body) {
        if (body.length == 0) {
            throw AnkurahException.badQuery("The request has no body. Send {\"query\": \"…\", \"variables\": {…}}.");
        }
        Object parsed = parse(decode(body), "The request");
        if (parsed instanceof List<?> batch) {
            checkBatch(batch.size());
            return new Posted(
                    batch.stream().map(entry -> readEntry(transport, entry)).toList(), true);
        }
        return Posted.of(readMap(transport, object(parsed, "The request")));
    }

    private void checkBatch(int size) {
        if (limits.batch() == 0) {
            throw AnkurahException.limitExceeded("The request is a batch, which this server does not take"
                    + " (ankurah.limits.batch). Send its operations one by one.");
        }
        if (size == 0) {
            throw AnkurahException.badQuery("The batch is empty.");
        }
        if (size > limits.batch()) {
            throw AnkurahException.limitExceeded("The batch has " + size + " operations; at most " + limits.batch()
                    + " are allowed (ankurah.limits.batch). Split it.");
        }
    }

    private GraphqlRequest readEntry(Transport transport, @Nullable Object entry) {
        return readMap(transport, object(entry, "Each operation of a batch"));
    }

    /** A body that is the document itself. */
    GraphqlRequest readDocument(Transport transport, byte[] body) {
        return make(transport, decode(body), null, Map.of(), null);
    }

    /** The parameters of a GET request, decoded. */
    GraphqlRequest readParameters(
            Transport transport,
            @Nullable String query,
            @Nullable String operationName,
            @Nullable String variables,
            @Nullable String extensions) {
        return make(
                transport,
                query,
                operationName,
                parseParameter(variables, "Parameter 'variables'"),
                parseParameter(extensions, "Parameter 'extensions'"));
    }

    private Map<String, Object> parseParameter(@Nullable String text, String what) {
        return text == null || text.isBlank() ? Map.of() : parseObject(text, what);
    }

    /** The payload of a request that has already been parsed by {@link #parseObject}. */
    GraphqlRequest readMap(Transport transport, Map<String, Object> fields) {
        Object query = fields.get("query");
        if (query != null && !(query instanceof String)) {
            throw AnkurahException.badQuery("'query' must be a string.");
        }
        Object operationName = fields.get("operationName");
        if (operationName != null && !(operationName instanceof String)) {
            throw AnkurahException.badQuery("'operationName' must be a string.");
        }
        return make(
                transport,
                (String) query,
                (String) operationName,
                variables(fields.get("variables")),
                fields.get("extensions"));
    }

    Map<String, Object> parseObject(String text, String what) {
        return object(parse(text, what), what);
    }

    private @Nullable Object parse(String text, String what) {
        try {
            Object parsed = mapper.readValue(text, Object.class);
            checkNumbers(parsed);
            return parsed;
        } catch (StreamConstraintsException e) {
            throw AnkurahException.limitExceeded(
                    what + " is nested too deeply, or a text or number in it is too long.");
        } catch (JsonProcessingException e) {
            throw AnkurahException.badQuery(what + " is not valid JSON: " + reason(e));
        }
    }

    private static Map<String, Object> object(@Nullable Object parsed, String what) {
        if (parsed instanceof Map<?, ?> map) {
            return stringKeys(map);
        }
        throw AnkurahException.badQuery(what + " must be a JSON object.");
    }

    /**
     * The id of a message that starts an operation and is too much to be read whole: what stands ahead of that counts.
     *
     * @return null if it is another message or no JSON, or its id is not to be found
     */
    @Nullable
    String idOfOperation(String message) {
        Map<String, String> found = new HashMap<>();
        try (JsonParser parser = mapper.getFactory().createParser(message)) {
            boolean object = parser.nextToken() == JsonToken.START_OBJECT;
            while (object && parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (parser.nextToken() == JsonToken.VALUE_STRING) {
                    found.put(name, parser.getText());
                }
                parser.skipChildren();
            }
        } catch (StreamConstraintsException tooMuch) {
            // Then the rest is not needed.
        } catch (IOException noJson) {
            return null;
        }
        return "subscribe".equals(found.get("type")) ? found.get("id") : null;
    }

    private GraphqlRequest make(
            Transport transport,
            @Nullable String query,
            @Nullable String operationName,
            Map<String, Object> variables,
            @Nullable Object extensions) {
        String text = query == null || query.isBlank() ? null : query;
        if (text == null && !PersistedDocuments.isNamedIn(extensions)) {
            throw AnkurahException.badQuery("The request has no 'query'.");
        }
        String name = operationName == null || operationName.isEmpty() ? null : operationName;
        String document = "";
        AnkurahException refused = null;
        if (text != null) {
            limits.document().check(text);
        }
        try {
            document = documents.resolve(text, extensions);
        } catch (AnkurahException notRun) {
            refused = notRun;
        }
        return new GraphqlRequest(transport, document, name, variables, null, Caller.ANONYMOUS, refused, null);
    }

    private static Map<String, Object> variables(@Nullable Object variables) {
        if (variables == null) {
            return Map.of();
        }
        if (variables instanceof Map<?, ?> map) {
            return stringKeys(map);
        }
        throw AnkurahException.badQuery("'variables' must be a JSON object.");
    }

    @SuppressWarnings("unchecked") // Keys of parsed JSON objects are strings.
    static Map<String, Object> stringKeys(Map<?, ?> object) {
        return (Map<String, Object>) object;
    }

    /** Strict, as a replaced character would be stored in place of what the client meant. */
    static String decode(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw AnkurahException.badQuery("The request is not valid UTF-8.");
        }
    }

    private static void checkNumbers(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            map.values().forEach(RequestReader::checkNumbers);
        } else if (value instanceof List<?> list) {
            list.forEach(RequestReader::checkNumbers);
        } else if (value instanceof BigDecimal number && Math.abs((long) number.scale()) > MAX_EXPONENT) {
            throw AnkurahException.badQuery("A number of the request has an exponent beyond " + MAX_EXPONENT + ".");
        }
    }

    /** The parser's own words, without its references to classes and settings. */
    private static String reason(JsonProcessingException e) {
        String message = e.getOriginalMessage();
        String text = message;
        for (String aside : List.of(" (", ": enable ")) {
            int end = text.indexOf(aside);
            text = end < 0 ? text : text.substring(0, end);
        }
        return e.getLocation() == null
                ? text
                : text + " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
    }
}
