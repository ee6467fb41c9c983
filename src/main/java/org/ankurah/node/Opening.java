package org.ankurah.node;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.ankurah.node.LiveRequest.Resume;
import org.ankurah.query.Fetch;
import org.ankurah.query.Page;
import org.ankurah.query.Selection;
import org.ankurah.reactor.Beginning;
import org.ankurah.reactor.Beginning.Past;
import org.ankurah.reactor.LiveQuery;
import org.ankurah.reactor.Needs;
import org.ankurah.reactor.OldChanges;
import org.ankurah.storage.CountedPage;
import org.ankurah.storage.StorageEngine;
import org.ankurah.value.AnkurahException;
import org.jspecify.annotations.Nullable;

/**
 * Starts one live query: reads its result, and what the subscriber missed, then lets the reactor try; reads what it
 * lacks, and lets it try again. The reactor goes on with others meanwhile, and sees what was read as of where it is.
 */
final class Opening {

    /** Most entities in one live result: it is held in memory as long as the live query is open. */
    static final int MAX_RESULT = 100_000;

    private final StorageEngine storage;
    private final LiveFeed feed;
    private final LogReplay replay;
    private final long horizon;
    private final LiveQuery query;
    private final boolean counted;
    private final @Nullable Resume resume;
    private int lookAhead;

    /**
     * @param horizon how many events a subscriber may be behind to resume
     * @param lookAhead how many matches to read behind a window at least
     * @param counted whether the number of all matches is to be known
     * @param resume what the subscriber holds, or null
     */
    Opening(
            StorageEngine storage,
            LiveFeed feed,
            LogReplay replay,
            long horizon,
            int lookAhead,
            LiveQuery query,
            boolean counted,
            @Nullable Resume resume) {
        this.storage = storage;
        this.feed = feed;
        this.replay = replay;
        this.horizon = horizon;
        this.lookAhead = lookAhead;
        this.query = query;
        this.counted = counted;
        this.resume = resume;
    }

    /** Completes when the subscriber was told its result, or left. */
    Uni<Void> start() {
        Uni<Missed> missed = resume == null ? Uni.createFrom().item(Missed.EVERYTHING) : missed(resume.position());
        return missed.chain(this::begin);
    }

    /**
     * What the subscriber missed.
     *
     * @param known whether that can be told; otherwise it gets a whole new result
     * @param old what happened, if that is too long ago for the reactor to remember
     */
    private record Missed(boolean known, @Nullable OldChanges old) {
        private static final Missed EVERYTHING = new Missed(false, null);
    }

    /** What happened behind a position. One beyond the end of the log is none of this log. */
    private Uni<Missed> missed(long position) {
        return Uni.createFrom()
                .<long[]>emitter(emitter ->
                        feed.run(reactor -> emitter.complete(new long[] {reactor.remembered(), reactor.newest()})))
                .chain(known -> {
                    if (position >= known[0] && position <= known[1]) {
                        return Uni.createFrom().item(new Missed(true, null));
                    }
                    return storage.position().chain(end -> {
                        if (position > end || end - position > horizon) {
                            return Uni.createFrom().item(Missed.EVERYTHING);
                        }
                        if (position >= known[0]) {
                            return feed.reached(position).replaceWith(new Missed(true, null));
                        }
                        return replay.changes(position, known[1])
                                .map(old -> old.map(changes -> new Missed(true, changes))
                                        .orElse(Missed.EVERYTHING));
                    });
                });
    }

    private Uni<Void> begin(Missed missed) {
        return read(query.selection())
                .chain(own -> past(missed, own.page()).chain(past -> {
                    Beginning beginning = new Beginning(own.page(), own.total(), past.orElse(null));
                    long read = Math.max(
                            own.page().position(),
                            past.map(held -> held.page().position()).orElse(0L));
                    return feed.reached(read).chain(() -> attempt(missed, beginning));
                }));
    }

    private Uni<Optional<Past>> past(Missed missed, Page own) {
        if (resume == null || !missed.known()) {
            return Uni.createFrom().item(Optional.empty());
        }
        Uni<Page> page = resume.held().equals(query.selection())
                ? Uni.createFrom().item(own)
                : read(resume.held()).map(CountedPage::page);
        return page.map(held -> Optional.of(new Past(resume.position(), resume.held(), held, missed.old())));
    }

    private Uni<Void> attempt(Missed missed, Beginning beginning) {
        return Uni.createFrom()
                .<Needs>emitter(emitter -> feed.run(reactor -> emitter.complete(query.start(beginning))))
                .chain(needs -> {
                    if (needs.isEmpty()) {
                        return Uni.createFrom().voidItem();
                    }
                    if (needs.longer()) {
                        lookAhead *= 4;
                        return begin(missed);
                    }
                    return feed.provide(needs).chain(() -> attempt(missed, beginning));
                });
    }

    /** The beginning of a result, with the number of all matches if that is asked for and not plain to see. */
    private Uni<CountedPage> read(Selection selection) {
        Integer window = selection.limit();
        int size =
                window == null ? MAX_RESULT : (int) Math.min(MAX_RESULT, (long) window + Math.max(window, lookAhead));
        Fetch fetch = Fetch.first(selection.unlimited(), size);
        Uni<CountedPage> read = counted && window != null
                ? storage.fetchCounted(fetch)
                : storage.fetch(fetch).map(page -> new CountedPage(page, 0));
        return read.invoke(page -> {
            if (window == null && page.page().more()) {
                throw AnkurahException.limitExceeded("A live query holds at most " + MAX_RESULT
                        + " entities. Narrow its filter, or ask for the first ones.");
            }
        });
    }
}
