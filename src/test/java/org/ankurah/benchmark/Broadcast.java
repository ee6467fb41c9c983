package org.ankurah.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** W4: many sockets that all want every row: one create at a time, and many at once. */
final class Broadcast implements Workload {

    private static final String COMPOSER = "all";
    private static final double CREATES_PER_SECOND = 5;
    private static final int BURSTS = 10;
    private static final int BURST = 20;

    @Override
    public void run(List<Subject> subjects, Options options, Report report) throws IOException {
        List<Audience> audiences = new ArrayList<>();
        try (ClientLoop loop = new ClientLoop()) {
            for (Subject subject : subjects) {
                Audience audience = new Audience(loop, subject, options.sockets());
                audiences.add(audience);
                audience.subscribe(options.sockets(), i -> COMPOSER);
                burst(audience, options);
                burst(audience, options);
            }
            for (int i = 0; i < options.rounds(); i++) {
                for (Audience audience : audiences) {
                    paced(audience, options, report);
                    bursts(audience, options, report);
                }
            }
        }
    }

    private static void paced(Audience audience, Options options, Report report) {
        int count = (int) (options.seconds() * CREATES_PER_SECOND);
        int expected = count * options.sockets();
        audience.creates().begin();
        audience.creates().pace(count, CREATES_PER_SECOND, i -> COMPOSER, expected);
        Samples told = audience.creates().arrivals();
        String name = name(options);
        report.add(name, "delivered", "%", audience.subject(), 100.0 * told.size() / expected);
        for (int percent : new int[] {50, 99}) {
            report.add(name, "create to each row, p" + percent, "ms", audience.subject(), told.millis(percent));
        }
    }

    private static void bursts(Audience audience, Options options, Report report) {
        ProcessFigures server = new ProcessFigures(audience.subject().pid());
        double seconds = 0;
        double deliveries = 0;
        for (int i = 0; i < BURSTS; i++) {
            seconds += burst(audience, options);
            deliveries += audience.creates().arrivals().size();
        }
        String name = name(options);
        report.add(name, "deliveries in bursts of " + BURST, "/s", audience.subject(), deliveries / seconds);
        report.add(
                name,
                "processor time per delivery, server",
                "µs",
                audience.subject(),
                server.secondsSince() / deliveries * 1e6);
    }

    /** Seconds from the first create to the last row. */
    private static double burst(Audience audience, Options options) {
        audience.creates().begin();
        long began = System.nanoTime();
        for (int i = 0; i < BURST; i++) {
            audience.creates().send(COMPOSER);
        }
        audience.creates().settle(BURST * options.sockets());
        return (System.nanoTime() - began) / 1e9;
    }

    private static String name(Options options) {
        return "W4 %,d sockets".formatted(options.sockets());
    }
}
