package org.ankurah.graphql;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * Begins operations one per turn of an event loop, in the order in which they came. When thousands come at once, as
 * after a restart, or one client sends hundreds of costly ones, what else the loop has to do takes its turns in
 * between. How many wait is bounded by the operations that sockets may have. On its event loop only.
 */
final class StartQueue {

    /**
     * Both of one event loop, which take turns with each other: queries and mutations do not wait for a crowd of
     * subscriptions.
     */
    record Lanes(StartQueue subscriptions, StartQueue others) {

        static Lanes of(Executor loop) {
            return new Lanes(new StartQueue(loop), new StartQueue(loop));
        }

        StartQueue of(boolean subscription) {
            return subscription ? subscriptions : others;
        }
    }

    private final Executor loop;
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    /** Whether one was begun in this turn. */
    private boolean begun;

    /** @param loop runs a task in a later turn */
    StartQueue(Executor loop) {
        this.loop = loop;
    }

    /** Begins it now, or when its turn has come. */
    void enter(Runnable start) {
        if (begun) {
            waiting.add(start);
            return;
        }
        begin(start);
    }

    private void begin(Runnable start) {
        begun = true;
        loop.execute(this::next);
        start.run();
    }

    private void next() {
        Runnable start = waiting.poll();
        if (start == null) {
            begun = false;
        } else {
            begin(start);
        }
    }
}
