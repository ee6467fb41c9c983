package org.ankurah.benchmark;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.IntFunction;

/**
 * Tracks that are created one by one, when each was sent, and how long until each live query told of it. A round
 * counts what was created in it and nothing else.
 */
final class Creates implements LiveConnection.Listener {

    /** What takes longer is lost. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ClientLoop loop;
    private final Subject subject;
    private final Deque<HttpConnection> idle = new ArrayDeque<>();
    private final Samples arrivals = new Samples();
    private long[] sent = new long[1_024];
    private int first;
    private int next;
    private int answered;
    private int acknowledged;

    Creates(ClientLoop loop, Subject subject) {
        this.loop = loop;
        this.subject = subject;
    }

    /** Begins a round. */
    void begin() {
        first = next;
        answered = 0;
        arrivals.clear();
    }

    /** Creates a track, over a connection that has nothing to wait for. */
    void send(String composer) {
        HttpConnection connection = idle.isEmpty()
                ? loop.connect(subject.address(), channel -> new HttpConnection(channel, "localhost"))
                : idle.pop();
        int number = next++;
        if (number - first == sent.length) {
            sent = Arrays.copyOf(sent, sent.length * 2);
        }
        Subject.Post post = subject.track(number, composer);
        sent[number - first] = System.nanoTime();
        connection.send(post, now -> {
            answered++;
            idle.push(connection);
        });
    }

    /** Waits until all that was sent is answered and told of so many times; false if that takes too long. */
    boolean settle(int deliveries) {
        return loop.serve(
                System.nanoTime() + PATIENCE.toNanos(),
                () -> answered == next - first && arrivals.size() >= deliveries);
    }

    /** Creates tracks at equal intervals, the i-th of which is by the i-th composer, and waits for the last. */
    void pace(int count, double perSecond, IntFunction<String> composers, int deliveries) {
        long began = System.nanoTime();
        for (int i = 0; i < count; i++) {
            loop.serve(began + (long) (i * 1e9 / perSecond), () -> false);
            send(composers.apply(i));
        }
        settle(deliveries);
    }

    /** How long it took from sending a create to each time that a live query told of it. */
    Samples arrivals() {
        return arrivals;
    }

    /** How many live queries have begun, and greetings been answered. */
    int acknowledgements() {
        return acknowledged;
    }

    @Override
    public void acknowledged() {
        acknowledged++;
    }

    @Override
    public void row(int number, long now) {
        if (number >= first) {
            arrivals.add(now - sent[number - first]);
        }
    }
}
