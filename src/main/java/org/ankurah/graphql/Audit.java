package org.ankurah.graphql;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.ankurah.graphql.RefusedLogin.Reason;
import org.ankurah.node.Identity;
import org.ankurah.value.AnkurahException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what was refused to whom, one line of JSON each, to a log of its own. It says who and what, never what
 * was shown to prove it nor what was to be written. However much is refused, the log grows by some lines a second at
 * most; those that are left out are counted.
 */
@Singleton
public class Audit {

    private static final Logger LOG = Logger.getLogger("org.ankurah.audit");

    /** For long: some twenty megabytes a day at most. */
    private static final double LINES_PER_NANO = 1e-9;

    /** At once. */
    private static final int BURST = 100;

    private static final int MAX_TEXT = 256;

    private static final AnswerWriter WRITER = new AnswerWriter();

    private final LongSupplier nanos;

    // Guarded by this.
    private double room = BURST;
    private long roomAt;
    private long leftOut;

    @Inject
    Audit() {
        this(System::nanoTime);
    }

    /** @param nanos a clock */
    Audit(LongSupplier nanos) {
        this.nanos = nanos;
        this.roomAt = nanos.getAsLong();
    }

    /** Somebody showed a token or key that is not good. */
    void loginRefused(String address, Reason reason) {
        Map<String, Object> line = line("login.refused", null, address);
        line.put("reason", reason.name());
        write(line);
    }

    /** Somebody was not allowed to change something. */
    void writeRefused(Caller caller, MutationBatch.Target target, AnkurahException refusal) {
        Map<String, Object> line = line("write.refused", caller.identity(), caller.address());
        line.put("mutation", target.mutation());
        if (target.id() != null) {
            line.put("entity", target.id().toString());
        }
        line.put("code", refusal.code().name());
        write(line);
    }

    /** An administrator did something. */
    void administered(Caller caller, String what, String about) {
        Map<String, Object> line = line(what, caller.identity(), caller.address());
        line.put("about", shortened(about));
        write(line);
    }

    private static Map<String, Object> line(String what, @Nullable Identity who, String address) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("audit", what);
        line.put("time", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        if (who != null && who.actor() != null) {
            line.put("actor", shortened(who.actor()));
        }
        line.put("address", address);
        return line;
    }

    private void write(Map<String, Object> line) {
        synchronized (this) {
            if (!hasRoom()) {
                leftOut++;
                return;
            }
            if (leftOut > 0) {
                line.put("leftOutBefore", leftOut);
                leftOut = 0;
            }
        }
        LOG.info(WRITER.text(line));
    }

    private boolean hasRoom() {
        long now = nanos.getAsLong();
        room = Math.min(BURST, room + (now - roomAt) * LINES_PER_NANO);
        roomAt = now;
        if (room < 1) {
            return false;
        }
        room--;
        return true;
    }

    private static String shortened(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }
}
