package org.ankurah.graphql;

import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.ankurah.event.CommittedEvent;
import org.ankurah.merge.EntityState;
import org.ankurah.model.Models.InverseField;
import org.ankurah.node.Reading;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * Where the fields of an entity find other entities and its events: in storage, as they are now or were at a past
 * position, or below a payload of a live query in what the payload brings along, as of its position. What is found
 * counts towards the {@link ReadBudget}.
 */
sealed interface Neighbours permits StoredNeighbours, PayloadNeighbours {

    /** Those of the entity whose field is fetched: a payload's, and those of the past, are its local context. */
    static Neighbours of(DataFetchingEnvironment field) {
        Neighbours ofMoment = field.getLocalContext();
        return ofMoment != null ? ofMoment : StoredNeighbours.now(Request.of(field));
    }

    Request request();

    /** Reads further entities as of the same moment. */
    Reading reading();

    /** The position behind which nothing is shown. */
    long upTo();

    /** The living entity of this id, or null. */
    CompletableFuture<@Nullable EntityState> entity(String collection, Ulid id);

    /** The living entities of these ids in the order of the ids; what is not there is left out. */
    CompletableFuture<List<EntityState>> entities(String collection, List<Ulid> ids);

    /** The entities that refer to one entity. */
    Connection.Source referring(InverseField inverse, Ulid target);

    /** The events of an entity behind a position, oldest first. */
    default CompletableFuture<List<CommittedEvent>> history(Ulid id, long after, int limit) {
        return Loads.history(request(), id, after, limit).thenApply(this::shown);
    }

    /** Those of some events in order that are not behind the moment. */
    default List<CommittedEvent> shown(List<CommittedEvent> events) {
        return events.stream().takeWhile(event -> event.position() <= upTo()).toList();
    }
}
