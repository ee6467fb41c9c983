package org.ankurah.benchmark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** W5: all clients come back at once, each with a live query of its own, while somebody writes one row after another. */
final class Storm implements Workload {

    /** Of clients that connect between two looks at what has come. */
    private static final int AT_ONCE = 50;

    private static final int CALM_CREATES = 500;

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Override
    public void run(List<Subject> subjects, Options options, Report report) throws IOException {
        for (int round = 0; round < options.rounds(); round++) {
            for (Subject subject : subjects) {
                try (ClientLoop loop = new ClientLoop()) {
                    measure(loop, subject, options, report);
                }
            }
        }
    }

    private static void measure(ClientLoop loop, Subject subject, Options options, Report report) {
        String name = "W5 %,d clients".formatted(options.sockets());
        Writer writer = new Writer(loop, subject);
        writer.write(() -> writer.answers.size() >= CALM_CREATES);
        writes(report, name, "before", subject, writer.answers);

        Wave wave = new Wave(loop, subject, options.sockets());
        writer.answers.clear();
        ProcessFigures server = new ProcessFigures(subject.pid());
        long began = System.nanoTime();
        writer.write(wave::isOver);
        double seconds = (System.nanoTime() - began) / 1e9;
        report.add(name, "clients that have their result", "/s", subject, options.sockets() / seconds);
        report.add(
                name,
                "processor time per client, server",
                "µs",
                subject,
                server.secondsSince() / options.sockets() * 1e6);
        writes(report, name, "meanwhile", subject, writer.answers);
    }

    private static void writes(Report report, String name, String when, Subject subject, Samples answers) {
        for (int percent : new int[] {50, 99, 100}) {
            report.add(name, "create " + when + ", p" + percent, "ms", subject, answers.millis(percent));
        }
    }

    /** Creates rows, each when the one before is answered. */
    private static final class Writer {

        private final ClientLoop loop;
        private final Subject subject;
        private final HttpConnection connection;
        private final Samples answers = new Samples();
        private int number;
        private boolean waiting;

        Writer(ClientLoop loop, Subject subject) {
            this.loop = loop;
            this.subject = subject;
            connection = loop.connect(subject.address(), channel -> new HttpConnection(channel, "localhost"));
        }

        void write(BooleanSupplier until) {
            loop.await(PATIENCE, "a storm", () -> {
                boolean over = until.getAsBoolean();
                if (!over && !waiting) {
                    waiting = true;
                    long sent = System.nanoTime();
                    connection.send(subject.track(number++, "written amid a storm"), now -> {
                        answers.add(now - sent);
                        waiting = false;
                    });
                }
                return over && !waiting;
            });
        }
    }

    /** Clients that come as fast as they can. */
    private static final class Wave {

        private final ClientLoop loop;
        private final Subject subject;
        private final int clients;
        private int begun;
        private int served;

        Wave(ClientLoop loop, Subject subject, int clients) {
            this.loop = loop;
            this.subject = subject;
            this.clients = clients;
        }

        /** Lets some more come, until all have been served. */
        boolean isOver() {
            InetSocketAddress address = subject.address();
            for (int i = 0; i < AT_ONCE && begun < clients; i++) {
                Client client = new Client(subject.liveTracks("client " + begun++));
                LiveConnection connection = loop.connect(address, channel -> new LiveConnection(channel, client));
                client.connection = connection;
                connection.greet("localhost", subject.socketPath());
            }
            return served == clients;
        }

        /** Subscribes when it is greeted, and is served when it has its result. */
        private final class Client implements LiveConnection.Listener {

            private @Nullable LiveConnection connection;
            private @Nullable String subscription;

            Client(String subscription) {
                this.subscription = subscription;
            }

            @Override
            public void acknowledged() {
                if (subscription != null && connection != null) {
                    connection.subscribe(1, subscription);
                    subscription = null;
                } else {
                    served++;
                }
            }

            @Override
            public void row(int number, long now) {
                throw new IllegalStateException("nobody writes what these clients ask for");
            }
        }
    }
}
