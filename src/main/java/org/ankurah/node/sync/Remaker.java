package org.ankurah.node.sync;

import java.util.function.Function;
import org.ankurah.merge.EntityState;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/** Makes a transaction anew when what it was built on was taken back. */
@FunctionalInterface
public interface Remaker {

    /**
     * The same changes on top of what there is now, under new ids.
     *
     * @param states the entities as they are without the transaction; null for what is not there
     * @return null if there is nothing left that it could change
     */
    @Nullable
    PendingTransaction remake(PendingTransaction transaction, Function<Ulid, @Nullable EntityState> states);
}
