package org.ankurah.storage.postgres;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Turns failures of the database into what callers may know. Details go to the log only, and there once for all
 * requests of an outage.
 *
 * <p>Classes of SQL states: <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL,
 * appendix A</a>.
 */
final class Failures {

    private static final System.Logger LOG = System.getLogger(Failures.class.getName());

    /** Connection lost, no such user or database, deadlock or conflict, out of resources, operator at work, I/O. */
    private static final Pattern UNAVAILABLE = Pattern.compile("(08|28|3D|40|53|57|58).*");

    /** Beyond a limit of the database, such as the depth of a statement. */
    private static final Pattern TOO_LARGE = Pattern.compile("54.*");

    private static final String DISK_FULL = "53100";

    /** These failures of the pool have no class of their own. */
    private static final String POOL_GIVES_NONE =
            "Timeout|Pool closed|Connection closed|Connection is not active.*|Connection pool reached max wait queue.*";

    /** Causes are followed so far and no further: they can form a ring. */
    private static final int MAX_CAUSES = 16;

    private final Outage database = new Outage(
            LOG,
            System.Logger.Level.WARNING,
            "The database is not available",
            "The database is available again",
            System::nanoTime);

    private final Outage disk = new Outage(
            LOG,
            System.Logger.Level.ERROR,
            "The disk of the database is full",
            "The database has room on its disk again",
            System::nanoTime);

    /** Notes that the database did what it was asked for; that it wrote something tells of its disk as well. */
    void none(boolean wrote) {
        database.succeeded();
        if (wrote) {
            disk.succeeded();
        }
    }

    /** The failure that a caller of the engine sees. */
    Throwable visible(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
            if (cause instanceof Undecided undecided) {
                return undecided.reason;
            }
            if (cause instanceof AnkurahException) {
                return cause;
            }
            cause = cause.getCause();
        }
        return ofDatabase(failure);
    }

    private AnkurahException ofDatabase(Throwable failure) {
        String state = sqlState(failure);
        if (state != null && TOO_LARGE.matcher(state).matches()) {
            LOG.log(System.Logger.Level.WARNING, "The database refused a statement as too large", failure);
            return AnkurahException.limitExceeded("The request is too large for the database.");
        }
        if (DISK_FULL.equals(state)) {
            disk.failed(String.valueOf(failure.getMessage()));
            return AnkurahException.unavailable("The disk of the database is full, so nothing can be written. Reading"
                    + " goes on, and writing works again once there is room.");
        }
        if (state == null ? isOutage(failure) : UNAVAILABLE.matcher(state).matches()) {
            database.failed(String.valueOf(failure.getMessage()));
            return AnkurahException.unavailable("The database is not available at the moment.");
        }
        LOG.log(System.Logger.Level.ERROR, "Storage failed", failure);
        return new AnkurahException(ErrorCode.INTERNAL, "The server failed to read or store data.", null);
    }

    private static @Nullable String sqlState(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
            if (cause instanceof PgException postgres) {
                return postgres.getSqlState();
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
            cause = cause.getCause();
        }
        return null;
    }

    /** Without an SQL state the server did not answer, or the pool has no connection to give. */
    private static boolean isOutage(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
            boolean poolGivesNone = String.valueOf(cause.getMessage()).matches(POOL_GIVES_NONE);
            if (cause instanceof IOException
                    || cause instanceof TimeoutException
                    || cause instanceof ClosedConnectionException
                    || poolGivesNone) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** Carries what a caller's own code threw past the handling of database failures. */
    static final class Undecided extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final Throwable reason;

        Undecided(Throwable reason) {
            super(reason);
            this.reason = reason;
        }
    }
}
