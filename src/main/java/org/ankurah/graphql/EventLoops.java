package org.ankurah.graphql;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;

/** Brings work back to the event loop that it came from. */
final class EventLoops {

    private EventLoops() {}

    /** Runs tasks later on the caller's event loop and context; at once if the caller has none. */
    static Executor current() {
        Context context = Vertx.currentContext();
        return context == null ? Runnable::run : task -> context.runOnContext(now -> task.run());
    }

    /** Runs a task where it belongs: at once if the caller is there, otherwise later. */
    static void run(Thread thread, Executor loop, Runnable task) {
        if (Thread.currentThread() == thread) {
            task.run();
        } else {
            loop.execute(task);
        }
    }
}
