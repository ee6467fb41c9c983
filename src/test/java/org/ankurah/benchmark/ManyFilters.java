package org.ankurah.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** W3: ever more live queries, each with a filter of its own, and creates of which each matches one of them. */
final class ManyFilters implements Workload {

    private static final double CREATES_PER_SECOND = 50;
    private static final double IDLE_SECONDS = 2;

    /** A heap that shrinks by less between two looks has nothing more to let go. */
    private static final double STILL = 0.98;

    private static final int LOOKS_AT_HEAP = 15;

    /** Which of the live queries a create is for; the same in every run. */
    private final Random random = new Random(1);

    @Override
    public void run(List<Subject> subjects, Options options, Report report) throws IOException, InterruptedException {
        for (int queries : options.queries()) {
            List<Audience> audiences = new ArrayList<>();
            try (ClientLoop loop = new ClientLoop()) {
                for (Subject subject : subjects) {
                    Audience audience = open(loop, subject, queries, options, report);
                    if (audience != null) {
                        audiences.add(audience);
                    }
                }
                for (Audience audience : audiences) {
                    create(audience, queries, options.seconds() / 2);
                }
                for (int i = 0; i < options.rounds(); i++) {
                    for (Audience audience : audiences) {
                        round(loop, audience, queries, options, report);
                    }
                }
            }
        }
    }

    /** Null if there would be no end to it. */
    private static @Nullable Audience open(
            ClientLoop loop, Subject subject, int queries, Options options, Report report)
            throws IOException, InterruptedException {
        int sockets = Math.min(queries, options.sockets());
        long empty = emptyHeap(loop, subject);
        Audience audience = new Audience(loop, subject, sockets);
        long greeted = subject.heapBytes();
        long began = System.nanoTime();
        int opened = audience.subscribe(queries, i -> composer(queries, i));
        double seconds = (System.nanoTime() - began) / 1e9;
        String name = name(queries);
        report.add(name, "live queries opened", "/s", subject, opened / seconds);
        if (opened < queries) {
            report.note("%s: %s is left out, as it opened only %,d in %.0f seconds"
                    .formatted(name, subject.name(), opened, seconds));
            return null;
        }
        long subscribed = subject.heapBytes();
        report.add(name, "heap per idle socket", "KiB", subject, (greeted - empty) / 1024.0 / sockets);
        report.add(name, "heap per live query", "KiB", subject, (subscribed - greeted) / 1024.0 / queries);
        return audience;
    }

    /** The heap when all that was there before has been let go, which takes a server with many live queries a while. */
    private static long emptyHeap(ClientLoop loop, Subject subject) throws IOException, InterruptedException {
        long before = Long.MAX_VALUE;
        long now = subject.heapBytes();
        for (int i = 0; i < LOOKS_AT_HEAP && now < before * STILL; i++) {
            loop.serveFor(IDLE_SECONDS);
            before = now;
            now = subject.heapBytes();
        }
        return now;
    }

    private void round(ClientLoop loop, Audience audience, int queries, Options options, Report report) {
        Subject subject = audience.subject();
        ProcessFigures server = new ProcessFigures(subject.pid());
        loop.serveFor(IDLE_SECONDS);
        double idlePerSecond = server.secondsSince() / IDLE_SECONDS;
        long began = System.nanoTime();
        int creates = create(audience, queries, options.seconds());
        double seconds = (System.nanoTime() - began) / 1e9;
        double used = server.secondsSince() - idlePerSecond * seconds;
        Samples told = audience.creates().arrivals();
        String name = name(queries);
        report.add(name, "delivered", "%", subject, 100.0 * told.size() / creates);
        for (int percent : new int[] {50, 99}) {
            report.add(name, "create to row, p" + percent, "ms", subject, told.millis(percent));
        }
        report.add(name, "processor time per create, server", "µs", subject, used / creates * 1e6);
    }

    private int create(Audience audience, int queries, int seconds) {
        int count = (int) (seconds * CREATES_PER_SECOND);
        audience.creates().begin();
        audience.creates().pace(count, CREATES_PER_SECOND, i -> composer(queries, random.nextInt(queries)), count);
        return count;
    }

    private static String name(int queries) {
        return "W3 %,d filters".formatted(queries);
    }

    /** Others than with other numbers of live queries, so that all results are empty at first. */
    private static String composer(int queries, int number) {
        return "g%d of %d".formatted(number, queries);
    }
}
