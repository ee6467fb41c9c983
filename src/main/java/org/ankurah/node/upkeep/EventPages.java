package org.ankurah.node.upkeep;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;
import org.ankurah.storage.StoreView;
import org.ankurah.storage.StoreView.Place;
import org.ankurah.storage.StoredEvent;

/** Reads events page by page, the next one already while the last one is worked on. */
final class EventPages {

    /** Events of a page; where they are large the store gives fewer. */
    static final int PAGE = 4_000;

    private final Source source;
    private CompletionStage<List<StoredEvent>> next;

    private EventPages(Source source) {
        this.source = source;
        this.next = ask(source.first());
    }

    /** Where pages come from. */
    private interface Source {
        IntFunction<Uni<List<StoredEvent>>> first();

        IntFunction<Uni<List<StoredEvent>>> behind(StoredEvent last);
    }

    /** All events behind a position, by position. */
    static EventPages byPosition(StoreView view, long after) {
        return new EventPages(new Source() {
            @Override
            public IntFunction<Uni<List<StoredEvent>>> first() {
                return limit -> view.byPosition(after, limit);
            }

            @Override
            public IntFunction<Uni<List<StoredEvent>>> behind(StoredEvent last) {
                return limit -> view.byPosition(last.position(), limit);
            }
        });
    }

    /** All events behind a place, by entity. */
    static EventPages byEntity(StoreView view, Place after) {
        return new EventPages(new Source() {
            @Override
            public IntFunction<Uni<List<StoredEvent>>> first() {
                return limit -> view.byEntity(after, limit);
            }

            @Override
            public IntFunction<Uni<List<StoredEvent>>> behind(StoredEvent last) {
                return limit -> view.byEntity(new Place(last.entityId(), last.position()), limit);
            }
        });
    }

    /** The next page; empty at the end. */
    List<StoredEvent> next() {
        List<StoredEvent> page = Await.done(next);
        if (!page.isEmpty()) {
            next = ask(source.behind(page.get(page.size() - 1)));
        }
        return page;
    }

    private static CompletionStage<List<StoredEvent>> ask(IntFunction<Uni<List<StoredEvent>>> read) {
        return read.apply(PAGE).subscribeAsCompletionStage();
    }
}
