package org.ankurah.node.sync;

import org.ankurah.value.AnkurahException;
import org.ankurah.value.Ulid;

/** What became of a transaction that a follower has committed locally. */
public sealed interface Outcome {

    /** The id that the transaction had when it was committed locally. */
    Ulid transaction();

    /**
     * It is in the durable log.
     *
     * @param position of its last event
     */
    record Confirmed(Ulid transaction, long position) implements Outcome {}

    /** It was taken back here, since a rule of the upstream forbids it, or what it was built on. */
    record Refused(Ulid transaction, AnkurahException reason) implements Outcome {}
}
