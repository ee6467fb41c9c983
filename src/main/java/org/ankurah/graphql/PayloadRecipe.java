package org.ankurah.graphql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import org.ankurah.graphql.GraphqlRequest.Transport;
import org.jspecify.annotations.Nullable;

/**
 * What a live query's request is kept as between payloads: its variables as text, since there may be a hundred thousand
 * live queries, of which few have a payload at a time.
 */
record PayloadRecipe(
        String document,
        @Nullable String operationName,
        @Nullable String variables,
        Caller caller) {

    private static final AnswerWriter WRITER = new AnswerWriter();

    /** For what was read and checked before, so nothing is too long for it. */
    private static final ObjectMapper READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(Integer.MAX_VALUE)
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    /** @param document the request's, as it is kept */
    static PayloadRecipe of(GraphqlRequest request, String document) {
        String variables = request.variables().isEmpty() ? null : WRITER.text(request.variables());
        return new PayloadRecipe(document, request.operationName(), variables, request.caller());
    }

    GraphqlRequest request() {
        try {
            Map<String, Object> given = variables == null ? Map.of() : READER.readValue(variables, OBJECT);
            return new GraphqlRequest(Transport.WEB_SOCKET, document, operationName, given, null, caller);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was written can be read", e);
        }
    }
}
