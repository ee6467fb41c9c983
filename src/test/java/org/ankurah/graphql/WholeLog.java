package org.ankurah.graphql;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** All that is logged while it is open, stack traces as well. */
final class WholeLog extends Handler implements AutoCloseable {

    private static final Formatter FORM = new PatternFormatter("%c %s%e");
    private static final Logger ROOT = Logger.getLogger("");

    private final List<String> lines = new CopyOnWriteArrayList<>();

    WholeLog() {
        setLevel(Level.ALL);
        ROOT.addHandler(this);
    }

    List<String> lines() {
        return lines;
    }

    /** The lines of a logger. */
    List<String> of(String logger) {
        return lines.stream().filter(line -> line.startsWith(logger + " ")).toList();
    }

    @Override
    public void publish(LogRecord record) {
        lines.add(FORM.format(record));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        ROOT.removeHandler(this);
    }
}
