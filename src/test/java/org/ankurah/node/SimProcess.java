package org.ankurah.node;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What is one for the whole process, as long as lives are simulated in it. Timers wait for real time, on a thread of their
 * own: what they would do is put off until a life is over, so that a slow machine does not change it. What nodes log as an
 * error is a failure; the rest, such as each refused change, is of no interest.
 */
final class SimProcess extends Handler implements AutoCloseable {

    private final Logger logger = Logger.getLogger(SimProcess.class.getPackageName());
    private final Executor timers = Infrastructure.getDefaultExecutor();
    private final Queue<Runnable> putOff = new ConcurrentLinkedQueue<>();
    private volatile @Nullable String error;

    SimProcess() {
        Infrastructure.setDefaultExecutor(putOff::add, false);
        logger.setUseParentHandlers(false);
        logger.setLevel(Level.SEVERE);
        logger.addHandler(this);
    }

    /** A life is over: what was put off can only touch what nobody looks at any more. */
    void afterLife() {
        for (Runnable task = putOff.poll(); task != null; task = putOff.poll()) {
            timers.execute(task);
        }
    }

    /** What was logged as an error since the last call; null if nothing was. */
    @Nullable
    String error() {
        String last = error;
        error = null;
        return last;
    }

    @Override
    public void publish(LogRecord record) {
        if (record.getLoggerName().startsWith(logger.getName())) {
            StringBuilder text = new StringBuilder(record.getMessage());
            for (Throwable each = record.getThrown(); each != null; each = each.getCause()) {
                text.append("\n  ").append(each);
                for (StackTraceElement frame : each.getStackTrace()) {
                    text.append("\n    ").append(frame);
                }
            }
            error = text.toString();
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        Infrastructure.setDefaultExecutor(timers, false);
        afterLife();
        logger.removeHandler(this);
        logger.setLevel(null);
        logger.setUseParentHandlers(true);
    }
}
