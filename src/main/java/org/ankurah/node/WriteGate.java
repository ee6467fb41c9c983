package org.ankurah.node;

import org.jspecify.annotations.Nullable;

/** Says whether a node may write now. Asked for each transaction, so it answers from what it knows already. */
@FunctionalInterface
public interface WriteGate {

    /** Never closed. */
    WriteGate OPEN = () -> null;

    /** Why nothing can be written now and what to do, for people; null while writes are possible. */
    @Nullable
    String closedBecause();
}
