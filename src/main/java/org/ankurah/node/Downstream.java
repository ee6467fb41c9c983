package org.ankurah.node;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ankurah.event.CommittedEvent;
import org.ankurah.merge.EntityState;
import org.ankurah.model.Models;
import org.ankurah.model.RecordModels;
import org.ankurah.node.TransactionDecider.Verdict;
import org.ankurah.node.sync.Follower;
import org.ankurah.node.sync.Message;
import org.ankurah.node.sync.Outcome;
import org.ankurah.node.sync.PendingTransaction;
import org.ankurah.node.sync.Remaker;
import org.ankurah.node.sync.Replica;
import org.ankurah.query.Mentions;
import org.ankurah.query.Selection;
import org.ankurah.reactor.CommittedTransaction;
import org.ankurah.reactor.EntityChange;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * What makes a node ephemeral: it commits to a replica, keeps that in step with an upstream while there is a connection,
 * and asks for what is wanted here.
 *
 * <p>The protocol's state machine and the replica are touched by tasks of the live queries' feed only, so that what
 * happens to the replica and what the live queries know of it are one step. What is to be sent or told because of it
 * is done behind the step, in its order.
 */
final class Downstream implements Follower.Port, Commits {

    private static final Logger LOG = System.getLogger(Downstream.class.getName());

    private final Models models;
    private final LiveFeed feed;
    private final ReplicaEngine engine;
    private final Replica replica;
    private final Follower follower;
    private final EventMinter minter;
    private final CommitAttempt.DeciderFactory deciders;
    private final Supplier<Instant> now;
    private final List<Consumer<Outcome>> listeners = new CopyOnWriteArrayList<>();

    // Touched by the feed's tasks only.
    private final List<EntityChange> changes = new ArrayList<>();
    private final List<Runnable> effects = new ArrayList<>();
    private final Map<Selection, Wanted> wanted = new HashMap<>();
    private final Map<Integer, Wanted> byNumber = new HashMap<>();
    private final Map<Integer, UniEmitter<? super Void>> fetches = new HashMap<>();
    private @Nullable Carrier carrier;

    /** What somebody here wants, and who waits until the upstream has told of it. */
    private static final class Wanted {
        private final Selection selection;
        private final List<UniEmitter<? super Void>> waiting = new ArrayList<>();
        private int number;
        private int count;

        /** How many of those leave once it is told. */
        private int leaving;

        private boolean told;

        Wanted(Selection selection) {
            this.selection = selection;
        }
    }

    Downstream(
            Ulid id,
            RecordModels models,
            LiveFeed feed,
            ReplicaEngine engine,
            EventMinter minter,
            CommitAttempt.DeciderFactory deciders,
            Supplier<Instant> now) {
        this.models = models.models();
        this.feed = feed;
        this.engine = engine;
        this.replica = engine.replica();
        this.minter = minter;
        this.deciders = deciders;
        this.now = now;
        Remaker remaker = new PendingRemaker(minter);
        this.follower = new Follower(id, ModelDigests.of(models.models()), null, replica, remaker, this);
    }

    /** Does something with the protocol and the replica, and lets the live queries know. */
    private void step(Runnable work) {
        feed.change(() -> engine.change(base -> {
            work.run();
            return taken(Ulid.ZERO, List.of(), 1);
        }));
        flush();
    }

    /** What the step did, for the live queries; null if nothing looks different. */
    private @Nullable CommittedTransaction taken(Ulid id, List<CommittedEvent> events, int positions) {
        if (changes.isEmpty()) {
            return null;
        }
        long after = engine.advance(positions);
        List<EntityChange> seen = net(changes);
        changes.clear();
        return new CommittedTransaction(id, after - positions, after, now.get(), events, seen);
    }

    /** One change per entity. */
    private static List<EntityChange> net(List<EntityChange> changes) {
        Map<Ulid, EntityChange> net = new LinkedHashMap<>();
        changes.forEach(change -> net.merge(
                change.after().id(), change, (first, last) -> new EntityChange(first.before(), last.after())));
        return List.copyOf(net.values());
    }

