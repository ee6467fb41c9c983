package org.ankurah.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.subscription.Cancellable;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What nodes on one engine hear of each other, whoever speaks. */
class LocalNewsTest {

    private static final int SPEAKERS = 4;
    private static final int SAID = 5_000;

    private final LocalNews news = new LocalNews();

    @Test
    void whatManySayAtOnceIsHeardOneByOneAndWhole() throws InterruptedException {
        AtomicInteger heard = new AtomicInteger();
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger atOnce = new AtomicInteger();
        Cancellable listening = news.whispers().subscribe().with(message -> {
            atOnce.accumulateAndGet(inside.incrementAndGet(), Math::max);
            heard.incrementAndGet();
            inside.decrementAndGet();
        });

        ExecutorService speakers = Executors.newFixedThreadPool(SPEAKERS);
        List.of(1, 2, 3, 4)
                .forEach(speaker -> speakers.execute(() -> {
                    for (int i = 0; i < SAID; i++) {
                        news.whisper(new byte[] {1});
                    }
                }));
        speakers.shutdown();

        assertThat(speakers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(heard).hasValue(SPEAKERS * SAID);
        assertThat(atOnce).hasValue(1);
        listening.cancel();
        news.whisper(new byte[] {1});
        assertThat(heard).hasValue(SPEAKERS * SAID);
    }
}
