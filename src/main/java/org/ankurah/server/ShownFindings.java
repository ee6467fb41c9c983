package org.ankurah.server;

import java.io.PrintStream;
import java.util.Locale;
import org.ankurah.node.upkeep.Finding;

/** Prints what is wrong with a store, one line each, the first ones of very many. */
final class ShownFindings {

    private static final int MAX_SHOWN = 200;

    private final ShownProgress progress;
    private final PrintStream out;
    private long count;
    private boolean log;
    private boolean rows;

    ShownFindings(ShownProgress progress, PrintStream out) {
        this.progress = progress;
        this.out = out;
    }

    void add(Finding finding) {
        count++;
        log |= finding.kind().isOfLog();
        rows |= finding.kind() == Finding.Kind.ROW;
        if (count <= MAX_SHOWN) {
            progress.pause();
            out.println((finding.kind().isHarmless() ? "note: " : "") + finding);
        }
    }

    void end() {
        if (count > MAX_SHOWN) {
            out.printf(Locale.ROOT, "… and %,d more.%n", count - MAX_SHOWN);
        }
    }

    /** Says what helps. */
    void advise() {
        if (log) {
            out.println("The log itself is damaged. Restore a backup into an empty store; rebuild mends tables only.");
        } else if (rows) {
            out.println("Only tables are wrong, the log is sound: the command rebuild mends them.");
        } else {
            out.println(
                    "Only what is kept for requests that are sent again is wrong. It is forgotten by itself, after the"
                            + " time that ankurah.idempotency-retention says.");
        }
    }
}
