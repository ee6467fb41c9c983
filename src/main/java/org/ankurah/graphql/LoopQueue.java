package org.ankurah.graphql;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs tasks on one event loop, all that have gathered at once: a change that a thousand sockets are told of costs each
 * event loop one wake-up, not one per socket.
 */
final class LoopQueue implements Executor {

    private final Context root;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();

    LoopQueue(Context root) {
        this.root = root;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (woken.compareAndSet(false, true)) {
            VertxContext.createNewDuplicatedContext(root).runOnContext(now -> run());
        }
    }

    private void run() {
        // Whatever is added from here on wakes the loop anew.
        woken.set(false);
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }
}
