package org.ankurah.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/** HTTP clients that each send a request, wait for the answer and send the next one. */
final class Clients {

    private final Subject subject;
    private final int count;
    private final Supplier<Subject.Post> requests;
    private final Samples samples = new Samples();
    private int open;

    Clients(Subject subject, int count, Supplier<Subject.Post> requests) {
        this.subject = subject;
        this.count = count;
        this.requests = requests;
    }

    /**
     * What clients got done together.
     *
     * @param seconds from the first request to the last answer
     * @param answers how long each answer took
     * @param cpuSeconds what the clients themselves took of the processors
     */
    record Done(double seconds, Samples answers, double cpuSeconds) {

        int requests() {
            return answers.size();
        }
    }

    /** Lets all clients send for so long, and waits for the last answers. */
    Done run(double seconds) throws IOException {
        samples.clear();
        double cpu = cpuSeconds();
        long began = System.nanoTime();
        long end = began + (long) (seconds * 1e9);
        try (ClientLoop loop = new ClientLoop()) {
            for (open = 0; open < count; open++) {
                send(loop.connect(subject.address(), channel -> new HttpConnection(channel, "localhost")), end);
            }
            loop.await(Creates.PATIENCE.plusSeconds((long) seconds), "the last answers", () -> open == 0);
        }
        return new Done((System.nanoTime() - began) / 1e9, samples, cpuSeconds() - cpu);
    }

    private void send(HttpConnection connection, long end) {
        long sent = System.nanoTime();
        connection.send(requests.get(), now -> {
            samples.add(now - sent);
            if (now < end) {
                send(connection, end);
            } else {
                open--;
            }
        });
    }

    private static double cpuSeconds() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }
}
