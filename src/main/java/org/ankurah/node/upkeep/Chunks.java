package org.ankurah.node.upkeep;

import java.util.List;
import java.util.function.Consumer;
import org.ankurah.model.Models;
import org.ankurah.storage.EntityRange;
import org.ankurah.storage.StoreView;
import org.ankurah.storage.StoreView.Place;
import org.ankurah.storage.StoredEvent;
import org.ankurah.value.Ulid;

/**
 * Cuts the entities of a store, in the order of their ids, into chunks of a few thousand events each, and replays
 * them. An entity is in one chunk with all of its events, however many; only its state is held meanwhile.
 */
final class Chunks {

    /** Events of a chunk: enough that a statement's own cost does not count, few enough for a commit to wait for. */
    static final int EVENTS = 4_000;

    private final EventPages pages;
    private final Models models;
    private final Consumer<List<StoredEvent>> uncertain;
    private Ulid after;
    private List<StoredEvent> page;
    private int at;

    /**
     * @param after the greatest id in front of the first chunk
     * @param uncertain takes events whose parents are to be looked for
     */
    Chunks(StoreView view, Models models, Ulid after, Consumer<List<StoredEvent>> uncertain) {
        this.pages = EventPages.byEntity(view, new Place(after, Long.MAX_VALUE));
        this.models = models;
        this.uncertain = uncertain;
        this.after = after;
        this.page = pages.next();
    }

    /**
     * The entities of a range.
     *
     * @param range which they are; the last one has no end
     * @param replay has taken all of their events
     * @param events how many
     */
    record Chunk(EntityRange range, EntityReplay replay, int events) {
        boolean isLast() {
            return range.to().equals(EntityRange.LAST);
        }
    }

    /** The next chunk; not to be called behind the last one. */
    Chunk next() {
        EntityReplay replay = new EntityReplay(models);
        Ulid last = after;
        int events = 0;
        while (hasEvent(replay)) {
            StoredEvent event = page.get(at);
            if (events >= EVENTS && !event.entityId().equals(last)) {
                return chunk(last, replay, events);
            }
            replay.add(event);
            last = event.entityId();
            events++;
            at++;
        }
        return chunk(EntityRange.LAST, replay, events);
    }

    private boolean hasEvent(EntityReplay replay) {
        if (at < page.size()) {
            return true;
        }
        uncertain.accept(replay.takeUncertain());
        page = page.isEmpty() ? page : pages.next();
        at = 0;
        return !page.isEmpty();
    }

    private Chunk chunk(Ulid to, EntityReplay replay, int events) {
        uncertain.accept(replay.takeUncertain());
        EntityRange range = new EntityRange(after, to);
        after = to;
        return new Chunk(range, replay, events);
    }
}
