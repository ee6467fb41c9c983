package org.ankurah.node;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelBinding;
import org.ankurah.model.Models;
import org.ankurah.query.Aggregation;
import org.ankurah.query.Fetch;
import org.ankurah.query.Page;
import org.ankurah.query.Selection;
import org.ankurah.query.SelectionParser;
import org.ankurah.reactor.ChangeSet;
import org.ankurah.reactor.GroupChanges;
import org.ankurah.reactor.Interest;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * The door through which one identity reads and writes. Cheap to make; safe to use from any thread. Nothing
 * happens before the returned {@link Uni} or {@link Multi} is subscribed to, and nothing blocks.
 *
 * <p>The typed methods serve Java code that has the records; those that take a {@link Selection} or a
 * collection's name serve code that learns of models at run time, such as the GraphQL API.
 */
public final class Context {

    /** Most entities that one typed fetch returns; a query with {@code LIMIT} may ask for fewer. */
    public static final int MAX_FETCH = 100_000;

    private final Node node;
    private final Identity identity;
    private final Asker asker;

    /** Whether reads of an ephemeral node wait for its upstream. */
    private final boolean remote;

    private final Reading now;
    private final LogReading log;

    Context(Node node, Identity identity, Access access) {
        this(node, identity, access, false);
    }

    private Context(Node node, Identity identity, Access access, boolean remote) {
        this.remote = remote;
        this.node = node;
        this.identity = identity;
        this.asker = new Asker(node.models(), identity, access);
        this.now = new Reading(node.storage(), asker, null);
        this.log = new LogReading(node.storage(), asker);
    }

    public Identity identity() {
        return identity;
    }

    /**
     * The same door of an ephemeral node, through which what is fetched and subscribed to waits until the upstream has
     * told what there is. It fails with {@code UNAVAILABLE} while there is no connection. Otherwise what the node holds
     * is shown at once, and follows the upstream when it answers. On a durable node there is no difference.
     */
    public Context remote() {
        return new Context(node, identity, asker.access(), true);
    }

    Asker asker() {
        return asker;
    }

    /** What the identity may do, as of when this was made. */
    public Access access() {
        return asker.access();
    }

    /** The keys of services, for those who have made sure that an administrator asks. */
    public ApiKeys apiKeys() {
        return node.apiKeys();
    }

    /** The same identity under other rights. */
    public Context under(Access other) {
        return new Context(node, identity, other);
    }

    /** An entity that the identity may see, without the properties that it may not see of it. */
    public EntityState shown(EntityState state) {
        return asker.shown(state);
    }

    /** A page of entities that the identity may see, likewise. */
    public Page shown(Page page) {
        return asker.shown(page);
    }

    /** A change set with its entities as the identity may see them. */
    public ChangeSet<EntityState> shown(ChangeSet<EntityState> changes) {
        return asker.isOpen() ? changes : changes.map(asker::shown);
    }

    /**
     * What a live query looks at if the identity asks it.
     *
     * @throws org.ankurah.value.AnkurahException with {@code FORBIDDEN} as {@link Reading} does
     */
    public Selection seen(Selection selection, Interest interest) {
        return asker.seen(selection, interest.shape());
    }

    /** The same figures about what the identity may list; throws as {@link #seen(Selection, Interest)}. */
    public Aggregation seen(Aggregation aggregation) {
        return asker.seen(aggregation);
    }

    /**
     * A text about what, besides what a live query looks at, decides what is shown to the identity: equal for equal
     * scopes. It holds the values of rules, so it is for digests only.
     */
    public String scope(Selection selection, Interest interest) {
        return VisibleScope.of(asker, new LiveRequest(selection, interest, null))
                .text();
    }

    /**
     * The same selection of what the identity may list, to be asked of entities that are there already.
     *
     * @throws org.ankurah.value.AnkurahException with {@code FORBIDDEN} if nothing of the collection may be listed, or
     *     if it asks about hidden properties
     */
    public Selection seen(Selection selection) {
        return asker.seen(selection);
    }

    /** What is thrown when the identity may not do something, as in "you may not list albums". */
    public AnkurahException denied(String what, @Nullable String field) {
        return asker.denied(what, field);
    }

    public Models models() {
        return node.models();
    }

    /** Starts a transaction whose commit is asked for explicitly. */
    public Transaction begin() {
        return node.begin(asker);
    }

