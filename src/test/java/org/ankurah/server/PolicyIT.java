package org.ankurah.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged server with a policy file. */
class PolicyIT {

    private static final String READING = "roles: {anonymous: {album: {allow: [read]}}}";
    private static final String CREATING = "roles: {anonymous: {artist: {allow: [create]}}}";
    private static final String BAD = "roles: {anonymous: {albun: {allow: [read]}}}";

    @TempDir
    Path directory;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void aPolicyFileIsInForceAndFollowed() throws Exception {
        Path file = Files.writeString(directory.resolve("policy.yaml"), READING);
        ServerProcess server = ServerProcess.start(directory, "-Dankurah.policy-file=policy.yaml");
        try {
            assertThat(server.log())
                    .contains("Policy in force: 1 roles, 1 rules")
                    .contains("now holds the sample music store");
            assertThat(ask(server, "{ albums(first: 1) { nodes { title } } }")).contains("title");
            assertThat(ask(server, "{ artists { totalCount } }")).contains("UNAUTHENTICATED");
            String create = "mutation { createArtist(input: {name: \\\"x\\\"}) { events { id } } }";
            assertThat(ask(server, create)).contains("UNAUTHENTICATED");

            Files.writeString(file, CREATING);
            await().atMost(Duration.ofSeconds(2))
                    .until(() -> !ask(server, create).contains("UNAUTHENTICATED"));
            assertThat(ask(server, "{ albums { totalCount } }")).contains("UNAUTHENTICATED");

            Files.writeString(file, BAD);
            await().atMost(Duration.ofSeconds(2)).until(() -> server.log().contains("did you mean \"album\"?"));
            assertThat(get(server, "/q/health")).contains("\"policy\"", "makes no sense as it is now");
            assertThat(get(server, "/q/health/ready")).contains("UP");
            assertThat(get(server, "/q/metrics")).contains("ankurah_policy_refused 1.0");
            assertThat(ask(server, create)).doesNotContain("UNAUTHENTICATED");
        } finally {
            server.stop();
        }
    }

    @Test
    void aBadPolicyFileStopsTheStart() throws IOException {
        Files.writeString(directory.resolve("policy.yaml"), BAD);

        assertThatThrownBy(() -> ServerProcess.start(directory, "-Dankurah.policy-file=policy.yaml"))
                .hasMessageContaining("The server cannot start.")
                .hasMessageContaining("policy.yaml, line 1, column 21: there is no collection \"albun\"; did you mean")
                .hasMessageNotContaining("\tat ");
        assertThatThrownBy(() -> ServerProcess.start(directory, "-Dankurah.policy-file=none.yaml"))
                .hasMessageContaining("The server cannot start. There is no policy file")
                .hasMessageNotContaining("\tat ");
    }

    private String ask(ServerProcess server, String document) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/graphql"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"query\": \"" + document + "\"}"))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private String get(ServerProcess server, String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server.url() + path)).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
