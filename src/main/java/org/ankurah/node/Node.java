package org.ankurah.node;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.ankurah.event.EventCheck;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.RecordModels;
import org.ankurah.node.sync.Outcome;
import org.ankurah.node.sync.Replica;
import org.ankurah.reactor.Reactor;
import org.ankurah.storage.StorageEngine;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A participant that keeps every event it accepted: it commits transactions to its storage, and tells live queries
 * of them and of those that other nodes commit to the same storage. Safe to use from any thread; nothing in it blocks.
 *
 * <pre>{@code
 * Node node = Node.open(new MemoryEngine(), RecordModels.read(List.of(Album.class)), NodeOptions.defaults())
 *         .await().indefinitely();
 * Context context = node.context(new Identity("ann"));
 * }</pre>
 */
public final class Node implements AutoCloseable {

    /** How many events at the end of the log the clock is set by when a node opens. */
    private static final int OBSERVED_AT_START = 256;

    /**
     * How often a transaction is tried again since a rule looks at what was not read: once for each step of the
     * longest way along references, and some more as references may move.
     */
    private static final int LONGEST_WAY = 64;

    private final Ulid id;
    private final RecordModels models;
    private final StorageEngine storage;
    private final EventMinter minter;
    private final LiveFeed feed;
    private final LogFollower follower;
    private final Commits commits;
    private final @Nullable Downstream downstream;
    private final LiveQueries liveQueries;
    private final Policy policy;
    private final ApiKeys apiKeys;
    private final Awareness awareness;
    private final Map<String, UpstreamPeer> followers = new ConcurrentHashMap<>();

    private Node(
            StorageEngine storage, RecordModels models, NodeOptions options, RandomGenerator random, long position) {
        Supplier<Instant> now = () -> options.clock().instant().truncatedTo(ChronoUnit.MICROS);
        this.models = models;
        this.storage = storage;
        this.policy = options.policy();
        this.apiKeys = new ApiKeys(storage.apiKeys(), now);
        this.awareness = new Awareness(storage, now);
        this.minter = new EventMinter(options.clock()::millis, options.maxText(), random);
        this.id = minter.newId();
        LogReplay replay = new LogReplay(storage, models.models());
        this.feed = new LiveFeed(
                new Reactor(models.models(), position, options.bounds()),
                storage,
                replay,
                minter,
                now,
                options.observer());
        this.follower = new LogFollower(storage, feed, options.following());
        LatestTexts texts = new LatestTexts();
        CommitAttempt.DeciderFactory deciders = (base, at) -> {
            follower.basedOn(base.position());
            return new TransactionDecider(models, minter, options.check(), texts, base, at);
        };
        if (storage instanceof ReplicaEngine engine) {
            this.downstream = new Downstream(id, models, feed, engine, minter, deciders, now);
            this.commits = downstream;
        } else {
            this.downstream = null;
            this.commits = new Committer(
                    storage,
                    feed,
                    deciders,
                    new FirstAnswers(storage, models.models(), options.answerRetention(), now),
                    now,
                    options);
        }
        this.liveQueries = new LiveQueries(
                storage, feed, replay, options.resumeHorizon(), options.bounds().lookAhead(), options.slack());
    }

    /** Makes the storage ready for the models and opens a node on it. */
    public static Uni<Node> open(StorageEngine storage, RecordModels models, NodeOptions options) {
        return open(storage, models, options, new SecureRandom());
    }

    /** @param random where ids and nonces come from; safe to use from any thread */
    static Uni<Node> open(StorageEngine storage, RecordModels models, NodeOptions options, RandomGenerator random) {
        return storage.open(models.models()).chain(storage::position).chain(position -> {
            Node node = new Node(storage, models, options, random, position);
            return node.observe(Math.max(0, position - OBSERVED_AT_START), position)
                    .chain(node.apiKeys::refresh)
                    .invoke(node.follower::start)
                    .replaceWith(node);
        });
    }

    /**
     * A node that keeps every event it accepted: what it has is definitive. Waits until the storage is ready.
     *
     * @param storage where it keeps them; the caller closes what it has opened
     */
    public static Node durable(StorageEngine storage, RecordModels models) {
        return open(storage, models, NodeOptions.defaults()).await().indefinitely();
    }

    /**
     * A node that holds in memory what was asked of it: it follows an upstream while it is connected to one, answers
     * from what it holds and takes writes at any time. See {@link LocalConnection}.
     */
    public static Node ephemeral(RecordModels models) {
        return ephemeral(models, NodeOptions.defaults());
    }

    /** The same with options of its own; those that are about a log mean nothing to it. */
    public static Node ephemeral(RecordModels models, NodeOptions options) {
        return ephemeral(models, options, new SecureRandom());
    }

    /** @param random where ids and nonces come from; safe to use from any thread */
    static Node ephemeral(RecordModels models, NodeOptions options, RandomGenerator random) {
        // Whoever is upstream has looked at the time of events.
        EventCheck check = new EventCheck(new JvmDigest(), options.clock()::millis, EventCheck.DEFAULT_MAX_DRIFT);
        Replica replica = new Replica(models.models(), check);
        Supplier<Instant> now = () -> options.clock().instant().truncatedTo(ChronoUnit.MICROS);
        return new Node(new ReplicaEngine(replica, now), models, options, random, 0);
    }

    /** Sets the clock by the events between two positions. */
    private Uni<Void> observe(long after, long upTo) {
        if (after >= upTo) {
            return Uni.createFrom().voidItem();
        }
        return storage.log(after, (int) (upTo - after)).chain(events -> {
            events.forEach(event -> minter.observe(event.event().id()));
            return observe(
                    events.isEmpty() ? upTo : events.get(events.size() - 1).position(), upTo);
        });
    }

