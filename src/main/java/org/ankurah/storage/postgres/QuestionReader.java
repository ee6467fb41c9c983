package org.ankurah.storage.postgres;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.ankurah.query.Aggregation;
import org.ankurah.query.Fetch;
import org.ankurah.query.Found;
import org.ankurah.query.Lookups;
import org.ankurah.query.Page;
import org.ankurah.query.Selection;
import org.ankurah.storage.CountedPage;
import org.ankurah.storage.StateReader;
import org.ankurah.value.Ulid;

/** Reads entities by asking the tables; as of which moment, is for the subclass to say. */
abstract class QuestionReader implements StateReader {

    /** Asks what a function makes of the tables, as of the moment that this reader reads. */
    abstract <T> Uni<T> read(Function<Reads, Question<T>> question);

    @Override
    public final Uni<Page> fetch(Fetch fetch) {
        return read(reads -> reads.fetch(fetch));
    }

    @Override
    public final Uni<CountedPage> fetchCounted(Fetch fetch) {
        return read(reads -> reads.fetchCounted(fetch));
    }

    @Override
    public final Uni<Found> find(Lookups lookups) {
        return read(reads -> reads.find(lookups));
    }

    @Override
    public final Uni<Map<Ulid, Page>> fetchReferring(Fetch fetch, String property, Set<Ulid> targets) {
        return targets.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : read(reads -> reads.fetchReferring(fetch, property, targets));
    }

    @Override
    public final Uni<Long> count(Selection selection) {
        return read(reads -> reads.count(selection));
    }

    @Override
    public final Uni<List<Aggregation.Group>> aggregate(Aggregation aggregation) {
        return read(reads -> reads.aggregate(aggregation));
    }

    @Override
    public final Uni<Map<Ulid, Long>> countReferring(Selection selection, String property, Set<Ulid> targets) {
        return targets.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : read(reads -> reads.countReferring(selection, property, targets));
    }
}
