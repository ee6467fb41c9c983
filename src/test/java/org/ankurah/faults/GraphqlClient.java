package org.ankurah.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Speaks GraphQL to servers over HTTP, one request at a time. */
final class GraphqlClient {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration CONNECT = Duration.ofSeconds(3);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    /** What came of a request. */
    sealed interface Answer {

        /** It was done. */
        record Given(JsonNode data) implements Answer {}

        /** It was not done, and never will be. */
        record Refused(String code, String message) implements Answer {}

        /** Nobody knows whether it was done. */
        record Unknown(String why) implements Answer {}

        /** The server gave an answer that it must not give. */
        record Wrong(String what) implements Answer {}
    }

    Answer send(URI server, String document, Map<String, ?> variables, @Nullable String idempotencyKey)
            throws InterruptedException {
        ObjectNode body = JSON.createObjectNode().put("query", document);
        body.set("variables", JSON.valueToTree(variables));
        HttpRequest.Builder request = HttpRequest.newBuilder(server)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()));
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return read(response.statusCode(), response.body());
        } catch (IOException lost) {
            return new Answer.Unknown(lost.getClass().getSimpleName());
        }
    }

    private static Answer read(int status, String body) {
        JsonNode answer;
        try {
            answer = JSON.readTree(body);
        } catch (JsonProcessingException unreadable) {
            return new Answer.Wrong("status " + status + ": " + body);
        }
        JsonNode errors = answer.path("errors");
        if (errors.isEmpty()) {
            return answer.path("data").isObject()
                    ? new Answer.Given(answer.path("data"))
                    : new Answer.Wrong("status " + status + ": " + body);
        }
        String code = errors.path(0).path("extensions").path("code").asText();
        String message = errors.path(0).path("message").asText();
        return switch (code) {
            case "UNAVAILABLE" -> new Answer.Unknown(code + " " + message);
            case "VALIDATION", "NOT_FOUND", "CONFLICT", "LIMIT_EXCEEDED" -> new Answer.Refused(code, message);
            default -> new Answer.Wrong("status " + status + ": " + body);
        };
    }
}
