package org.ankurah.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * W2: creates by clients that each wait for the answer before they send the next. Beside it, transactions of many
 * creates, and what PostgreSQL does by itself.
 */
final class Writes implements Workload {

    private static final String NAME = "W2 writes";
    private static final int CLIENTS = 32;
    private static final int BULK_CLIENTS = 2;
    private static final int BULK_SIZE = 1_000;

    private final Database database;
    private final Path directory;
    private int created;

    /**
     * Prepares it.
     *
     * @param directory for files of its own
     */
    Writes(Database database, Path directory) {
        this.database = database;
        this.directory = directory;
    }

    /** Has a server create albums, so that what follows meets it as it is after a while. */
    void warmUp(Subject subject, int seconds) throws IOException {
        clients(subject).run(seconds);
    }

    @Override
    public void run(List<Subject> subjects, Options options, Report report) throws IOException {
        for (int i = 0; i < options.rounds(); i++) {
            for (Subject subject : subjects) {
                round(subject, clients(subject), options, report);
            }
        }
        for (Subject subject : subjects) {
            if (subject instanceof AnkurahServer ankurah) {
                bulk(ankurah, options, report);
            }
        }
        OptionalDouble inserts = PgBench.insertsPerSecond(database, directory, CLIENTS, options.seconds());
        if (inserts.isPresent()) {
            report.note("PostgreSQL by itself (pgbench): %,.0f single-row inserts/s with %d clients"
                    .formatted(inserts.getAsDouble(), CLIENTS));
        } else {
            report.note("pgbench is not on this machine, so PostgreSQL by itself was not measured");
        }
    }

    private Clients clients(Subject subject) {
        return new Clients(subject, CLIENTS, () -> subject.album(created++));
    }

    private void round(Subject subject, Clients clients, Options options, Report report) throws IOException {
        ProcessFigures server = new ProcessFigures(subject.pid());
        double databaseBefore = ProcessFigures.secondsOfTree(database.pid());
        Clients.Done done = clients.run(options.seconds());
        double serverSeconds = server.secondsSince();
        double databaseSeconds = ProcessFigures.secondsOfTree(database.pid()) - databaseBefore;
        report.add(NAME, "creates", "/s", subject, done.requests() / done.seconds());
        for (int percent : new int[] {50, 95, 99}) {
            report.add(
                    NAME, "answer, p" + percent, "ms", subject, done.answers().millis(percent));
        }
        double micros = 1e6 / done.requests();
        report.add(NAME, "processor time per create, server", "µs", subject, serverSeconds * micros);
        report.add(NAME, "processor time per create, PostgreSQL", "µs", subject, databaseSeconds * micros);
        report.add(NAME, "processor time per create, clients", "µs", subject, done.cpuSeconds() * micros);
    }

    private void bulk(AnkurahServer subject, Options options, Report report) throws IOException {
        Clients clients = new Clients(subject, BULK_CLIENTS, () -> {
            created += BULK_SIZE;
            return subject.albums(created, BULK_SIZE);
        });
        List<Double> rates = new ArrayList<>();
        // The first round warms up.
        for (int i = 0; i <= options.rounds(); i++) {
            Clients.Done done = clients.run(options.seconds() / 2.0);
            rates.add(done.requests() * BULK_SIZE / done.seconds());
        }
        for (double rate : rates.subList(1, rates.size())) {
            report.add(NAME, "creates, %,d per transaction".formatted(BULK_SIZE), "/s", subject, rate);
        }
    }
}
