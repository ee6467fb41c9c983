package org.ankurah.graphql;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.ankurah.merge.EntityState;
import org.ankurah.model.Models.InverseField;
import org.ankurah.node.Reading;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * What storage holds, or held at a position, loaded in batches.
 *
 * @param reading reads of that moment
 * @param upTo the position, or beyond the log for what it holds now
 */
record StoredNeighbours(Request request, Reading reading, long upTo) implements Neighbours {

    static StoredNeighbours now(Request request) {
        return new StoredNeighbours(request, request.context().now(), Long.MAX_VALUE);
    }

    @Override
    public CompletableFuture<@Nullable EntityState> entity(String collection, Ulid id) {
        return Loads.entity(request, reading, collection, id);
    }

    @Override
    public CompletableFuture<List<EntityState>> entities(String collection, List<Ulid> ids) {
        return Loads.entities(request, reading, collection, ids);
    }

    @Override
    public Connection.Source referring(InverseField inverse, Ulid target) {
        return new ReferringSource(request, reading, inverse.property(), target);
    }
}