    /** Stops following what others commit to the storage, which stays open. May be called more than once. */
    @Override
    public void close() {
        follower.close();
        awareness.close();
    }

    /**
     * What becomes of the transactions that were committed here and are to reach an upstream, from now on: each is
     * confirmed once, or refused and taken back. Nothing on a durable node, where a commit is definitive.
     */
    public Multi<Outcome> outcomes() {
        return downstream == null ? Multi.createFrom().nothing() : downstream.outcomes();
    }

    /** Whether it follows an upstream, instead of keeping the log itself. */
    public boolean isEphemeral() {
        return downstream != null;
    }

    /** The number of transactions that were committed here and that no upstream has confirmed or refused yet. */
    public Uni<Integer> pending() {
        return downstream == null ? Uni.createFrom().item(0) : downstream.pending();
    }

    /** The door through which an identity reads and writes what the policy lets it. */
    public Context context(Identity identity) {
        return new Context(this, identity, policy.of(identity));
    }

    /** The same, under rights that were found before: what has begun under them ends under them. */
    public Context context(Identity identity, Access access) {
        return new Context(this, identity, access);
    }

    /**
     * The door for what the program does by itself, such as filling an empty store: no policy is asked.
     *
     * @param identity who is written down as the actor
     */
    public Context unrestricted(Identity identity) {
        return context(identity, Access.EVERYTHING);
    }

    /** The keys of services. */
    public ApiKeys apiKeys() {
        return apiKeys;
    }

    /** Who may do what here. */
    public Policy policy() {
        return policy;
    }

    public Models models() {
        return models.models();
    }

    /** The models with the records they were read from. */
    public RecordModels recordModels() {
        return models;
    }

    /** The number of live queries that are open now. */
    public int openLiveQueries() {
        return liveQueries.open();
    }

    /** The id by which other nodes know it, as long as it runs. */
    Ulid id() {
        return id;
    }

    /** The system that its data belongs to, named by the first event of its log; empty if there is none. */
    Uni<Optional<Ulid>> system() {
        return storage.log(0, 1)
                .map(events -> events.stream().map(event -> event.event().id()).findFirst());
    }

    /** Its time, in milliseconds since 1970. */
    long millis() {
        return minter.millis();
    }

    /** Tells whether an event of another node can be believed. */
    EventCheck eventCheck() {
        return new EventCheck(new JvmDigest(), minter::millis, EventCheck.DEFAULT_MAX_DRIFT);
    }

    /** What keeps it in step with an upstream; null if it is durable. */
    @Nullable
    Downstream downstream() {
        return downstream;
    }

    /** By their ids and who they are of, the nodes that follow this one, as far as they were let in. */
    Map<String, UpstreamPeer> followers() {
        return followers;
    }

    StorageEngine storage() {
        return storage;
    }

    Awareness awareness() {
        return awareness;
    }

    EventMinter minter() {
        return minter;
    }

    LiveFeed feed() {
        return feed;
    }

    LiveQueries liveQueries() {
        return liveQueries;
    }

    Transaction begin(Asker asker) {
        return begin(minter.newId(), asker);
    }

    /** Starts one that another node has begun. */
    Transaction begin(Ulid transaction, Asker asker) {
        return new Transaction(this, transaction, asker);
    }

    Uni<Receipt> commit(Transaction transaction) {
        if (transaction.writes().isEmpty()) {
            return storage.position().map(position -> new Receipt(transaction.id(), position, List.of()));
        }
        return withUniquesOfRestored(transaction).chain(() -> commit(transaction, LONGEST_WAY));
    }

    /** Tries it until all is read that its rules look at. */
    private Uni<Receipt> commit(Transaction transaction, int tries) {
        return commits.commit(transaction).onFailure(Undecided.class).recoverWithUni(failure -> {
            if (tries == 0) {
                throw AnkurahException.limitExceeded(
                        "Whether you may do this depends on entities that are too far away.");
            }
            return transaction
                    .surroundings()
                    .add(failure.missing(), storage, models.models())
                    .chain(() -> commit(transaction, tries - 1));
        });
    }

    /**
     * A commit has to name beforehand what it reads; the unique values of an entity that is to be restored
     * are known only from its state. A deleted entity takes no writes, so what is read here still holds at the
     * commit, which checks it all the same.
     */
    private Uni<Void> withUniquesOfRestored(Transaction transaction) {
        Map<ModelDescriptor, Set<Ulid>> restored = new HashMap<>();
        for (PendingWrite write : transaction.writes()) {
            if (write instanceof PendingWrite.Restore
                    && write.model().properties().stream().anyMatch(PropertyDescriptor::unique)) {
                restored.computeIfAbsent(write.model(), model -> new HashSet<>())
                        .add(write.id());
            }
        }
        Uni<Void> loaded = Uni.createFrom().voidItem();
        for (Map.Entry<ModelDescriptor, Set<Ulid>> entry : restored.entrySet()) {
            loaded = loaded.chain(() -> storage.load(entry.getKey().collection(), entry.getValue()))
                    .invoke(states -> transaction
                            .writes()
                            .replaceAll(write ->
                                    write instanceof PendingWrite.Restore restore && states.containsKey(restore.id())
                                            ? withUniques(restore, states.get(restore.id()))
                                            : write))
                    .replaceWithVoid();
        }
        return loaded;
    }

    private static PendingWrite withUniques(PendingWrite.Restore restore, EntityState state) {
        Map<String, Value> uniques = new HashMap<>();
        for (PropertyDescriptor property : restore.model().properties()) {
            if (property.unique()) {
                uniques.put(property.name(), state.value(property.name()));
            }
        }
        return new PendingWrite.Restore(restore.model(), restore.id(), uniques);
    }
}
