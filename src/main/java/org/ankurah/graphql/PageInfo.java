package org.ankurah.graphql;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a page stands in its result; what may cost a read is only asked for when it is selected.
 *
 * @param hasNextPage whether there is anything behind the page
 * @param hasPreviousPage whether there is anything ahead of it
 * @param startCursor the cursor of its first entry; null if it is empty
 * @param endCursor the cursor of its last entry; null if it is empty
 */
record PageInfo(
        Supplier<CompletionStage<Boolean>> hasNextPage,
        Supplier<CompletionStage<Boolean>> hasPreviousPage,
        @Nullable String startCursor,
        @Nullable String endCursor) {}