    /**
     * Runs one transaction and commits it.
     *
     * @param work collects the writes; what it throws ends the transaction without a trace
     * @return the entity that the work returned, as committed
     */
    public <T> Uni<View<T>> transact(Function<Transaction, Mutable<T>> work) {
        return Uni.createFrom().deferred(() -> {
            Transaction transaction = begin();
            Mutable<T> entity = work.apply(transaction);
            return transaction.commit().chain(receipt -> viewOf(entity, receipt));
        });
    }

    private <T> Uni<View<T>> viewOf(Mutable<T> entity, Receipt receipt) {
        for (int i = receipt.outcomes().size() - 1; i >= 0; i--) {
            EntityState state = receipt.outcomes().get(i).entity();
            if (state.id().equals(entity.id())) {
                return Uni.createFrom().item(new View<>(entity.binding(), asker.shown(state)));
            }
        }
        // The entity was named but not changed.
        return find(entity.binding().model().collection(), Set.of(entity.id())).map(found -> {
            EntityState state = found.get(entity.id());
            if (state == null) {
                throw NotFound.of(entity.binding().model(), entity.id());
            }
            return new View<>(entity.binding(), state);
        });
    }

    /** Runs one transaction of any number of writes and commits it. */
    public Uni<Receipt> transactAll(Consumer<Transaction> work) {
        return Uni.createFrom().deferred(() -> {
            Transaction transaction = begin();
            work.accept(transaction);
            return transaction.commit();
        });
    }

    /** The living entity of this id, if there is one. */
    public <T> Uni<Optional<View<T>>> get(Class<T> model, Ulid id) {
        ModelBinding<T> binding = node.recordModels().binding(model);
        String collection = binding.model().collection();
        Downstream downstream = node.downstream();
        Uni<Void> asked = downstream == null ? Uni.createFrom().voidItem() : downstream.fetchMissing(collection, id);
        return asked.chain(() -> find(collection, Set.of(id)))
                .map(found -> Optional.ofNullable(found.get(id)).map(state -> new View<>(binding, state)));
    }

    /**
     * The entities that a query selects, in its order.
     *
     * @param query text of the query language; empty for all
     * @param parameters what the {@code ?} in the text stand for, in order
     */
    public <T> Uni<List<View<T>>> fetch(Class<T> model, String query, Object... parameters) {
        ModelBinding<T> binding = node.recordModels().binding(model);
        return Uni.createFrom()
                .deferred(() -> {
                    Selection selection = parse(binding, query, parameters);
                    Downstream downstream = node.downstream();
                    Fetch first = Fetch.first(selection, MAX_FETCH);
                    return downstream == null ? fetch(first) : downstream.asking(selection, remote, () -> fetch(first));
                })
                .map(page -> page.rows().stream()
                        .map(row -> new View<>(binding, row.entity()))
                        .toList());
    }

    /**
     * A live query: its result now, then what each transaction does to it.
     *
     * @param query text of the query language; empty for all
     * @param parameters what the {@code ?} in the text stand for, in order
     */
    public <T> Multi<ChangeSet<View<T>>> subscribe(Class<T> model, String query, Object... parameters) {
        ModelBinding<T> binding = node.recordModels().binding(model);
        return Multi.createFrom()
                .deferred(() -> subscribe(new LiveRequest(parse(binding, query, parameters), Interest.ALL, null)))
                .map(changes -> changes.map(state -> new View<>(binding, asker.shown(state))));
    }

    /**
     * A live query whose result is there as signals. It comes when there is a result; it is to be closed.
     *
     * @param query text of the query language; empty for all
     * @param parameters what the {@code ?} in the text stand for, in order
     */
    public <T> Uni<LiveQuery<T>> liveQuery(Class<T> model, String query, Object... parameters) {
        return LiveQuery.open(subscribe(model, query, parameters));
    }

    private Selection parse(ModelBinding<?> binding, String query, Object... parameters) {
        return SelectionParser.parse(models(), binding.model(), query, JavaValues.parameters(parameters));
    }

    /** Reads entities as they are. */
    public Reading now() {
        return now;
    }

    /**
     * Reads entities as they were right behind a position, for one request: those whose past the identity may see.
     *
     * @param position one that the log has reached; 0 is before the first event
     */
    public Reading at(long position) {
        return new Reading(node.storage().at(position), asker, log);
    }

    /**
     * Reads what goes with a payload of a live query: as {@link #now}, as it was a moment ago.
     *
     * @param position the payload's
     */
    public Reading asOf(long position) {
        return new Reading(node.storage().at(position), asker, null);
    }

