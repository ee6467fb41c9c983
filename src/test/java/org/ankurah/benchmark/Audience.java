package org.ankurah.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/** Sockets on one server with live queries of tracks, and who creates tracks for them. */
final class Audience {

    /** How many greetings or openings wait for the server at a time. */
    private static final int UNDER_WAY = 100;

    /** A benchmark has an end. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Subject subject;
    private final ClientLoop loop;
    private final Creates creates;
    private final List<LiveConnection> sockets = new ArrayList<>();

    /** Opens sockets, each of which has greeted and been answered. */
    Audience(ClientLoop loop, Subject subject, int count) {
        this.loop = loop;
        this.subject = subject;
        creates = new Creates(loop, subject);
        int greeted = inBatches(count, i -> {
            LiveConnection socket = loop.connect(subject.address(), channel -> new LiveConnection(channel, creates));
            sockets.add(socket);
            socket.greet("localhost", subject.socketPath());
        });
        if (greeted < count) {
            throw new IllegalStateException("The server greeted " + greeted + " of " + count + " sockets");
        }
    }

    /**
     * Starts live queries, spread over the sockets, each of the tracks of one composer, and waits for their results.
     *
     * @return how many have begun, which is fewer if it takes too long
     */
    int subscribe(int queries, IntFunction<String> composers) {
        return inBatches(
                queries, i -> sockets.get(i % sockets.size()).subscribe(i, subject.liveTracks(composers.apply(i))));
    }

    Subject subject() {
        return subject;
    }

    Creates creates() {
        return creates;
    }

    private int inBatches(int count, IntConsumer action) {
        int before = creates.acknowledgements();
        int[] begun = {0};
        loop.serve(System.nanoTime() + PATIENCE.toNanos(), () -> {
            int done = creates.acknowledgements() - before;
            while (begun[0] < count && begun[0] - done < UNDER_WAY) {
                action.accept(begun[0]++);
            }
            return done == count;
        });
        return creates.acknowledgements() - before;
    }
}
