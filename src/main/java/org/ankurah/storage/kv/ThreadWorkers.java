package org.ankurah.storage.kv;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.ankurah.value.AnkurahException;
import org.jspecify.annotations.Nullable;

/**
 * Threads of an engine: one that writes, some that read, one for the background. Queues are bounded; when one is full, what
 * comes is refused with {@code UNAVAILABLE}.
 */
public final class ThreadWorkers implements Workers {

    /** What may wait: the memory that it holds is small, and whoever waits longer has given up. */
    private static final int QUEUE = 10_000;

    private static final Duration LONGEST_END = Duration.ofSeconds(20);

    private final ThreadPoolExecutor writer = pool("store-writer", 1);
    private final ThreadPoolExecutor readers =
            pool("store-reader", Math.max(2, Runtime.getRuntime().availableProcessors()));
    private final ThreadPoolExecutor background = pool("store-upkeep", 1);
    private final Supplier<@Nullable Executor> callers;

    /** Answers come on the threads that read, so whoever waits on one for a commit does not hold it up. */
    public ThreadWorkers() {
        this(() -> null);
    }

    /** @param callers where whoever asks now is to be answered; must run everything. Null for the threads that read */
    public ThreadWorkers(Supplier<@Nullable Executor> callers) {
        this.callers = callers;
    }

    private static ThreadPoolExecutor pool(String name, int size) {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(size, size, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    private void answer(Runnable told) {
        try {
            readers.execute(told);
        } catch (RejectedExecutionException full) {
            told.run();
        }
    }

    @Override
    public <T> Uni<T> write(Supplier<T> work) {
        return on(writer, work);
    }

    @Override
    public <T> Uni<T> read(Supplier<T> work) {
        return on(readers, work);
    }

    private <T> Uni<T> on(Executor threads, Supplier<T> work) {
        return Uni.createFrom().emitter(emitter -> {
            Executor asked = callers.get();
            Executor caller = asked == null ? this::answer : asked;
            try {
                threads.execute(() -> {
                    T result;
                    try {
                        result = work.get();
                    } catch (RuntimeException | Error failure) {
                        caller.execute(() -> emitter.fail(failure));
                        return;
                    }
                    caller.execute(() -> emitter.complete(result));
                });
            } catch (RejectedExecutionException full) {
                emitter.fail(AnkurahException.unavailable(
                        "The store is busy, or it is being closed. Nothing was written. Try again in a moment."));
            }
        });
    }

    @Override
    public boolean later(Runnable work) {
        try {
            background.execute(work);
            return true;
        } catch (RejectedExecutionException full) {
            return false;
        }
    }

    @Override
    public void close() {
        for (ThreadPoolExecutor pool : new ThreadPoolExecutor[] {background, readers, writer}) {
            pool.shutdown();
        }
        try {
            for (ThreadPoolExecutor pool : new ThreadPoolExecutor[] {background, readers, writer}) {
                if (!pool.awaitTermination(LONGEST_END.toSeconds(), TimeUnit.SECONDS)) {
                    pool.shutdownNow();
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
