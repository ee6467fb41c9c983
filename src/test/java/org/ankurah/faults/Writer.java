package org.ankurah.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.ankurah.faults.Attempt.Intent;
import org.ankurah.faults.Attempt.Outcome;
import org.ankurah.faults.GraphqlClient.Answer;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * A client that sends random transactions to random servers, one after the other, and remembers what it was told. One
 * track is its own: nobody else writes its {@code bytes}, which only ever grow.
 */
final class Writer implements Runnable {

    /** So few that clients often want the same. */
    private static final int EMAILS = 6;

    private static final int LONGEST_PAUSE_MILLIS = 60;
    private static final int PAUSE_AFTER_LOSS_MILLIS = 100;

    /** So long a client sends a transaction again that has a key. */
    private static final Duration INSISTENCE = Duration.ofSeconds(30);

    private final String name;
    private final Random random;
    private final List<URI> servers;
    private final Tracks tracks;
    private final Steps steps;
    private final GraphqlClient client = new GraphqlClient();
    private final List<Attempt> attempts = new ArrayList<>();
    private final List<Ulid> customers = new ArrayList<>();
    private final Ulid own;
    private long sequence;
    private long acknowledgedSequence;
    private boolean late;
    private volatile boolean ended;

    /** @param own the track of this client alone */
    Writer(String name, long seed, List<URI> servers, Tracks tracks, Ulid own, Steps steps) {
        this.name = name;
        this.random = new Random(seed);
        this.servers = servers;
        this.tracks = tracks;
        this.own = own;
        this.steps = steps;
    }

    List<Attempt> attempts() {
        return attempts;
    }

    Ulid own() {
        return own;
    }

    /** The last {@code bytes} of its own track that it knows to be written. */
    long acknowledgedSequence() {
        return acknowledgedSequence;
    }

    /** No new transactions. */
    void end() {
        ended = true;
    }

    @Override
    public void run() {
        try {
            while (!ended) {
                step();
                TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
            }
        } catch (InterruptedException e) {
            steps.wrong(name, "interrupted");
        } catch (RuntimeException e) {
            steps.wrong(name, "failed: %s", e);
        }
    }

    private URI server() {
        return servers.get(random.nextInt(servers.size()));
    }

    private void step() throws InterruptedException {
        if (random.nextInt(5) == 0) {
            writeOwn();
            return;
        }
        String mark = name + "-" + attempts.size();
        List<Intent> intents = new ArrayList<>();
        int count = 1 + (random.nextInt(3) == 0 ? random.nextInt(3) : 0);
        for (int i = 0; i < count; i++) {
            intents.add(intent(mark + "." + i));
        }
        send(new Attempt(name, mark, intents));
    }

    private Intent intent(String value) throws InterruptedException {
        Ulid track = tracks.any(random);
        return switch (random.nextInt(20)) {
            case 0, 1 -> new Intent.Create("Track", "name: \"" + value + "\"");
            case 2 -> customer(value);
            case 3 ->
                customers.isEmpty()
                        ? customer(value)
                        : new Intent.Delete("Customer", customers.get(random.nextInt(customers.size())));
            case 4 -> new Intent.Delete("Track", track);
            case 5, 6 -> new Intent.Restore("Track", track);
            case 7, 8, 9 -> new Intent.Put(track, "name", value, null);
            case 10, 11, 12 -> new Intent.Put(track, "composer", value, null);
            case 13 -> conditional(track, value);
            default -> new Intent.Add(track, 1 + random.nextInt(5));
        };
    }

    private Intent customer(String value) {
        return new Intent.Create(
                "Customer",
                "firstName: \"" + value + "\", lastName: \"x\", email: \"u" + random.nextInt(EMAILS)
                        + "@example.org\"");
    }

    private Intent conditional(Ulid track, String value) throws InterruptedException {
        Answer answer = client.send(
                server(),
                "query($id: ID!) { track(id: $id) { revision { head } } }",
                Map.of("id", track.toString()),
                null);
        if (!(answer instanceof Answer.Given given)
                || given.data().path("track").isNull()) {
            return new Intent.Put(track, "name", value, null);
        }
        List<Ulid> head = new ArrayList<>();
        given.data().at("/track/revision/head").forEach(id -> head.add(Ulid.parse(id.asText())));
        return new Intent.Put(track, "name", value, head);
    }

