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

    /** No number of a model has more digits; arithmetic on longer ones is quadratic. */
    private static final int MAX_NUMBER_LENGTH = 1_000;

    /** {@code 1e999999999} is short to send and a gigabyte to write out. */
    private static final int MAX_EXPONENT = 1_000;

    private final ObjectMapper mapper;
    private final GraphqlLimits limits;

    RequestReader(GraphqlLimits limits) {
        this.limits = limits;
        this.mapper = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_NESTING)
                        .maxNumberLength(MAX_NUMBER_LENGTH)
                        .maxStringLength(limits.bodyBytes())
                        .build());
    }

    /** A JSON request, as POST bodies and WebSocket messages hold it. */
    GraphqlRequest readJson(Transport transport, byte[] body) {
        if (body.length == 0) {
            throw AnkurahException.badQuery("The request has no body. Send {\"query\": \"…\", \"variables\": {…}}.");
        }
        return readMap(transport, parseObject(decode(body), "The request"));
    }

    /** A body that is the document itself. */
    GraphqlRequest readDocument(Transport transport, byte[] body) {
        return make(transport, decode(body), null, Map.of());
    }

    /** The parameters of a GET request, decoded. */
    GraphqlRequest readParameters(
            Transport transport, @Nullable String query, @Nullable String operationName, @Nullable String variables) {
        Map<String, Object> values =
                variables == null || variables.isBlank() ? Map.of() : parseObject(variables, "Parameter 'variables'");
        return make(transport, query, operationName, values);
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
        return make(transport, (String) query, (String) operationName, variables(fields.get("variables")));
    }

    Map<String, Object> parseObject(String text, String what) {
        Object parsed;
        try {
            parsed = mapper.readValue(text, Object.class);
        } catch (StreamConstraintsException e) {
            throw AnkurahException.limitExceeded(
                    what + " is nested too deeply, or a text or number in it is too long.");
        } catch (JsonProcessingException e) {
            throw AnkurahException.badQuery(what + " is not valid JSON: " + reason(e));
        }
        if (parsed instanceof Map<?, ?> map) {
            checkNumbers(parsed);
            return stringKeys(map);
        }
        String hint = parsed instanceof List ? " Batches are not supported." : "";
        throw AnkurahException.badQuery(what + " must be a JSON object." + hint);
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
            Map<String, Object> variables) {
        if (query == null || query.isBlank()) {
            throw AnkurahException.badQuery("The request has no 'query'.");
        }
        if (query.length() > limits.documentLength()) {
            throw AnkurahException.limitExceeded("The document is longer than " + limits.documentLength()
                    + " characters. Pass values as variables.");
        }
        boolean named = operationName != null && !operationName.isEmpty();
        return new GraphqlRequest(transport, query, named ? operationName : null, variables, null, Caller.ANONYMOUS);
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
