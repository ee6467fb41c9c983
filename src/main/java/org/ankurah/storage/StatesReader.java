package org.ankurah.storage;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.ankurah.merge.EntityState;
import org.ankurah.query.Aggregation;
import org.ankurah.query.Fetch;
import org.ankurah.query.Found;
import org.ankurah.query.Lookups;
import org.ankurah.query.Page;
import org.ankurah.query.Selection;
import org.ankurah.value.Ulid;

/** Answers from {@link States}: each question is one read of them. */
public abstract class StatesReader implements StateReader {

    /** Asks the states, whenever it is subscribed to. */
    protected abstract <T> Uni<T> read(Function<States, T> question);

    @Override
    public final Uni<Page> fetch(Fetch fetch) {
        return read(states -> states.page(fetch));
    }

    @Override
    public final Uni<CountedPage> fetchCounted(Fetch fetch) {
        return read(states -> new CountedPage(states.page(fetch), states.count(fetch.selection())));
    }

    @Override
    public final Uni<Found> find(Lookups lookups) {
        return read(states -> states.find(lookups));
    }

    @Override
    public final Uni<Map<Ulid, Page>> fetchReferring(Fetch fetch, String property, Set<Ulid> targets) {
        return read(states -> states.pages(fetch, property, targets));
    }

    @Override
    public final Uni<Long> count(Selection selection) {
        return read(states -> states.count(selection));
    }

    @Override
    public final Uni<List<Aggregation.Group>> aggregate(Aggregation aggregation) {
        return read(states -> states.aggregate(aggregation));
    }

    @Override
    public final Uni<Map<Ulid, Long>> countReferring(Selection selection, String property, Set<Ulid> targets) {
        return read(states -> states.counts(selection, property, targets));
    }

    @Override
    public final Uni<Map<Ulid, EntityState>> load(String collection, Set<Ulid> ids) {
        return read(states -> states.load(collection, ids));
    }
}