    /** Writes the next number to its own track, and reads through any server that it is there. */
    void writeOwn() throws InterruptedException {
        long next = ++sequence;
        Attempt attempt = new Attempt(
                name, name + "-" + attempts.size(), List.of(new Intent.Put(own, "bytes", Long.toString(next), null)));
        send(attempt);
        if (attempt.outcome() != Outcome.ACKNOWLEDGED) {
            return;
        }
        acknowledgedSequence = next;
        Answer answer = client.send(
                server(), "query($id: ID!) { track(id: $id) { bytes } }", Map.of("id", own.toString()), null);
        // What a client no longer waited for may have been written behind it.
        if (!late
                && answer instanceof Answer.Given given
                && given.data().at("/track/bytes").asLong() != next) {
            steps.wrong(name, "wrote %d, was told so, and reads %s", next, given.data());
        } else if (answer instanceof Answer.Wrong wrong) {
            steps.wrong(name, "reading: %s", wrong.what());
        }
    }

    /** Sends a transaction; three of four times with a key, and then again until it is answered. */
    private void send(Attempt attempt) throws InterruptedException {
        attempts.add(attempt);
        String key = random.nextInt(4) == 0 ? null : "key-" + attempt.name();
        long deadline = System.nanoTime() + INSISTENCE.toNanos();
        Answer answer = send(attempt, key);
        while (key != null && answer instanceof Answer.Unknown && !ended && System.nanoTime() < deadline) {
            answer = send(attempt, key);
        }
        if (answer instanceof Answer.Given given) {
            attempt.acknowledged(given.data());
            remember(given.data());
            if (key != null && random.nextInt(10) == 0) {
                repeat(attempt, key, given.data());
            }
        } else if (answer instanceof Answer.Refused refused) {
            attempt.refused();
            steps.log(name, "%s refused: %s", attempt.name(), refused.code());
        }
    }

    private Answer send(Attempt attempt, @Nullable String key) throws InterruptedException {
        URI server = server();
        Answer answer = client.send(server, attempt.document(), Map.of(), key);
        if (answer instanceof Answer.Unknown unknown) {
            steps.log(name, "%s unknown at %d: %s", attempt.name(), server.getPort(), unknown.why());
            late |= unknown.why().contains("Timeout");
            TimeUnit.MILLISECONDS.sleep(PAUSE_AFTER_LOSS_MILLIS);
        } else if (answer instanceof Answer.Wrong wrong) {
            steps.wrong(name, "%s at %d: %s", attempt.document(), server.getPort(), wrong.what());
        }
        return answer;
    }

    /** What was answered is sent once more: it is answered with the same events, and done once. */
    private void repeat(Attempt attempt, String key, JsonNode first) throws InterruptedException {
        if (send(attempt, key) instanceof Answer.Given again
                && !events(again.data()).equals(events(first))) {
            steps.wrong(name, "%s was answered %s, and then %s", attempt.name(), first, again.data());
        }
    }

    private static List<String> events(JsonNode data) {
        return data.findValuesAsText("id");
    }

    private void remember(JsonNode data) {
        data.properties().forEach(field -> {
            JsonNode event = field.getValue().at("/events/0");
            if (event.isMissingNode() || field.getKey().equals("mark")) {
                return;
            }
            // The first event of an entity bears its id.
            if (event.path("id").asText().equals(event.path("entityId").asText())) {
                created(
                        Ulid.parse(event.path("id").asText()),
                        Integer.parseInt(field.getKey().substring(1)));
            }
        });
    }

    private void created(Ulid id, int intent) {
        Intent made = attempts.get(attempts.size() - 1).intents().get(intent);
        if (made instanceof Intent.Create create && create.type().equals("Customer")) {
            customers.add(id);
        } else {
            tracks.add(id);
        }
    }
}
