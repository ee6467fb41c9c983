package org.ankurah.node;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs tasks one at a time, in the order given, without a thread of its own and without blocking anyone: a
 * caller either runs the waiting tasks itself or leaves its task to the caller that is at it. The state that
 * only such tasks touch needs no lock.
 */
final class SerialRunner {

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /** Runs the task now or right after those given before. The task must not throw. */
    void run(Runnable task) {
        tasks.add(task);
        if (waiting.getAndIncrement() != 0) {
            return;
        }
        // The counter is raised after each add, so as long as it is above zero a task is there to be taken.
        do {
            Runnable next = tasks.poll();
            if (next != null) {
                next.run();
            }
        } while (waiting.decrementAndGet() != 0);
    }
}
