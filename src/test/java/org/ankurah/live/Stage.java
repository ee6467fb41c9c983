package org.ankurah.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.ankurah.node.Access;
import org.ankurah.node.Context;
import org.ankurah.node.Identity;
import org.ankurah.node.Node;
import org.ankurah.node.NodeOptions;
import org.ankurah.node.Policy;
import org.ankurah.node.Slack;
import org.ankurah.node.Transaction;
import org.ankurah.query.Aggregation;
import org.ankurah.query.Selection;
import org.ankurah.reactor.Bounds;
import org.ankurah.reactor.Interest;
import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.StorageEngine;
import org.ankurah.value.AnkurahException;
import org.jspecify.annotations.Nullable;

/** A node on an empty store, its clients, and the history that they are checked against. */
final class Stage {

    private static final Identity CLIENT = new Identity("client");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final EngineUnderTest store;
    private NodeOptions options;
    private final History history = new History(LiveModels.ALL.models());

    /** What clients may see; who writes may do everything. */
    private Access access = Access.EVERYTHING;

    private History seen = history;
    private final List<Client> clients = new ArrayList<>();
    private final List<GroupClient> groupClients = new ArrayList<>();
    private StorageEngine engine;
    private Node node;
    private @Nullable Node other;

    /** Up to here the node has delivered for sure: what it committed itself, and what it was told of at once. */
    private long delivered;

    /** A clock that goes on a little whenever it is looked at, so that ids ascend in the order of creation. */
    private static final class Ticking extends Clock {
        private long millis = Instant.parse("2020-01-01T00:00:00Z").toEpochMilli();

        @Override
        public synchronized Instant instant() {
            return Instant.ofEpochMilli(++millis);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /**
     * @param bounds how much live queries hold
     * @param slack how far clients may be behind
     */
    Stage(EngineUnderTest store, Bounds bounds, Slack slack) {
        this.store = store;
        this.options = NodeOptions.defaults()
                .withClock(new Ticking())
                .withBounds(bounds)
                .withSlack(slack)
                .withPolicy(new Policy() {
                    @Override
                    public Access of(Identity identity) {
                        return identity.equals(CLIENT) ? access : Access.EVERYTHING;
                    }

                    @Override
                    public Runnable onChange(Runnable listener) {
                        return () -> {};
                    }
                });
        store.clear();
        open();
    }

    private void open() {
        engine = store.engine();
        node = await(Node.open(engine, LiveModels.ALL, options));
        history.read(engine);
        delivered = history.position();
    }

    History history() {
        return history;
    }

    private Context context() {
        return node.context(Identity.ANONYMOUS);
    }

    /** Through which clients read. */
    Context clientContext() {
        return node.context(CLIENT);
    }

    /** Clients that come from now on see this much. */
    void restrict(Access restricted) {
        access = restricted;
        seen = history.seenBy(restricted);
    }

    List<Client> clients() {
        return clients;
    }

    List<GroupClient> groupClients() {
        return groupClients;
    }

    List<Subscriber<?>> subscribers() {
        List<Subscriber<?>> all = new ArrayList<>(clients);
        all.addAll(groupClients);
        return all;
    }

    /** Restarts with other options. */
    void restart(UnaryOperator<NodeOptions> change) {
        options = change.apply(options);
        restart();
    }

    /** All clients lose their connection, and the node is opened anew on what is stored. */
    void restart() {
        subscribers().forEach(Subscriber::disconnect);
        node.close();
        open();
    }

    /**
     * Commits transactions, one after the other, without waiting in between.
     *
     * @return how many were refused
     */
    int transact(List<Consumer<Transaction>> transactions) {
        List<Uni<Boolean>> commits = transactions.stream()
                .map(transaction -> context().transactAll(transaction).replaceWith(true))
                .map(commit -> commit.onFailure(AnkurahException.class).recoverWithItem(false))
                .toList();
        List<Boolean> committed = await(Uni.join().all(commits).andFailFast());
        history.read(engine);
        delivered = history.position();
        return (int) committed.stream().filter(done -> !done).count();
    }

    /** Commits one transaction, which must not be refused. */
    void transact(Consumer<Transaction> transaction) {
        assertThat(transact(List.of(transaction))).as("refused").isZero();
    }

    /** Commits one transaction through another node, of which this one hears soon, or at its own next commit. */
    void transactElsewhere(Consumer<Transaction> transaction) {
        Node second = other == null ? await(Node.open(store.engine(), LiveModels.ALL, options)) : other;
        other = second;
        try {
            await(second.context(Identity.ANONYMOUS).transactAll(transaction));
        } finally {
            history.read(engine);
            if (store.tellsAtOnce()) {
                delivered = history.position();
            }
        }
    }

    /** Whether the node has heard of all that was committed. */
    boolean isUpToDate() {
        return delivered == history.position();
    }

    /** A new client that is connected, though it may not have been told anything yet. */
    Client connect(Selection selection, Interest interest) {
        Client client = new Client(seen, selection, interest);
        clients.add(client);
        client.connect(clientContext());
        return client;
    }

    /** A new client of an aggregate that is connected. */
    GroupClient connect(Aggregation aggregation, boolean wantsAll) {
        GroupClient client = new GroupClient(seen, aggregation, wantsAll);
        groupClients.add(client);
        client.connect(clientContext());
        return client;
    }

    /** Checks all clients up to what the node has delivered. */
    void check() {
        subscribers().forEach(Subscriber::awaitFirst);
        subscribers().forEach(subscriber -> subscriber.check(delivered));
    }

    /** Checks that a fresh aggregate gives on the store what the history says. */
    void checkFresh(Aggregation aggregation) {
        FreshCheck.check(clientContext(), seen, aggregation);
    }

    /** Checks that a fresh query gives on the store what the history says. */
    void checkFresh(Selection selection) {
        FreshCheck.check(clientContext(), seen, selection);
    }

    /** Nobody is connected any more, and the nodes are closed. */
    void close() {
        subscribers().forEach(Subscriber::disconnect);
        node.close();
        if (other != null) {
            other.close();
        }
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
