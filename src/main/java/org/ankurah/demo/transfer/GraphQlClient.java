package org.ankurah.demo.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sends GraphQL documents to a server, one at a time. */
final class GraphQlClient {

    /** A server on the way up answers within this time or is not there. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    /** A batch on a busy server may take long; what takes longer than this is lost. */
    private static final Duration REQUEST_TIMEOUT = Duration.ofMinutes(2);
    /** After these codes nobody knows whether the request took effect. */
    private static final Set<String> UNCERTAIN = Set.of("UNAVAILABLE", "INTERNAL", "");

    private static final String ADMIN_KEY = "Ankurah-Admin-Key";

    private final URI uri;
    private final @Nullable String adminKey;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();

    GraphQlClient(URI uri) {
        this(uri, null);
    }

    /** @param adminKey to be sent along; null for none */
    GraphQlClient(URI uri, @Nullable String adminKey) {
        this.uri = uri;
        this.adminKey = adminKey;
    }

    /** What a server answered. */
    sealed interface Answer {

        /** It was done: read the data. */
        record Done(JsonNode data) implements Answer {}

        /** It was refused and nothing was changed: correct the request. */
        record Refused(String code, String message) implements Answer {}
    }

    /**
     * Sends a document.
     *
     * @throws TransferException when there is no answer, or none that says whether the request took effect
     */
    Answer send(String document, ObjectNode variables) throws TransferException {
        HttpResponse<String> response = post(document, variables);
        JsonNode body;
        try {
            body = Wire.JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new TransferException(
                    uri + " answered with status " + response.statusCode() + " and no JSON; is it a GraphQL server?",
                    e);
        }
        JsonNode error = body.path("errors").path(0);
        if (error.isMissingNode()) {
            return new Answer.Done(body.path("data"));
        }
        String code = error.path("extensions").path("code").asText();
        String message = error.path("message").asText();
        if (UNCERTAIN.contains(code)) {
            throw new TransferException("The server failed: " + message);
        }
        return new Answer.Refused(code, message);
    }

    /**
     * Sends a document that a server has no reason to refuse, and returns the data.
     *
     * @throws TransferException also when it is refused
     */
    JsonNode ask(String document, ObjectNode variables) throws TransferException {
        Answer answer = send(document, variables);
        if (answer instanceof Answer.Done done) {
            return done.data();
        }
        Answer.Refused refused = (Answer.Refused) answer;
        throw new TransferException("The server refused a request: " + refused.message());
    }

    StoreSchema schema() throws TransferException {
        return SchemaReader.read(ask(SchemaReader.QUERY, Wire.object()).path("__schema"));
    }

    private HttpResponse<String> post(String document, ObjectNode variables) throws TransferException {
        ObjectNode body = Wire.object().put("query", document).set("variables", variables);
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri)
                .timeout(REQUEST_TIMEOUT)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(body.toString()));
        if (adminKey != null) {
            builder.header(ADMIN_KEY, adminKey);
        }
        HttpRequest request = builder.build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new TransferException("No answer from " + uri + " (" + why + "). Is the server running?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransferException("Interrupted while waiting for " + uri + ".", e);
        }
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
