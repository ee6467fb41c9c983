package org.ankurah.node;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.ankurah.node.LiveRequest.Resume;
import org.ankurah.query.Page;
import org.ankurah.reactor.LiveQuery;
import org.ankurah.reactor.Needs;
import org.ankurah.reactor.OldChanges;
import org.ankurah.reactor.Reactor;
import org.ankurah.reactor.Standpoint;
import org.ankurah.reactor.Standpoint.Past;
import org.ankurah.reactor.Told;
import org.ankurah.storage.StorageEngine;
import org.jspecify.annotations.Nullable;

/**
 * Brings in step those subscribers of a live query that know the same of it: nothing, its answer at one position, or
 * what stands before one backlog. Whoever comes while something is read for it joins in, since all is seen as of when
 * it is told. Touched by the reactor's tasks only.
 */
final class Gathering<C> {

    /**
     * What is needed to find out what somebody missed.
     *
     * @param openings lets in whoever reads more than the reactor needs
     * @param horizon how many events a subscriber may be behind to be told the difference
     */
    record Library(
            StorageEngine storage,
            LiveFeed feed,
            ResultReader results,
            LogReplay replay,
            Turnstile openings,
            long horizon) {}

    private final SharedQuery<C> shared;
    private final Library library;
    private final Object key;
    private final List<LiveSubscription<C>> waiting = new ArrayList<>(1);
    private boolean underWay;

    // What was read, if it had to be.
    private boolean everything;
    private @Nullable OldChanges old;
    private @Nullable Page page;
    private int lookAhead;

    /** @param key what they know: {@link SharedQuery#NOTHING}, a {@link Resume}, or a {@link Lag} */
    Gathering(SharedQuery<C> shared, Library library, Object key, int lookAhead) {
        this.shared = shared;
        this.library = library;
        this.key = key;
        this.lookAhead = lookAhead;
    }

    Object key() {
        return key;
    }

    void add(LiveSubscription<C> subscription) {
        waiting.add(subscription);
    }

    /** Those who wait, without those who left. */
    List<LiveSubscription<C>> waiting() {
        waiting.removeIf(LiveSubscription::isEnded);
        return List.copyOf(waiting);
    }

    /** Tries to bring them in step; what is missing is read, and then it is tried again. */
    void attempt(Reactor reactor) {
        LiveQuery<C> query = shared.running();
        if (underWay || query == null || !shared.gathers(this)) {
            return;
        }
        if (waiting().isEmpty()) {
            shared.gathered(this, null);
            return;
        }
        if (reactor.told() != reactor.position()) {
            again(library.feed().told(reactor.position()));
            return;
        }
        try {
            Standpoint from = standpoint(reactor, query);
            if (from != null) {
                attempt(query, from);
            }
        } catch (RuntimeException failure) {
            shared.failed(this, failure);
        }
    }

    private void attempt(LiveQuery<C> query, Standpoint from) {
        List<Told<C>> told = new ArrayList<>(1);
        Needs needs = query.bring(from, told::add);
        if (!told.isEmpty()) {
            shared.gathered(this, told.get(0));
        } else if (needs.longer()) {
            lookAhead *= Opening.LONGER;
            read(this::readPage);
        } else {
            again(library.feed().provide(needs));
        }
    }

    /** What they know, or null as long as something is read that must be known for it. */
    private @Nullable Standpoint standpoint(Reactor reactor, LiveQuery<C> query) {
        if (key instanceof Lag<?> lag) {
            return lag.backlog();
        }
        if (everything || !(key instanceof Resume resume)) {
            return new Standpoint.Nothing();
        }
        long position = resume.position();
        if (old == null && (position < reactor.remembered() || position > reactor.newest())) {
            long newest = reactor.newest();
            read(() -> missed(query, position, newest));
            return null;
        }
        // What was read reaches to where the log was known to end; the reactor may be waiting for a read before that.
        long needed = old == null ? position : old.to();
        if (needed > reactor.position()) {
            again(library.feed().reached(needed));
            return null;
        }
        if (page == null && !resume.held().equals(query.selection())) {
            read(this::readPage);
            return null;
        }
        return new Past(position, resume.held(), page, old);
    }

    /** Finds out what happened behind a position that the reactor does not remember, or has not heard of. */
    private Uni<Void> missed(LiveQuery<C> query, long position, long newest) {
        return library.storage().position().chain(end -> {
            if (position > end || end - position > library.horizon()) {
                everything = true;
                return Uni.createFrom().voidItem();
            }
            if (position > newest) {
                return library.feed().reached(position);
            }
            return library.replay()
                    .changes(position, newest, collection -> query.looksAt(Set.of(collection)))
                    .invoke(changes -> {
                        everything = changes.isEmpty();
                        old = changes.orElse(null);
                        // One that was read before may be of a position within these changes.
                        page = null;
                    })
                    .replaceWithVoid();
        });
    }

    private Uni<Void> readPage() {
        Resume resume = (Resume) key;
        return library.results()
                .read(resume.held(), lookAhead, false)
                .call(read -> library.feed().reached(read.page().position()))
                .invoke(read -> page = read.page())
                .replaceWithVoid();
    }

    /** Tries again once something is there; until then others may come. */
    private void again(Uni<Void> awaited) {
        underWay = true;
        awaited.subscribe().with(done -> library.feed().run(this::resume), this::fail);
    }

    /** The same with something that is read from storage, when its turn has come. */
    private void read(Supplier<Uni<Void>> read) {
        underWay = true;
        library.openings().enter(() -> read.get().invoke(() -> library.feed().run(this::resume)), this::fail);
    }

    private void resume(Reactor reactor) {
        underWay = false;
        attempt(reactor);
    }

    private void fail(Throwable failure) {
        library.feed().run(reactor -> shared.failed(this, failure));
    }
}
