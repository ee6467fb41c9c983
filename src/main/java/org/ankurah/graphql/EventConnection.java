package org.ankurah.graphql;

import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ankurah.event.CommittedEvent;
import org.ankurah.merge.EntityState;

/**
 * A page of the history of an entity, oldest event first.
 *
 * @param neighbours through which more is asked
 * @param entity whose history it is
 * @param after the position behind which the page starts
 * @param events the page
 * @param more whether there are events behind it
 */
record EventConnection(Neighbours neighbours, EntityState entity, long after, List<CommittedEvent> events, boolean more)
        implements EventPages {

    /** Reads a page as a field's arguments ask. */
    static CompletableFuture<EventConnection> fetch(DataFetchingEnvironment field) {
        PageArguments page = PageArguments.read(field.getArguments(), null);
        String cursor = page.after();
        long after = cursor == null
                ? 0
                : LogCursor.decode(cursor, PageArguments.AFTER).position();
        Neighbours neighbours = Neighbours.of(field);
        EntityState entity = Objects.requireNonNull(field.<EntityState>getSource());
        return neighbours.history(entity.id(), after, page.size() + 1).thenApply(events -> {
            boolean more = events.size() > page.size();
            List<CommittedEvent> shown = more ? events.subList(0, page.size()) : events;
            return new EventConnection(neighbours, entity, after, shown, more);
        });
    }

    static String cursor(CommittedEvent event) {
        return LogCursor.encode(event.position());
    }

    @Override
    public PageInfo pageInfo() {
        String start = events.isEmpty() ? null : cursor(events.get(0));
        String end = events.isEmpty() ? null : cursor(events.get(events.size() - 1));
        return new PageInfo(() -> CompletableFuture.completedFuture(more), this::hasPrevious, start, end);
    }

    private CompletionStage<Boolean> hasPrevious() {
        if (after == 0) {
            return CompletableFuture.completedFuture(false);
        }
        return neighbours
                .history(entity.id(), 0, 1)
                .thenApply(first -> !first.isEmpty() && first.get(0).position() <= after);
    }

    @Override
    public CompletionStage<Long> totalCount() {
        return Loads.countHistory(neighbours.request(), entity.id(), neighbours.upTo());
    }

    /** The newest events. */
    CompletableFuture<List<CommittedEvent>> heads() {
        return new EventGraph(neighbours).events(entity.head().ids());
    }

    /** What was done side by side and not joined yet. */
    CompletableFuture<List<Branches.Branch>> branches() {
        return Branches.of(neighbours, entity);
    }
}
