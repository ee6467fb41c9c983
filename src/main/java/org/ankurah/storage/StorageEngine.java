package org.ankurah.storage;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ankurah.event.CommittedEvent;
import org.ankurah.merge.EntityState;
import org.ankurah.model.Models;
import org.ankurah.query.Aggregation;
import org.ankurah.query.Fetch;
import org.ankurah.query.Found;
import org.ankurah.query.Lookups;
import org.ankurah.query.Page;
import org.ankurah.query.Selection;
import org.ankurah.value.Ulid;

/**
 * Where a node keeps events and entity states. Commits are totally ordered and durable when their result
 * arrives; a read sees whole transactions only. All operations are asynchronous, may be called from any
 * thread and never block the caller. When the store cannot be reached they fail with {@code UNAVAILABLE}.
 */
public interface StorageEngine {

    /**
     * Makes the store ready for these models: creates what is missing and extends what has grown. Called once,
     * before anything else.
     *
     * <p>Fails with an {@link IllegalStateException} that says what to do when a change would lose data.
     */
    Uni<Void> open(Models models);

    /**
     * Commits, all or nothing, while no other commit runs anywhere: reads what the work asks for, lets it
     * decide, and stores what it decided. When {@code decide} throws, nothing is stored and the failure is
     * passed on. {@code decide} is called at most once.
     */
    <R> Uni<R> commit(CommitWork<R> work);

    /** Forgets what was answered before a time; sent again, those transactions would be new ones. */
    Uni<Void> forgetAnswers(Instant before);

    /** The position of the last committed event; 0 for an empty log. */
    Uni<Long> position();

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

    /** For each entity its events behind a position, oldest first, at most {@code limit} per entity. */
    Uni<Map<Ulid, List<CommittedEvent>>> history(Set<Ulid> entityIds, long after, int limit);

    /** The log behind a position in order, at most {@code limit} events. */
    Uni<List<CommittedEvent>> log(long after, int limit);
}
