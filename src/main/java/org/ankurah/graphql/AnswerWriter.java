package org.ankurah.graphql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the engine's results as they travel, over HTTP and WebSocket alike. */
final class AnswerWriter {

    private final ObjectMapper mapper = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    /** The members of a response: errors if there are any, data if anything ran. */
    static Map<String, Object> response(ExecutionResult result) {
        Map<String, Object> response = new LinkedHashMap<>();
        if (!result.getErrors().isEmpty()) {
            response.put("errors", errors(result.getErrors()));
        }
        if (result.isDataPresent()) {
            response.put("data", result.getData());
        }
        if (result.getExtensions() != null) {
            response.put("extensions", result.getExtensions());
        }
        return response;
    }

    static List<Map<String, Object>> errors(List<GraphQLError> errors) {
        return errors.stream().map(ApiErrors::specification).toList();
    }

    /** The JSON of maps, lists and scalars. */
    byte[] bytes(Object json) {
        try {
            return mapper.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("scalars of the schema always have a JSON form", e);
        }
    }

    /** The same as text. */
    String text(Object json) {
        try {
            return mapper.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("scalars of the schema always have a JSON form", e);
        }
    }
}