    private void flush() {
        feed.run(reactor -> {
            List<Runnable> todo = List.copyOf(effects);
            effects.clear();
            todo.forEach(Runnable::run);
        });
    }

    /** A connection is there. */
    void connected(Carrier to, @Nullable String token) {
        step(() -> {
            Carrier before = carrier;
            if (before != null) {
                effects.add(() ->
                        before.close(AnkurahException.conflict("The node has another connection now.", null), true));
            }
            carrier = to;
            follower.connected(token);
        });
    }

    /** A connection is gone; if it was replaced by another one meanwhile, nothing happens. */
    void disconnected(Carrier from) {
        step(() -> {
            if (carrier == from) {
                carrier = null;
                follower.disconnected();
                wanted.values().forEach(want -> want.told = false);
            }
        });
    }

    /** The upstream says something. */
    void receive(Carrier from, Message.Answer message) {
        step(() -> {
            if (carrier == from) {
                follower.receive(message);
            }
        });
    }

    /** What becomes of transactions, from now on. */
    Multi<Outcome> outcomes() {
        return Multi.createFrom().emitter(emitter -> {
            Consumer<Outcome> listener = emitter::emit;
            listeners.add(listener);
            emitter.onTermination(() -> listeners.remove(listener));
        });
    }

    /** The number of transactions that are not known to be in the log. */
    Uni<Integer> pending() {
        return Uni.createFrom()
                .emitter(emitter -> feed.run(reactor ->
                        emitter.complete(engine.change(base -> replica.pending().size()))));
    }

    @Override
    public Uni<Receipt> commit(Transaction transaction) {
        return Uni.createFrom().emitter(emitter -> {
            feed.change(() -> engine.change(base -> {
                Verdict verdict = deciders.create(base, now.get()).decide(transaction);
                if (!(verdict instanceof Verdict.Accepted accepted)) {
                    Throwable reason = verdict instanceof Verdict.Refused refused
                            ? refused.reason()
                            : new IllegalStateException("a local commit is always decided");
                    effects.add(() -> emitter.fail(reason));
                    return null;
                }
                effects.add(() -> emitter.complete(accepted.receipt()));
                CommittedTransaction made = accepted.transaction();
                if (made == null) {
                    return null;
                }
                follower.commit(new PendingTransaction(
                        transaction.id(),
                        transaction.id(),
                        made.events().stream().map(CommittedEvent::event).toList(),
                        made.committedAt()));
                return taken(transaction.id(), made.events(), made.events().size());
            }));
            flush();
        });
    }

    /** A stream of what is here, for as long as which a selection is wanted. */
    <T> Multi<T> wanting(Selection selection, boolean remote, Supplier<Multi<T>> here) {
        return Multi.createFrom().deferred(() -> {
            Uni<Void> ready = want(selection, remote);
            return ready.onItem()
                    .transformToMulti(done -> here.get())
                    .onTermination()
                    .invoke(() -> unwant(selection));
        });
    }

    /** What is here, asked once; the upstream is asked as well, before or behind it. */
    <T> Uni<T> asking(Selection selection, boolean remote, Supplier<Uni<T>> here) {
        return Uni.createFrom()
                .deferred(() -> want(selection, remote)
                        .chain(done -> here.get())
                        .onTermination()
                        .invoke(() -> unwantOnceTold(selection)));
    }

    /**
     * Wants a selection; each time is to be followed by {@link #unwant}.
     *
     * @param remote whether to wait until the upstream has told of it
     */
    private Uni<Void> want(Selection selection, boolean remote) {
        new Mentions(models, OwnEntitiesOnly.INSTANCE).in(selection);
        return Uni.createFrom()
                .emitter(emitter -> step(() -> {
                    Wanted want = wanted.computeIfAbsent(selection, Wanted::new);
                    if (want.count++ == 0) {
                        want.number = follower.want(selection);
                        byNumber.put(want.number, want);
                    }
                    if (!remote || want.told) {
                        effects.add(() -> emitter.complete(null));
                    } else if (!follower.isInTouch()) {
                        effects.add(() ->
                                emitter.fail(AnkurahException.unavailable("There is no connection to the server.")));
                    } else {
                        want.waiting.add(emitter);
                    }
                }));
    }

