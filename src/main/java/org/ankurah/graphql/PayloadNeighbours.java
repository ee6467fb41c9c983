package org.ankurah.graphql;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.ankurah.merge.EntityState;
import org.ankurah.model.Models.InverseField;
import org.ankurah.node.Reading;
import org.ankurah.query.CompiledSelection;
import org.ankurah.query.Entities;
import org.ankurah.query.Fetch;
import org.ankurah.query.Page;
import org.ankurah.query.Pages;
import org.ankurah.query.Selection;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * What a payload of a live query brings along. So everything below a payload is as of the payload's position,
 * however late it is put together, and costs no read.
 *
 * @param request whose budget is spent, and through which events are read: the log does not change behind a position
 * @param reading reads, as of the payload's position, what only fields of events ask for
 * @param position the payload's
 * @param world whatever the client selected below the payload's entities is found here
 */
record PayloadNeighbours(Request request, Reading reading, long position, Entities world) implements Neighbours {

    PayloadNeighbours(Request request, long position, Entities world) {
        this(request, request.context().asOf(position), position, world);
    }

    @Override
    public long upTo() {
        return position;
    }

    @Override
    public CompletableFuture<@Nullable EntityState> entity(String collection, Ulid id) {
        request.budget().spend(1);
        return CompletableFuture.completedFuture(shown(world.find(collection, id)));
    }

    @Override
    public CompletableFuture<List<EntityState>> entities(String collection, List<Ulid> ids) {
        request.budget().spend(ids.size());
        return CompletableFuture.completedFuture(ids.stream()
                .map(id -> shown(world.find(collection, id)))
                .filter(Objects::nonNull)
                .toList());
    }

    @Override
    public Connection.Source referring(InverseField inverse, Ulid target) {
        return new Referring(inverse, target);
    }

    private @Nullable EntityState shown(@Nullable EntityState found) {
        return found == null ? null : request.context().shown(found);
    }

    private final class Referring implements Connection.Source {

        private final InverseField inverse;
        private final Ulid target;

        Referring(InverseField inverse, Ulid target) {
            this.inverse = inverse;
            this.target = target;
        }

        @Override
        public CompletableFuture<Page> fetch(Fetch fetch) {
            CompiledSelection selection = CompiledSelection.of(fetch.selection());
            Page page = request.context().shown(Pages.page(fetch, selection, candidates(), world, position));
            return CompletableFuture.completedFuture(CollectionSource.spend(request, page));
        }

        @Override
        public CompletableFuture<Long> count(Selection selection) {
            return CompletableFuture.completedFuture(Pages.count(CompiledSelection.of(selection), candidates(), world));
        }

        private Collection<EntityState> candidates() {
            return world.referring(inverse.source(), inverse.property(), target);
        }
    }
}
