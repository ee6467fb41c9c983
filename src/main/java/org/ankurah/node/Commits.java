package org.ankurah.node;

import io.smallrye.mutiny.Uni;

/** Where transactions are committed: to the durable log, or on this node alone for now. */
interface Commits {

    /** Commits all writes of a transaction or none; see {@link Transaction#commit()}. */
    Uni<Receipt> commit(Transaction transaction);
}