    private void unwant(Selection selection) {
        step(() -> {
            Wanted want = wanted.get(selection);
            if (want != null && --want.count == 0) {
                wanted.remove(selection);
                byNumber.remove(want.number);
                follower.unwant(want.number);
            }
        });
    }

    /** One that only asks leaves when the upstream has answered, or cannot. */
    private void unwantOnceTold(Selection selection) {
        step(() -> {
            Wanted want = wanted.get(selection);
            if (want == null || want.told || !follower.isInTouch()) {
                effects.add(() -> unwant(selection));
            } else {
                want.leaving++;
            }
        });
    }

    /** Asks the upstream for an entity of which nothing is here; completes when it has answered. */
    Uni<Void> fetchMissing(String collection, Ulid id) {
        return engine.read(states -> replica.collectionOf(id) != null)
                .chain(known -> known ? Uni.createFrom().voidItem() : fetch(collection, Set.of(id)));
    }

    /** Asks the upstream for entities; completes when it has answered, at once if there is no connection. */
    Uni<Void> fetch(String collection, Set<Ulid> ids) {
        return Uni.createFrom()
                .emitter(emitter -> step(() -> {
                    if (follower.isInTouch()) {
                        fetches.put(follower.fetch(collection, ids), emitter);
                    } else {
                        effects.add(() -> emitter.complete(null));
                    }
                }));
    }

    @Override
    public void send(Message.Request message) {
        Carrier to = Objects.requireNonNull(carrier);
        effects.add(() -> to.send(message));
    }

    @Override
    public void changed(List<EntityChange> seen) {
        for (EntityChange change : seen) {
            EntityState after = change.after();
            minter.observe(after.head().greatest());
        }
        changes.addAll(seen);
    }

    @Override
    public void settled(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            LOG.log(
                    Level.WARNING,
                    "A change was refused by the server and taken back here: {0}",
                    refused.reason().getMessage());
        }
        effects.add(() -> listeners.forEach(listener -> listener.accept(outcome)));
    }

    @Override
    public void told(int query) {
        Wanted want = byNumber.get(query);
        if (want != null) {
            want.told = true;
            release(want, null);
        }
    }

    @Override
    public void ended(int query, AnkurahException reason) {
        Wanted want = byNumber.get(query);
        if (want != null) {
            LOG.log(Level.WARNING, "The server does not serve {0}: {1}", want.selection, reason.getMessage());
            release(want, reason);
        }
    }

    private void release(Wanted want, @Nullable AnkurahException failure) {
        List<UniEmitter<? super Void>> waiting = List.copyOf(want.waiting);
        want.waiting.clear();
        for (; want.leaving > 0; want.leaving--) {
            effects.add(() -> unwant(want.selection));
        }
        effects.add(() -> waiting.forEach(emitter -> {
            if (failure == null) {
                emitter.complete(null);
            } else {
                emitter.fail(failure);
            }
        }));
    }

    @Override
    public void fetched(int request, @Nullable AnkurahException failure) {
        UniEmitter<? super Void> emitter = fetches.remove(request);
        if (emitter != null) {
            effects.add(() -> emitter.complete(null));
        }
    }

    @Override
    public void time(long millis) {
        minter.setTime(millis);
    }

    @Override
    public void close(AnkurahException reason, boolean forGood) {
        LOG.log(Level.WARNING, "The connection to the server ends: {0}", reason.getMessage());
        Carrier from = carrier;
        if (from != null) {
            carrier = null;
            effects.add(() -> from.close(reason, forGood));
        }
        wanted.values().forEach(want -> {
            want.told = false;
            release(want, reason);
        });
    }
}
