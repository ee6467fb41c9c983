package org.ankurah.graphql;

import graphql.Scalars;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ankurah.event.CommittedEvent;
import org.ankurah.model.Models;
import org.ankurah.storage.EventFilter;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.ankurah.value.Ulid;
import org.ankurah.value.Values;
import org.jspecify.annotations.Nullable;

/**
 * A page of the log.
 *
 * @param all the events that were asked for, on any page
 * @param shown those among which this page lies, with regard to its cursors
 * @param fromEnd whether the page was taken from the end
 * @param events the page
 * @param more whether there are further ones in the direction of paging
 */
record LogPage(
        Request request, EventFilter all, EventFilter shown, boolean fromEnd, List<CommittedEvent> events, boolean more)
        implements EventPages {

    static final String ENTITIES = "entities";
    static final String ACTOR = "actor";
    static final String FROM = "from";
    static final String TO = "to";

    /** Each entity is looked up by itself. */
    private static final int MAX_ENTITIES = 100;

    static List<GraphQLArgument> arguments() {
        List<GraphQLArgument> arguments = new ArrayList<>(List.of(
                Types.argument(
                        LogFetcher.COLLECTIONS,
                        GraphQLList.list(GraphQLNonNull.nonNull(Scalars.GraphQLString)),
                        "Only events of these collections."),
                Types.argument(
                        ENTITIES,
                        GraphQLList.list(Types.ID),
                        "Only events of these entities, deleted or not; at most " + MAX_ENTITIES + "."),
                Types.argument(ACTOR, Scalars.GraphQLString, "Only events that this actor made."),
                Types.argument(
                        FROM,
                        Scalars.GraphQLString,
                        "A cursor or a time: only what came after the state that `at` shows for it."),
                Types.argument(
                        TO,
                        Scalars.GraphQLString,
                        "A cursor or a time: only what led to the state that `at` shows for it.")));
        arguments.addAll(PageArguments.forward());
        arguments.addAll(PageArguments.backward());
        return arguments;
    }

    /**
     * Reads a page as a field's arguments ask.
     *
     * @throws AnkurahException with {@code BAD_QUERY} or {@code LIMIT_EXCEEDED}
     */
    static CompletableFuture<LogPage> fetch(Models models, DataFetchingEnvironment field) {
        Request request = Request.of(field);
        PageArguments page = PageArguments.read(field.getArguments(), null);
        EventFilter filter = new EventFilter(
                LogFetcher.collections(models, field.getArgument(LogFetcher.COLLECTIONS)),
                entities(field.getArgument(ENTITIES)),
                actor(field.getArgument(ACTOR)),
                0,
                Long.MAX_VALUE);
        long after = position(page.after(), PageArguments.AFTER, 0);
        long upTo = position(page.before(), PageArguments.BEFORE, Long.MAX_VALUE);
        long last = page.before() == null ? upTo : upTo - 1;
        return moment(request, field.getArgument(FROM), FROM, 0)
                .thenCombine(moment(request, field.getArgument(TO), TO, Long.MAX_VALUE), (from, to) -> {
                    if (from > to) {
                        throw AnkurahException.badQuery(TO + " is earlier than " + FROM + ".", TO);
                    }
                    return filter.between(from, to);
                })
                .thenCompose(all -> {
                    EventFilter shown = all.between(Math.max(all.after(), after), Math.min(all.upTo(), last));
                    return read(request, all, shown, page);
                });
    }

    private static CompletableFuture<LogPage> read(
            Request request, EventFilter all, EventFilter shown, PageArguments page) {
        return request.batches()
                .await(request.context().log().events(shown, page.size() + 1, page.fromEnd()))
                .thenApply(found -> {
                    boolean more = found.size() > page.size();
                    int first = more && page.fromEnd() ? 1 : 0;
                    List<CommittedEvent> events = found.subList(first, first + Math.min(page.size(), found.size()));
                    request.budget().spend(events.size());
                    return new LogPage(request, all, shown, page.fromEnd(), events, more);
                });
    }

    @Override
    public PageInfo pageInfo() {
        String start = events.isEmpty() ? null : EventConnection.cursor(events.get(0));
        String end = events.isEmpty() ? null : EventConnection.cursor(events.get(events.size() - 1));
        return new PageInfo(
                () -> fromEnd ? isAny(shown.upTo(), all.upTo()) : CompletableFuture.completedFuture(more),
                () -> fromEnd ? CompletableFuture.completedFuture(more) : isAny(all.after(), shown.after()),
                start,
                end);
    }

    /** Whether there are events beyond a cursor. */
    private CompletionStage<Boolean> isAny(long after, long upTo) {
        if (after >= upTo) {
            return CompletableFuture.completedFuture(false);
        }
        return request.batches()
                .await(request.context().log().events(all.between(after, upTo), 1, false))
                .thenApply(found -> !found.isEmpty());
    }

    @Override
    public CompletionStage<Long> totalCount() {
        return request.batches().await(request.context().log().countEvents(all));
    }

    private static CompletableFuture<Long> moment(
            Request request, @Nullable String text, String argument, long unlessGiven) {
        return text == null
                ? CompletableFuture.completedFuture(unlessGiven)
                : PositionArguments.position(request, text, argument);
    }

    private static long position(@Nullable String cursor, String argument, long unlessGiven) {
        return cursor == null ? unlessGiven : LogCursor.decode(cursor, argument).position();
    }

    /** What is no ULID is like an unknown id: there are no events of it. */
    private static @Nullable Set<Ulid> entities(@Nullable List<String> ids) {
        if (ids == null) {
            return null;
        }
        if (ids.size() > MAX_ENTITIES) {
            throw new AnkurahException(
                    ErrorCode.LIMIT_EXCEEDED, ENTITIES + " names at most " + MAX_ENTITIES + " entities.", ENTITIES);
        }
        Set<Ulid> entities = new HashSet<>();
        for (String text : ids) {
            Ulid id = Ulid.tryParse(text);
            if (id != null) {
                entities.add(id);
            }
        }
        return entities;
    }

    private static @Nullable String actor(@Nullable String actor) {
        if (actor != null && Values.firstIllegal(actor) >= 0) {
            throw AnkurahException.badQuery(
                    ACTOR + " holds the character U+0000 or half of a surrogate pair, which no name can.", ACTOR);
        }
        return actor;
    }
}
