package org.ankurah.storage;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ankurah.merge.EntityState;
import org.ankurah.query.Aggregation;
import org.ankurah.query.Fetch;
import org.ankurah.query.Found;
import org.ankurah.query.Lookups;
import org.ankurah.query.Page;
import org.ankurah.query.Selection;
import org.ankurah.value.Ulid;

/**
 * Reads entities: as they are, or as they were right behind one position of the log. A read of what is sees whole
 * transactions only; a position inside of a transaction shows what the transaction did up to there.
 */
public interface StateReader {

    /** One page of a selection. Deleted entities never match. */
    Uni<Page> fetch(Fetch fetch);

    /** One page of a selection and the number of all matches, both as of the page's position. */
    Uni<CountedPage> fetchCounted(Fetch fetch);

    /** Living entities by id and by what they refer to, all as of one position. */
    Uni<Found> find(Lookups lookups);

    /**
     * For each target, one page of the entities that match and refer to it by this property; one query for
     * all. Targets without any on their page or beyond it are absent from the map.
     */
    Uni<Map<Ulid, Page>> fetchReferring(Fetch fetch, String property, Set<Ulid> targets);

    /** The number of matches, whatever the selection's limit. */
    Uni<Long> count(Selection selection);

    /**
     * The groups of an aggregation in order.
     *
     * <p>Fails with {@code LIMIT_EXCEEDED} when there are more than {@link Aggregation#MAX_GROUPS}, or when a sum is
     * beyond what its type can hold.
     */
    Uni<List<Aggregation.Group>> aggregate(Aggregation aggregation);

    /** For each target, the number of matches that refer to it; targets without any are absent. */
    Uni<Map<Ulid, Long>> countReferring(Selection selection, String property, Set<Ulid> targets);

    /** The entities of one collection with these ids, deleted ones included; unknown ids are absent. */
    Uni<Map<Ulid, EntityState>> load(String collection, Set<Ulid> ids);

    /** The collection each of these entity ids belongs to; unknown ids are absent. */
    Uni<Map<Ulid, String>> collectionsOf(Set<Ulid> ids);
}
