package org.ankurah.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.ankurah.merge.EntityState;
import org.ankurah.model.Counter;
import org.ankurah.model.Model;
import org.ankurah.model.RecordModels;
import org.ankurah.model.Required;
import org.ankurah.model.SetOf;
import org.ankurah.model.Text;
import org.ankurah.model.Unique;
import org.ankurah.node.sync.Message;
import org.ankurah.node.sync.Outcome;
import org.ankurah.query.Fetch;
import org.ankurah.query.Parameters;
import org.ankurah.query.SelectionParser;
import org.ankurah.reactor.ChangeKind;
import org.ankurah.reactor.ChangeSet;
import org.ankurah.storage.MemoryEngine;
import org.ankurah.storage.StorageEngine;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Seeds;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.junit.jupiter.api.Test;

/**
 * Random lives of some ephemeral nodes and the durable one that they follow. Messages wait until they are delivered, one
 * by one, of whichever connection; connections are cut with what is on its way and come back. In the end all agree, and
 * nothing that was confirmed is missing.
 */
class SyncSimulationTest {

    @Model
    record Item(
            @Required String name,
            Integer size,
            @Counter long plays,
            @Text String notes,
            @SetOf List<String> tags,
            @Unique String code) {}

    private static final RecordModels MODELS = RecordModels.read(List.of(Item.class));
    private static final Identity ME = new Identity("me");
    private static final int STEPS = 120;

    @Test
    void allAgreeInTheEnd() {
        Seeds.each("simulated nodes", 150, random -> new Life(random).live());
    }

    /** A connection whose messages are delivered by hand. */
    private static final class Wire {
        private final Deque<Runnable> up = new ArrayDeque<>();
        private final Deque<Runnable> down = new ArrayDeque<>();
        private final Downstream follower;
        private final UpstreamPeer upstream;
        private final Carrier carrier;
        private boolean open = true;

        Wire(Node server, Node client) {
            follower = Objects.requireNonNull(client.downstream());
            carrier = new Carrier() {
                @Override
                public void send(Message message) {
                    up.add(() -> upstream().receive((Message.Request) message));
                }

                @Override
                public void close() {
                    cut();
                }
            };
            upstream = new UpstreamPeer(server, new LocalConnection.OpenDoor(server), new Carrier() {
                @Override
                public void send(Message message) {
                    down.add(() -> follower.receive(carrier, (Message.Answer) message));
                }

                @Override
                public void close() {
                    cut();
                }
            });
            follower.connected(carrier, null);
        }

        private UpstreamPeer upstream() {
            return upstream;
        }

        boolean deliver(Random random) {
            Deque<Runnable> way = down.isEmpty() || (!up.isEmpty() && random.nextBoolean()) ? up : down;
            Runnable next = open ? way.poll() : null;
            if (next != null) {
                next.run();
            }
            return next != null;
        }

        void cut() {
            if (open) {
                open = false;
                upstream.disconnected();
                follower.disconnected(carrier);
            }
        }
    }

    /** A live query of one node, folded. */
    private static final class Watch {
        private final String query;
        private final Map<Ulid, Item> held = new TreeMap<>();
        private final Cancellable source;

        Watch(Node node, String query) {
            this.query = query;
            this.source =
                    node.context(ME).subscribe(Item.class, query).subscribe().with(this::take);
        }

        private void take(ChangeSet<View<Item>> changes) {
            if (changes.reset()) {
                held.clear();
            }
            changes.changes().forEach(change -> {
                if (change.kind() == ChangeKind.REMOVED) {
                    assertThat(held.remove(change.id()))
                            .as("what leaves was there")
                            .isNotNull();
                } else {
                    held.put(
                            change.id(), Objects.requireNonNull(change.entity()).model());
                }
            });
        }
    }

    private static final class Life {
        private final Random random;
        private final StorageEngine storage = new MemoryEngine();
        private final Node server = Node.durable(storage, MODELS);
        private final List<Node> clients = new ArrayList<>();
        private final Map<Node, Wire> wires = new HashMap<>();
        private final Map<Node, List<Watch>> watches = new HashMap<>();

        /** By transaction, what it added to which counter. */
        private final Map<Ulid, Map<Ulid, Long>> added = new HashMap<>();

        private final Set<Ulid> confirmed = new HashSet<>();
        private final Set<Ulid> settled = new HashSet<>();
        private final Set<Ulid> toldTwice = new HashSet<>();

        Life(Random random) {
            this.random = random;
            for (int i = 0; i < 1 + random.nextInt(3); i++) {
                Node client = Node.ephemeral(MODELS);
                clients.add(client);
                watches.put(client, new ArrayList<>(List.of(new Watch(client, ""))));
                client.outcomes().subscribe().with(outcome -> {
                    if (!settled.add(outcome.transaction())) {
                        toldTwice.add(outcome.transaction());
                    }
                    if (outcome instanceof Outcome.Confirmed) {
                        confirmed.add(outcome.transaction());
                    }
                });
            }
        }

