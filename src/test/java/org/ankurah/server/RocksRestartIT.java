package org.ankurah.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged server on RocksDB, killed without a chance to say goodbye. */
class RocksRestartIT {

    private static final int WRITES = 50;

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    private ServerProcess server;

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            server.stop();
        }
    }

    @Test
    void whatWasAcknowledgedIsThereAfterAKill() throws Exception {
        server = start();
        assertThat(server.log()).contains("RocksDB in");
        for (int i = 0; i < WRITES; i++) {
            assertThat(ask("mutation { createArtist(input: {name: \\\"artist " + i + "\\\"}) { cursor } }"))
                    .contains("cursor");
        }
        server.kill();

        server = start();

        assertThat(ask("{ artists(first: 1) { totalCount } }")).contains("\"totalCount\":" + WRITES);
        assertThat(ask("{ artists(where: {name: {eq: \\\"artist 49\\\"}}) { nodes { name } } }"))
                .contains("artist 49");
        assertThat(directory.resolve("data/postgres")).doesNotExist();
    }

    private ServerProcess start() throws Exception {
        return ServerProcess.start(directory, "-Dankurah.storage=rocksdb", "-Dankurah.sample-data=false");
    }

    private String ask(String document) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/graphql"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"" + document + "\"}"))
                .build();
        return client.send(request, BodyHandlers.ofString()).body();
    }
}
