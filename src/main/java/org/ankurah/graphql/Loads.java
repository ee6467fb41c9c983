package org.ankurah.graphql;

import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ankurah.event.CommittedEvent;
import org.ankurah.merge.EntityState;
import org.ankurah.node.Reading;
import org.ankurah.storage.EventReader.EventPlace;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/** The batched reads of single entities. */
final class Loads {

    private record Entities(Reading reading, String collection) {}

    private record CollectionOf(Reading reading) {}

    private record History(long after, int limit) {}

    private record HistoryCount(long upTo) {}

    private record States(Reading reading, String collection) {}

    private record Events() {}

    private record Children() {}

    private Loads() {}

    /** The living entity of this id, or null. */
    static CompletableFuture<@Nullable EntityState> entity(
            Request request, Reading reading, String collection, Ulid id) {
        return found(request, reading, collection, id).thenApply(found -> found.orElse(null));
    }

    /** The living entities of these ids in the order of the ids; what is not there is left out. */
    static CompletableFuture<List<EntityState>> entities(
            Request request, Reading reading, String collection, List<Ulid> ids) {
        List<CompletableFuture<Optional<EntityState>>> loads =
                ids.stream().map(id -> found(request, reading, collection, id)).toList();
        return CompletableFuture.allOf(loads.toArray(CompletableFuture<?>[]::new))
                .thenApply(all -> loads.stream()
                        .map(CompletableFuture::join)
                        .flatMap(Optional::stream)
                        .toList());
    }

    /** The living entity of this id in whichever collection, or null. */
    static CompletableFuture<@Nullable EntityState> anyEntity(Request request, Reading reading, Ulid id) {
        return request.batches()
                .load(new CollectionOf(reading), id, reading::collectionsOf, "")
                .thenCompose(collection -> collection.isEmpty()
                        ? CompletableFuture.<@Nullable EntityState>completedFuture(null)
                        : entity(request, reading, collection, id));
    }

    /** The events of an entity behind a position, oldest first. */
    static CompletableFuture<List<CommittedEvent>> history(Request request, Ulid id, long after, int limit) {
        return request.batches()
                .load(
                        new History(after, limit),
                        id,
                        ids -> request.context().log().history(ids, after, limit),
                        List.<CommittedEvent>of())
                .thenApply(events -> {
                    request.budget().spend(events.size());
                    return events;
                });
    }

    /** The number of events of an entity up to a position. */
    static CompletableFuture<Long> countHistory(Request request, Ulid id, long upTo) {
        return request.batches()
                .load(new HistoryCount(upTo), id, ids -> request.context().log().countHistory(ids, upTo), 0L);
    }

    /** The entity of this id, deleted or not. */
    static CompletableFuture<Optional<EntityState>> state(
            Request request, Reading reading, String collection, Ulid id) {
        return one(
                request,
                new States(reading, collection),
                id,
                ids -> reading.load(collection, ids).map(Loads::present));
    }

    /** The event of this id. */
    static CompletableFuture<Optional<CommittedEvent>> event(Request request, Ulid id) {
        return one(
                request,
                new Events(),
                id,
                ids -> request.context().log().eventsById(ids).map(Loads::present));
    }

    /** The events that name an event as a parent, in the order of the log. */
    static CompletableFuture<List<CommittedEvent>> children(Request request, CommittedEvent event) {
        return request.batches()
                .load(
                        new Children(),
                        EventPlace.of(event),
                        parents -> request.context()
                                .log()
                                .childEvents(parents)
                                .map(children -> byPlace(parents, children)),
                        List.<CommittedEvent>of())
                .thenApply(children -> {
                    request.budget().spend(children.size());
                    return children;
                });
    }

    private static Map<EventPlace, List<CommittedEvent>> byPlace(
            Set<EventPlace> parents, Map<Ulid, List<CommittedEvent>> children) {
        Map<EventPlace, List<CommittedEvent>> found = new HashMap<>();
        for (EventPlace parent : parents) {
            found.put(parent, children.getOrDefault(parent.id(), List.of()));
        }
        return found;
    }

    private static CompletableFuture<Optional<EntityState>> found(
            Request request, Reading reading, String collection, Ulid id) {
        return one(
                request,
                new Entities(reading, collection),
                id,
                ids -> reading.find(collection, ids).map(Loads::present));
    }

    private static <T> CompletableFuture<Optional<T>> one(
            Request request, Object group, Ulid id, Function<Set<Ulid>, Uni<Map<Ulid, Optional<T>>>> loader) {
        return request.batches().load(group, id, loader, Optional.<T>empty()).thenApply(found -> {
            request.budget().spend(1);
            return found;
        });
    }

    private static <T> Map<Ulid, Optional<T>> present(Map<Ulid, T> found) {
        return found.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> Optional.of(entry.getValue())));
    }
}
