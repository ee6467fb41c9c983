package org.ankurah.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ankurah.faults.GraphqlClient.Answer;

/** Two packaged servers on one data directory that nothing happens to. */
final class Pair implements AutoCloseable {

    private final List<ServerHost> hosts = new ArrayList<>();
    private final Steps steps;

    Pair(String name, Path directory) throws IOException {
        steps = new Steps(name);
        for (String server : List.of("a", "b")) {
            hosts.add(new ServerHost(
                    server,
                    directory,
                    List.of(
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Dankurah.sample-data=false",
                            "-Dankurah.data-dir=" + directory.resolve("data")),
                    steps));
        }
        hosts.forEach(ServerHost::awaitReady);
    }

    URI http(int server) {
        return hosts.get(server).http();
    }

    URI webSocket(int server) {
        return hosts.get(server).webSocket();
    }

    Steps steps() {
        return steps;
    }

    /** The data that a server must answer. */
    JsonNode ask(int server, String document) throws InterruptedException {
        return ask(new GraphqlClient(), server, document);
    }

    JsonNode ask(GraphqlClient client, int server, String document) throws InterruptedException {
        Answer answer = client.send(http(server), document, Map.of(), null);
        assertThat(answer).as(document).isInstanceOf(Answer.Given.class);
        return ((Answer.Given) answer).data();
    }

    @Override
    public void close() {
        hosts.forEach(ServerHost::close);
        steps.close();
    }
}
