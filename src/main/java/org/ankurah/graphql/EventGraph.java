package org.ankurah.graphql;

import graphql.schema.DataFetchingEnvironment;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.ankurah.event.CommittedEvent;
import org.ankurah.event.Event;
import org.ankurah.value.Ulid;

/**
 * The graph that events form by their parents, up to the moment that is shown. What several events of an answer ask
 * for is loaded together.
 *
 * @param moment nothing behind it is shown
 */
record EventGraph(Neighbours moment) {

    static EventGraph of(DataFetchingEnvironment field) {
        return new EventGraph(Neighbours.of(field));
    }

    /** The events of these ids in the order of the log. */
    CompletableFuture<List<CommittedEvent>> events(List<Ulid> ids) {
        List<CompletableFuture<Optional<CommittedEvent>>> loads =
                ids.stream().map(id -> Loads.event(moment.request(), id)).toList();
        return CompletableFuture.allOf(loads.toArray(CompletableFuture<?>[]::new))
                .thenApply(all -> loads.stream()
                        .map(CompletableFuture::join)
                        .flatMap(Optional::stream)
                        .sorted(Comparator.comparing(CommittedEvent::position))
                        .toList());
    }

    CompletableFuture<List<CommittedEvent>> parents(CommittedEvent event) {
        return events(event.event().parents().ids());
    }

    CompletableFuture<List<CommittedEvent>> children(CommittedEvent event) {
        return Loads.children(moment.request(), event).thenApply(moment::shown);
    }

    /** The state knows it, and costs less than to look for children; but there is none if the model is gone. */
    CompletableFuture<Boolean> isHead(CommittedEvent committed) {
        Event event = committed.event();
        if (moment.request().context().models().find(event.collection()) == null) {
            return children(committed).thenApply(List::isEmpty);
        }
        return Loads.state(moment.request(), moment.reading(), event.collection(), event.entityId())
                .thenApply(state -> state.isPresent() && state.get().head().contains(event.id()));
    }
}
