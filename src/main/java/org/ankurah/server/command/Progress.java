package org.ankurah.server.command;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Tells how far a command is: on a terminal one line that changes, elsewhere a line now and then. */
public final class Progress {

    private static final Duration TERMINAL_INTERVAL = Duration.ofMillis(200);
    private static final Duration LOG_INTERVAL = Duration.ofSeconds(5);
    private static final double NANOS = 1e9;

    private final PrintStream out;
    private final boolean terminal;
    private final LongSupplier nanoTime;
    private final String verb;
    private final long total;
    private final long start;
    private final long before;
    private long done;
    private long lastShown;
    private boolean lineOpen;

    /**
     * @param out where to tell
     * @param terminal whether a carriage return goes back to the beginning of the line
     * @param nanoTime the clock
     * @param verb what is done, such as {@code imported}
     * @param total how many there are; 0 where that is not known
     * @param before how many of them were done in earlier runs
     */
    Progress(PrintStream out, boolean terminal, LongSupplier nanoTime, String verb, long total, long before) {
        this.out = out;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        this.verb = verb;
        this.total = total;
        this.before = before;
        this.done = before;
        this.start = nanoTime.getAsLong();
        this.lastShown = start;
    }

    /** A progress for this process's own terminal, if it has one. */
    public static Progress on(PrintStream out, String verb, long total, long before) {
        return new Progress(out, isTerminal(), System::nanoTime, verb, total, before);
    }

    @SuppressWarnings("SystemConsoleNull") // what newer versions return instead of null is asked below
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // Java 22 and later have a console even where there is no terminal, and this method to ask.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** Counts, and tells if it is time to. */
    public void add(long count) {
        done += count;
        long now = nanoTime.getAsLong();
        Duration interval = terminal ? TERMINAL_INTERVAL : LOG_INTERVAL;
        if (now - lastShown < interval.toNanos()) {
            return;
        }
        lastShown = now;
        if (terminal) {
            // Spaces cover the rest of a longer line that stood there.
            out.printf(Locale.ROOT, "\r%-70s", line(now));
            lineOpen = true;
        } else {
            out.println(line(now));
        }
        out.flush();
    }

    /** Ends the changing line, so that other text can follow. */
    public void end() {
        if (lineOpen) {
            out.printf("\r%70s\r", "");
            lineOpen = false;
        }
    }

    /** How many were done in this run. */
    public long count() {
        return done - before;
    }

    /** What was done in this run, and how fast, such as {@code 15,607 imported in 4.2 s (3,716/s)}. */
    public String summary() {
        double seconds = seconds(nanoTime.getAsLong());
        return String.format(Locale.ROOT, "%,d %s in %.1f s (%,.0f/s)", count(), verb, seconds, count() / seconds);
    }

    private String line(long now) {
        double rate = count() / seconds(now);
        if (total == 0) {
            return String.format(Locale.ROOT, "%,d %s, %,.0f/s", done, verb, rate);
        }
        double percent = 100.0 * done / total;
        double left = rate > 0 ? (total - done) / rate : 0;
        return String.format(
                Locale.ROOT, "%,d of %,d %s (%.0f%%), %,.0f/s, %.0f s left", done, total, verb, percent, rate, left);
    }

    private double seconds(long now) {
        return Math.max((now - start) / NANOS, 1e-3);
    }
}
