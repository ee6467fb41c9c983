package org.ankurah.node;

import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;
import org.ankurah.reactor.Beginning;
import org.ankurah.reactor.LiveQuery;

/**
 * Starts one live query: reads its result, then lets the reactor try; reads what it lacks, and lets it try again. The
 * reactor goes on with others meanwhile, and sees what was read as of where it is.
 */
final class Opening {

    /** By how much more is read where a window ran short while its result was read. */
    static final int LONGER = 4;

    private final ResultReader results;
    private final LiveFeed feed;
    private final LiveQuery<?> query;
    private final boolean counted;
    private int lookAhead;

    /**
     * @param lookAhead how many matches to read behind a window at least
     * @param counted whether the number of all matches is to be known
     */
    Opening(ResultReader results, LiveFeed feed, int lookAhead, LiveQuery<?> query, boolean counted) {
        this.results = results;
        this.feed = feed;
        this.lookAhead = lookAhead;
        this.query = query;
        this.counted = counted;
    }

    /** Completes when the live query runs, or has ended; for one that nobody waits for any more nothing is read. */
    Uni<Void> start() {
        return onReactor(() -> query.isOpen())
                .chain(open -> open ? begin() : Uni.createFrom().voidItem());
    }

    private <T> Uni<T> onReactor(Supplier<T> question) {
        return Uni.createFrom().emitter(emitter -> feed.run(reactor -> emitter.complete(question.get())));
    }

    private Uni<Void> begin() {
        return results.read(query.selection(), lookAhead, counted)
                .call(read -> feed.reached(read.page().position()))
                .chain(read -> attempt(new Beginning(read.page(), read.total())));
    }

    private Uni<Void> attempt(Beginning beginning) {
        return onReactor(() -> query.start(beginning)).chain(needs -> {
            if (needs.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            if (needs.longer()) {
                lookAhead *= LONGER;
                return begin();
            }
            return feed.provide(needs).chain(() -> attempt(beginning));
        });
    }
}
