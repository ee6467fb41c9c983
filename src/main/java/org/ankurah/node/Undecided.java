package org.ankurah.node;

import java.util.Set;
import org.ankurah.node.Unread.Need;

/** A transaction was not decided, since its rules look at what was not read. Carries no stack trace: it is no fault. */
final class Undecided extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Set<Need> missing;

    Undecided(Set<Need> missing) {
        super("not read: " + missing, null, false, false);
        this.missing = Set.copyOf(missing);
    }

    Set<Need> missing() {
        return missing;
    }
}
