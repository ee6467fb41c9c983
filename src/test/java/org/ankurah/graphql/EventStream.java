package org.ankurah.graphql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client of one event stream, which reads when it is asked to. */
final class EventStream implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;

    private EventStream(HttpRequest request) {
        try {
            response = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .build()
                    .send(request, BodyHandlers.ofInputStream());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
        lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8));
    }

    static EventStream post(URI url, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request = request.headers(headers);
        }
        return new EventStream(request.build());
    }

    static EventStream send(HttpRequest request) {
        return new EventStream(request);
    }

    static EventStream query(URI url, String document) {
        try {
            return post(url, JSON.writeValueAsString(Map.of("query", document)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int status() {
        return response.statusCode();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** The data of the next event, which has to be of that name; comments are passed over. */
    String next(String name) {
        String event = "";
        StringBuilder data = new StringBuilder();
        for (String line = line(); line != null; line = line()) {
            if (line.startsWith("event:")) {
                event = line.substring(6).strip();
            } else if (line.startsWith("data:")) {
                data.append(line.substring(5).strip());
            } else if (line.isEmpty() && !event.isEmpty()) {
                assertThat(event).as(data.toString()).isEqualTo(name);
                return data.toString();
            }
        }
        throw new AssertionError("the stream ended");
    }

    /** What is left of the answer. */
    String rest() {
        StringBuilder rest = new StringBuilder();
        for (String line = line(); line != null; line = line()) {
            rest.append(line);
        }
        return rest.toString();
    }

    /** Reads to the end: whether that comes without the word that the operation is complete. */
    boolean isCut() {
        try {
            for (String line = line(); line != null; line = line()) {
                if (line.equals("event: complete")) {
                    return false;
                }
            }
        } catch (UncheckedIOException broken) {
            // An answer that ends before its end.
        }
        return true;
    }

    private @Nullable String line() {
        try {
            return lines.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
