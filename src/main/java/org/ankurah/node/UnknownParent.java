package org.ankurah.node;

/** An event of another node builds on one that is not known to be in the log: it may have been passed by, or refused. */
final class UnknownParent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownParent() {
        super("an event builds on one that is not known", null, false, false);
    }
}
