package org.ankurah.node.upkeep;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Waits for what the storage does. */
final class Await {

    private Await() {}

    /** The result of something that is only begun now. */
    static <T> T done(Uni<T> work) {
        return done(work.subscribeAsCompletionStage());
    }

    /** The result of something that may be under way; its failure is thrown as it is. */
    static <T> T done(CompletionStage<T> work) {
        try {
            return work.toCompletableFuture().join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException reason) {
                throw reason;
            }
            throw failure;
        }
    }
}
