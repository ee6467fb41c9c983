package org.ankurah.node;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ankurah.storage.StorageEngine;
import org.ankurah.value.Ulid;

/** Finds out what became of commits whose outcome was lost, and has live queries hear of them. */
final class Settlement {

    /** How long one question may take: whoever lost the commit may still hold the log for a moment. */
    private static final Duration LONGEST_QUESTION = Duration.ofSeconds(5);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /** Longer than a database takes to start again; then the caller is told that nobody knows. */
    private static final Duration LONGEST_SEARCH = Duration.ofSeconds(10);

    /** The pause before live queries are brought to the end of the log; it grows while the store is out of reach. */
    private static final Duration PUBLISH_PAUSE = Duration.ofSeconds(1);

    private static final Duration LONGEST_PUBLISH_PAUSE = Duration.ofSeconds(30);

    private final StorageEngine storage;
    private final LiveFeed feed;
    private final AtomicBoolean publishing = new AtomicBoolean();

    Settlement(StorageEngine storage, LiveFeed feed) {
        this.storage = storage;
        this.feed = feed;
    }

    /**
     * Whether a decided commit was stored. Fails when that cannot be found out in time.
     *
     * <p>Whatever became of its connection, a commit that has decided may still be on its way to the store. So it is
     * settled first; then the answer is final: the log has the first event at its place, or never will.
     */
    Uni<Boolean> isStored(CommitAttempt.Result decided) {
        Ulid first = CommitAttempt.firstEvent(decided);
        if (first == null) {
            // Without events there is nothing that must not happen twice.
            return Uni.createFrom().item(false);
        }
        return storage.settle()
                .chain(position -> position == decided.base()
                        ? Uni.createFrom().item(false)
                        : storage.log(decided.base(), 1)
                                .map(events -> events.get(0).event().id().equals(first)))
                .ifNoItem()
                .after(LONGEST_QUESTION)
                .fail()
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .expireIn(LONGEST_SEARCH.toMillis());
    }

    /** Brings the live queries to the end of the log, as soon as it can be read. */
    void publishLater() {
        if (!publishing.compareAndSet(false, true)) {
            return;
        }
        Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(PUBLISH_PAUSE)
                .chain(() -> storage.position().chain(position -> feed.publish(position, List.of())))
                .onFailure()
                .retry()
                .withBackOff(PUBLISH_PAUSE, LONGEST_PUBLISH_PAUSE)
                .indefinitely()
                .onTermination()
                .invoke(() -> publishing.set(false))
                .subscribe()
                .with(done -> {}, failure -> {});
    }
}