        void live() {
            for (int i = 0; i < STEPS; i++) {
                step();
            }
            settle();
            check();
        }

        private void step() {
            Node client = clients.get(random.nextInt(clients.size()));
            Wire wire = wires.get(client);
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> write(client);
                case 3 -> write(server);
                case 4 -> {
                    if (wire == null || !wire.open) {
                        wires.put(client, new Wire(server, client));
                    } else if (random.nextInt(3) == 0) {
                        wire.cut();
                    }
                }
                case 5 -> watch(client);
                default -> wires.values().forEach(one -> one.deliver(random));
            }
        }

        private void watch(Node client) {
            List<Watch> open = watches.get(client);
            if (open.size() > 1 && random.nextBoolean()) {
                open.remove(1).source.cancel();
            } else {
                open.add(new Watch(client, "size > " + random.nextInt(5)));
            }
        }

        /** Writes something; what is refused at once is nobody's loss. */
        private void write(Node node) {
            List<View<Item>> known = done(node.context(ME).fetch(Item.class, ""));
            Transaction transaction = node.context(ME).begin();
            Map<Ulid, Long> increments = new HashMap<>();
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                if (known.isEmpty() || random.nextInt(4) == 0) {
                    transaction.create(new Item(
                            "i" + random.nextInt(9),
                            random.nextInt(8),
                            0,
                            "text",
                            List.of(),
                            "c" + random.nextInt(30)));
                } else {
                    edit(transaction, known.get(random.nextInt(known.size())), increments);
                }
            }
            try {
                done(transaction.commit());
                added.put(transaction.id(), increments);
                if (node == server) {
                    confirmed.add(transaction.id());
                }
            } catch (AnkurahException refused) {
                // Such as a code that is taken, or an entity that the same transaction has deleted.
            }
        }

        private void edit(Transaction transaction, View<Item> view, Map<Ulid, Long> increments) {
            switch (random.nextInt(7)) {
                case 0 -> transaction.edit(view).set(Item::size, random.nextInt(8));
                case 1 -> transaction.edit(view).set(Item::name, "n" + random.nextInt(100));
                case 2 -> transaction.edit(view).text(Item::notes).insert(0, "<" + random.nextInt(100) + ">");
                case 3 -> transaction.edit(view).set(Item::tags, List.of("t" + random.nextInt(4), "u"));
                case 4 -> {
                    if (random.nextInt(3) == 0) {
                        transaction.delete(view);
                    }
                }
                default -> {
                    long by = 1 + random.nextInt(9);
                    transaction.edit(view).increment(Item::plays, by);
                    increments.merge(view.id(), by, Long::sum);
                }
            }
        }

        private void settle() {
            for (Node client : clients) {
                Wire wire = wires.get(client);
                if (wire == null || !wire.open) {
                    wires.put(client, new Wire(server, client));
                }
            }
            boolean moved = true;
            while (moved) {
                moved = false;
                for (Wire wire : wires.values()) {
                    while (wire.deliver(random)) {
                        moved = true;
                    }
                }
            }
        }

        private void check() {
            assertThat(toldTwice).isEmpty();
            Map<Ulid, EntityState> truth = states(storage);
            Map<Ulid, Long> sums = new HashMap<>();
            confirmed.forEach(id -> added.getOrDefault(id, Map.of()).forEach((e, by) -> sums.merge(e, by, Long::sum)));
            truth.forEach((id, state) -> assertThat(state.value("plays"))
                    .as("each confirmed increment counts once")
                    .isEqualTo(new Value.Int(sums.getOrDefault(id, 0L))));
            for (Node client : clients) {
                assertThat(done(Objects.requireNonNull(client.downstream()).pending()))
                        .as("pending")
                        .isZero();
                Map<Ulid, EntityState> here = states(client.storage());
                truth.values().stream().filter(state -> !state.deleted()).forEach(state -> {
                    assertThat(here).as("an entity of the server").containsKey(state.id());
                    assertThat(here.get(state.id()).head()).isEqualTo(state.head());
                    assertThat(here.get(state.id()).encode()).isEqualTo(state.encode());
                });
                for (Watch watch : watches.get(client)) {
                    Map<Ulid, Item> fresh = new TreeMap<>();
                    done(server.context(ME).fetch(Item.class, watch.query))
                            .forEach(view -> fresh.put(view.id(), view.model()));
                    assertThat(watch.held).as("live query %s", watch.query).isEqualTo(fresh);
                }
            }
        }

        private static Map<Ulid, EntityState> states(StorageEngine engine) {
            Map<Ulid, EntityState> states = new TreeMap<>();
            engine.fetch(Fetch.first(
                            SelectionParser.parse(
                                    MODELS.models(), MODELS.models().get("item"), "", Parameters.positional(List.of())),
                            10_000))
                    .await()
                    .atMost(Duration.ofSeconds(5))
                    .rows()
                    .forEach(row -> states.put(row.entity().id(), row.entity()));
            return states;
        }

        private static <T> T done(Uni<T> uni) {
            return uni.await().atMost(Duration.ofSeconds(5));
        }
    }
}
