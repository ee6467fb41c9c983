package org.ankurah.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** W1: one create after another, until the one live query that it matches has told of it. */
final class Latency implements Workload {

    private static final String NAME = "W1 latency";
    private static final String COMPOSER = "one";
    private static final int CREATES = 500;
    private static final int WARM_UP_CREATES = 2_000;

    @Override
    public void run(List<Subject> subjects, Options options, Report report) throws IOException {
        List<Audience> audiences = new ArrayList<>();
        try (ClientLoop loop = new ClientLoop()) {
            for (Subject subject : subjects) {
                Audience audience = new Audience(loop, subject, 1);
                audiences.add(audience);
                audience.subscribe(1, i -> COMPOSER);
                oneByOne(audience.creates(), WARM_UP_CREATES);
            }
            for (int i = 0; i < options.rounds(); i++) {
                for (Audience audience : audiences) {
                    Samples told = oneByOne(audience.creates(), CREATES);
                    for (int percent : new int[] {50, 95, 99}) {
                        report.add(NAME, "create to row, p" + percent, "ms", audience.subject(), told.millis(percent));
                    }
                }
            }
        }
    }

    private static Samples oneByOne(Creates creates, int count) {
        creates.begin();
        for (int i = 1; i <= count; i++) {
            creates.send(COMPOSER);
            if (!creates.settle(i)) {
                throw new IllegalStateException("A row did not arrive");
            }
        }
        return creates.arrivals();
    }
}
