package org.ankurah.graphql;

import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.ankurah.event.CommittedEvent;
import org.ankurah.merge.EntityState;
import org.ankurah.model.Models.InverseField;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * Where the fields of an entity find other entities and its events: in storage, as they are now, or below a payload
 * of a live query in what the payload brings along, as of its position. What is found counts towards the
 * {@link ReadBudget}.
 */
sealed interface Neighbours permits StoredNeighbours, PayloadNeighbours {

    /** Those of the entity whose field is fetched: a payload's are its local context. */
    static Neighbours of(DataFetchingEnvironment field) {
        Neighbours ofPayload = field.getLocalContext();
        return ofPayload != null ? ofPayload : new StoredNeighbours(Request.of(field));
    }

    /** The living entity of this id, or null. */
    CompletableFuture<@Nullable EntityState> entity(String collection, Ulid id);

    /** The living entities of these ids in the order of the ids; what is not there is left out. */
    CompletableFuture<List<EntityState>> entities(String collection, List<Ulid> ids);

    /** The entities that refer to one entity. */
    Connection.Source referring(InverseField inverse, Ulid target);

    /** The events of an entity behind a position, oldest first. */
    CompletableFuture<List<CommittedEvent>> history(Ulid id, long after, int limit);
}
