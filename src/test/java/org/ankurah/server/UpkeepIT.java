package org.ankurah.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on the store itself, as their users call them, beside a running server. */
class UpkeepIT {

    private static final String QUESTION = """
            {"query":"{ albums(first: 1000) { totalCount nodes { id title year plays artist { id name }\
             revision { head position createdAt updatedAt deleted } } }\
             tracks(first: 1000) { nodes { id name unitPrice revision { head position createdAt updatedAt } } } }"}
            """;

    private static final String KEY = "a long random text";

    private static final long LONGEST_MINUTES = 3;

    @TempDir
    Path directory;

    /** What a command came to. */
    private record Outcome(int code, String output) {}

    @Test
    void savedStoreComesBackTheSame() throws Exception {
        Path first = Files.createDirectory(directory.resolve("first"));
        Path second = Files.createDirectory(directory.resolve("second"));
        ServerProcess server = ServerProcess.start(first);
        String answer;
        try {
            answer = ask(server);
            expect(run(first, "backup", "../store.backup"), 0, "events saved in");
            expect(run(first, "verify"), 0, "All is well: ");
            expect(run(first, "rebuild"), 0, "0 rows written and 0 deleted");
        } finally {
            server.stop();
        }

        expect(run(second, "restore", "../store.backup"), 0, "The store holds all");
        expect(run(second, "restore", "../store.backup"), 0, "Nothing to do");
        expect(run(second, "verify"), 0, "All is well: ");
        expect(run(first, "verify"), 0, "All is well: ");
        ServerProcess restored = ServerProcess.start(second);
        try {
            assertThat(ask(restored))
                    .isEqualTo(answer)
                    .contains("\"totalCount\":")
                    .contains("createdAt");
        } finally {
            restored.stop();
        }
    }

    @Test
    void administratorsPurgeFromTheCommandLine() throws Exception {
        ServerProcess server = ServerProcess.start(directory, "-Dankurah.admin-key=" + KEY);
        try {
            String id = new ObjectMapper()
                    .readTree(ask(server))
                    .at("/data/albums/nodes/0/id")
                    .asText();
            String[] purge = {"purge", "album", id, "--yes", "--url", server.url() + "/graphql"};
            expect(runAs("guess", directory, purge), 1, "The server does not take the key in ANKURAH_ADMIN_KEY");
            expect(runAs(KEY, directory, purge), 0, "Purged album " + id);
            expect(runAs(KEY, directory, purge), 1, "Nothing was purged. There is no album with the id " + id);
            purge[1] = "albun";
            expect(runAs(KEY, directory, purge), 1, "no collection \"albun\"; did you mean \"album\"?");
            assertThat(ask(server)).doesNotContain(id);
            expect(run(directory, "verify"), 0, "All is well: ");
        } finally {
            server.stop();
        }
    }

    @Test
    void slipsAreExplained() throws Exception {
        expect(run(directory, "verify"), 1, "There is no store in ");
        expect(run(directory, "verify", "x"), 2, "verify takes no file: x\nUsage: verify");
        expect(run(directory, "backup"), 2, "Which file?\nUsage: backup FILE");
        expect(run(directory, "backup", "."), 2, "Not a file: \".\"");
        expect(run(directory, "backup", "nowhere/x"), 2, "There is no directory ");
        expect(run(directory, "restore", "nothing"), 1, "There is no file nothing.");
    }

    private static void expect(Outcome outcome, int code, String text) {
        assertThat(outcome.output()).contains(text);
        assertThat(outcome.code()).isEqualTo(code);
    }

    private static Outcome run(Path directory, String... arguments) throws IOException, InterruptedException {
        return runAs("", directory, arguments);
    }

    private static Outcome runAs(String adminKey, Path directory, String... arguments)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(ServerProcess.java(), "-Dankurah.data-dir=data", "-jar", ServerProcess.jar()));
        command.addAll(List.of(arguments));
        Path output = directory.resolve("command.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("ANKURAH_ADMIN_KEY", adminKey);
        Process process = builder.start();
        if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("does not end: " + Files.readString(output));
        }
        String text = Files.readString(output);
        System.out.println(String.join(" ", arguments) + "\n" + text);
        return new Outcome(process.exitValue(), text);
    }

    private static String ask(ServerProcess server) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/graphql"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(QUESTION))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
