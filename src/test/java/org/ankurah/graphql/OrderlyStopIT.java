package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.ankurah.server.ServerProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged server is told to stop while clients are busy: they get their answers, and are sent away to resume. */
class OrderlyStopIT {

    private static final int MUTATIONS = 50;
    private static final int CREATES = 200;
    private static final int SOCKETS = 5;
    private static final long PATIENCE_SECONDS = 60;
    private static final String LIVE = "subscription { genres { cursor changes { kind } } }";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    Path directory;

    private ServerProcess server;

    @AfterEach
    void stop() throws InterruptedException {
        server.stop();
    }

    @Test
    void whatIsUnderWayIsAnsweredAndClientsAreToldToComeBack() throws Exception {
        server = ServerProcess.start(directory, "-Dankurah.sample-data=false");
        List<RawSocket> sockets = new ArrayList<>();
        for (int i = 0; i < SOCKETS; i++) {
            RawSocket socket = RawSocket.greeted(URI.create(server.url()));
            socket.text(RawSocket.subscribe("1", LIVE));
            assertThat(socket.read().text()).contains("\"next\"");
            sockets.add(socket);
        }
        EventStream stream = EventStream.query(URI.create(server.url() + StreamEndpoint.PATH), LIVE);
        stream.next("next");
        // Connections that are open already, as those of clients are.
        all(IntStream.range(0, MUTATIONS).mapToObj(i -> ask("{ __typename }")).toList());

        List<CompletableFuture<HttpResponse<String>>> mutations =
                IntStream.range(0, MUTATIONS).mapToObj(this::create).toList();
        CompletableFuture.anyOf(mutations.toArray(CompletableFuture[]::new)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        ServerProcess stopping = server;
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> stop(stopping));

        List<HttpResponse<String>> answers = all(mutations);
        for (RawSocket socket : sockets) {
            assertThat(socket.readClose().closeCode()).isEqualTo(1001);
            socket.close();
        }
        assertThat(stream.isCut()).isTrue();
        stream.close();
        stopped.get(PATIENCE_SECONDS, TimeUnit.SECONDS);

        server = ServerProcess.start(directory, "-Dankurah.sample-data=false");
        assertThat(answers).anyMatch(answer -> answer.statusCode() == 200);
        for (int i = 0; i < MUTATIONS; i++) {
            assertThat(stored(i)).as("what is stored of mutation %d", i).isEqualTo(acknowledged(answers.get(i)));
        }
    }

    private static void stop(ServerProcess server) {
        try {
            server.stop();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static <T> List<T> all(List<CompletableFuture<T>> futures) throws Exception {
        CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return futures.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<HttpResponse<String>> create(int number) {
        String inputs = ("{name: \"" + name(number) + "\"} ").repeat(CREATES);
        return ask("mutation { createGenres(inputs: [" + inputs + "]) { cursor } }");
    }

    private static String name(int number) {
        return "mutation " + number;
    }

    private CompletableFuture<HttpResponse<String>> ask(String document) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + HttpEndpoint.PATH))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(Map.of("query", document))))
                    .build();
            return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** How many entities the answer promises: all or none, and if none, then to try again. */
    private static int acknowledged(HttpResponse<String> answer) throws IOException {
        JsonNode json = JSON.readTree(answer.body());
        if (answer.statusCode() == 200 && !json.has("errors")) {
            return CREATES;
        }
        assertThat(json.at("/errors/0/extensions/code").asText()).isEqualTo("UNAVAILABLE");
        return 0;
    }

    private int stored(int number) throws Exception {
        HttpResponse<String> answer = ask("{ genres(where: {name: {eq: \"" + name(number) + "\"}}) { totalCount } }")
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return JSON.readTree(answer.body()).at("/data/genres/totalCount").asInt();
    }
}
