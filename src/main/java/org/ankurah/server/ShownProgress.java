package org.ankurah.server;

import java.io.PrintStream;
import org.ankurah.node.upkeep.Watcher;
import org.ankurah.server.command.Progress;
import org.jspecify.annotations.Nullable;

/** Shows how far the work on a store is, and what each stretch of it came to. */
final class ShownProgress implements Watcher {

    private final PrintStream out;
    private @Nullable Progress current;

    ShownProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public void begin(String verb, long total) {
        end();
        current = Progress.on(out, verb, total, 0);
    }

    @Override
    public void done(long count) {
        if (current != null) {
            current.add(count);
        }
    }

    /** Makes room for a line of text. */
    void pause() {
        if (current != null) {
            current.end();
        }
    }

    /** The stretch is done. */
    void end() {
        if (current != null) {
            current.end();
            out.println(current.summary());
            current = null;
        }
    }
}
