package org.ankurah.graphql;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.ankurah.event.CommittedEvent;
import org.ankurah.merge.EntityState;
import org.ankurah.model.Models.InverseField;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/** What storage holds now, loaded in batches. */
record StoredNeighbours(Request request) implements Neighbours {

    @Override
    public CompletableFuture<@Nullable EntityState> entity(String collection, Ulid id) {
        return Loads.entity(request, collection, id);
    }

    @Override
    public CompletableFuture<List<EntityState>> entities(String collection, List<Ulid> ids) {
        return Loads.entities(request, collection, ids);
    }

    @Override
    public Connection.Source referring(InverseField inverse, Ulid target) {
        return new ReferringSource(request, inverse.property(), target);
    }

    @Override
    public CompletableFuture<List<CommittedEvent>> history(Ulid id, long after, int limit) {
        return Loads.history(request, id, after, limit);
    }
}