    /** The position of the last event that was committed at a time or before; 0 if there is none. */
    public Uni<Long> positionAt(Instant time) {
        return node.storage().positionAt(time);
    }

    /** The living entities of a collection with these ids; others are absent. */
    public Uni<Map<Ulid, EntityState>> find(String collection, Set<Ulid> ids) {
        return now.find(collection, ids);
    }

    /** One page of a selection. */
    public Uni<Page> fetch(Fetch fetch) {
        return now.fetch(fetch);
    }

    /** The number of matches, whatever the selection's limit. */
    public Uni<Long> count(Selection selection) {
        return now.count(selection);
    }

    /** The groups of an aggregation in order. */
    public Uni<List<Aggregation.Group>> aggregate(Aggregation aggregation) {
        return now.aggregate(aggregation);
    }

    /** Reads the log. */
    public LogReading log() {
        return log;
    }

    /** The position of the last committed event. */
    public Uni<Long> position() {
        return node.storage().position();
    }

    /**
     * A live query: first its whole result, or what changed since the subscriber left; then one change set for each
     * transaction that does something to it that the interest covers.
     */
    public Multi<ChangeSet<EntityState>> subscribe(LiveRequest request) {
        return Multi.createFrom().deferred(() -> {
            LiveRequest seen = asker.seen(request);
            Downstream downstream = node.downstream();
            Multi<ChangeSet<EntityState>> here = node.liveQueries().stream(seen, VisibleScope.of(asker, seen));
            return downstream == null ? here : downstream.wanting(request.selection(), remote, () -> here);
        });
    }

    /**
     * Live figures: first all groups, or what became of them since the subscriber left; then one set of changes for
     * each transaction that changes a figure or makes a group come or go.
     */
    public Multi<GroupChanges> subscribe(AggregateRequest request) {
        return Multi.createFrom().deferred(() -> node.liveQueries().stream(asker.seen(request), VisibleScope.FIGURES));
    }

    /** The same for somebody who takes change sets one by one, at a pace of its own, and shares them with others. */
    public LiveSubscription<ChangeSet<EntityState>> follow(LiveRequest request, LiveSubscriber subscriber) {
        LiveRequest seen = asker.seen(request);
        return node.liveQueries().follow(seen, VisibleScope.of(asker, seen), subscriber);
    }

    /** Live figures for somebody who takes their changes one by one. */
    public LiveSubscription<GroupChanges> follow(AggregateRequest request, LiveSubscriber subscriber) {
        return node.liveQueries().follow(asker.seen(request), VisibleScope.FIGURES, subscriber);
    }

    /**
     * A collaborative text, for somebody who has a document of it: first one update with all that the document lacks,
     * then one with what has changed since, each time that something has and the subscriber asks for more, in the format
     * of Yjs. Completes when the entity is deleted.
     *
     * <p>Fails with {@code NOT_FOUND} if there is no such entity, and with {@code FORBIDDEN} if the text may not be seen.
     *
     * @param place a collaborative text
     * @param stateVector what the document has, in the format of Yjs; null if nothing
     */
    public Multi<byte[]> followText(TextPlace place, byte @Nullable [] stateVector) {
        return TextFollower.follow(this, place, stateVector);
    }

    /**
     * What those say of themselves who edit a text, in the format of the editors' awareness protocol: first those who are
     * there, if any, then whatever somebody says. It is not kept.
     *
     * <p>Completes and fails as {@link #followText}.
     */
    public Multi<byte[]> followAwareness(TextPlace place) {
        return node.awareness().follow(place, TextFollower.states(this, place));
    }

    /**
     * Tells all who follow a text, on every server. Completes at once; who does not listen now will not hear of it.
     *
     * <p>Fails as {@link #followText}, and with {@code VALIDATION} when the bytes are not in the protocol's format.
     */
    public Uni<Void> tellAwareness(TextPlace place, byte[] update) {
        return TextFollower.require(this, place)
                .invoke(shown -> node.awareness().tell(shown, update))
                .replaceWithVoid();
    }

    /**
     * The log behind a position, in order; it goes on with each commit.
     *
     * <p>Fails with {@code FORBIDDEN} if the identity may see the past of nothing.
     */
    public Multi<LogBatch> events(long after) {
        return Multi.createFrom().deferred(() -> {
            log.require(null);
            return LogStream.behind(node.storage(), node.feed(), after)
                    .onItem()
                    .transformToUniAndConcatenate(events -> log.visible(events)
                            .map(visible ->
                                    new LogBatch(events.get(events.size() - 1).position(), visible)));
        });
    }
}
