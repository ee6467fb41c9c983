package org.ankurah.server;

import java.util.List;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes one readable message of a start that failed for a reason we know: a bad model, a database out of reach,
 * data that does not fit. Quarkus logs such failures wrapped several times, with a page of stack traces, from the
 * loggers named here. What we did not foresee keeps its stack trace.
 */
final class StartFailures implements Filter {

    /** Kept, as the log manager itself would forget a logger, filter and all, that nobody refers to. */
    private static final List<Logger> LOGGERS =
            List.of(Logger.getLogger("io.quarkus.runtime.Quarkus"), Logger.getLogger("io.quarkus.runtime.Application"));

    /** What the PostgreSQL client says of an address that it cannot read. It may hold a password. */
    private static final String WRONG_URL = "Cannot parse invalid connection URI";

    private StartFailures() {}

    static void makeReadable() {
        LOGGERS.forEach(logger -> logger.setFilter(new StartFailures()));
    }

    @Override
    public boolean isLoggable(LogRecord record) {
        String reason = reason(record.getThrown());
        if (reason != null && record instanceof ExtLogRecord extended) {
            extended.setMessage("The server cannot start. " + reason, ExtLogRecord.FormatStyle.NO_FORMAT);
            extended.setThrown(null);
        }
        return true;
    }

    /** What our own code said when it gave up: it throws with texts for people. Null if it was somebody else. */
    static @Nullable String reason(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            StackTraceElement[] trace = cause.getStackTrace();
            boolean ours = trace.length > 0 && trace[0].getClassName().startsWith("org.ankurah.");
            if (ours && cause.getMessage() != null) {
                return cause.getMessage();
            }
            if (String.valueOf(cause.getMessage()).startsWith(WRONG_URL)) {
                return "The setting quarkus.datasource.reactive.url must be like postgresql://host:5432/database.";
            }
        }
        return null;
    }
}
