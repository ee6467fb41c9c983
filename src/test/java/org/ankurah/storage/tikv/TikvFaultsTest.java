package org.ankurah.storage.tikv;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.ankurah.event.CommittedEvent;
import org.ankurah.model.Counter;
import org.ankurah.model.Model;
import org.ankurah.model.RecordModels;
import org.ankurah.model.Required;
import org.ankurah.node.Identity;
import org.ankurah.node.Node;
import org.ankurah.node.View;
import org.ankurah.storage.kv.KeyRange;
import org.ankurah.storage.kv.KeyValueEngine;
import org.ankurah.storage.kv.Snapshot;
import org.ankurah.storage.kv.ThreadWorkers;
import org.ankurah.storage.kv.WriteBatch;
import org.ankurah.storage.tikv.TestCluster.Fault;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Seeds;
import org.ankurah.value.Ulid;
import org.junit.jupiter.api.Test;

/** Requests and answers that get lost, and regions that split, at any moment. */
class TikvFaultsTest {

    private static final Duration LEASE = Duration.ofMillis(400);

    private static final Set<String> PLACEMENT = Set.of("tso", "getRegion", "getStore", "getAllStores");

    @Model
    record Song(@Required String title, @Counter long plays) {}

    private static final RecordModels MODELS = RecordModels.read(List.of(Song.class));

    @Test
    void aBatchIsThereOrNotAsItsWriterIsTold() {
        Seeds.each("TikvFaultsTest, batches", 1, random -> {
            try (TestCluster cluster = new TestCluster()) {
                new Batches(cluster, random).run(30);
            }
        });
    }

    /** Writes, and knows what has to be there. */
    private static final class Batches {

        private final TestCluster cluster;
        private final Random random;
        private final Layout layout = new Layout("p");
        private NavigableMap<String, String> expected = new TreeMap<>();

        Batches(TestCluster cluster, Random random) {
            this.cluster = cluster;
            this.random = random;
        }

        void run(int steps) {
            TikvStorage store = open(cluster);
            for (int step = 0; step < steps; step++) {
                if (random.nextInt(10) == 0) {
                    cluster.split(layout.key(bytes(key())));
                }
                if (random.nextInt(20) == 0) {
                    store.close();
                    store = open(cluster);
                }
                write(store);
                compare(store);
            }
            assertThat(all(store, new KeyRange(bytes("a"), bytes("z")), false)).isEqualTo(expected);
            store.close();
        }

        private void write(TikvStorage store) {
            WriteBatch batch = new WriteBatch();
            NavigableMap<String, String> after = new TreeMap<>(expected);
            for (int i = random.nextInt(12); i >= 0; i--) {
                String key = key();
                if (random.nextInt(3) == 0) {
                    batch.delete(bytes(key));
                    after.remove(key);
                } else {
                    String value = "v".repeat(random.nextInt(3)) + random.nextInt(100);
                    batch.put(bytes(key), bytes(value));
                    after.put(key, value);
                }
            }
            cluster.faults(randomly(random, random.nextInt(10) == 0 ? 0.8 : 0.1));
            try {
                store.write(batch, true);
                expected = after;
            } catch (AnkurahException failure) {
                if (!failure.getMessage().contains("Nothing was written")) {
                    assertThat(failure).hasMessageContaining("not known");
                    cluster.faults(request -> Fault.NONE);
                    NavigableMap<String, String> found = all(store, new KeyRange(bytes("a"), bytes("z")), false);
                    assertThat(found).isIn(expected, after);
                    expected = found;
                }
            } finally {
                cluster.faults(request -> Fault.NONE);
            }
        }

        private void compare(TikvStorage store) {
            String one = key();
            String other = key();
            KeyRange range = new KeyRange(bytes(one), bytes(other));
            NavigableMap<String, String> part =
                    one.compareTo(other) < 0 ? expected.subMap(one, true, other, false) : new TreeMap<>();
            for (boolean backwards : new boolean[] {false, true}) {
                assertThat(all(store, range, backwards)).isEqualTo(part);
            }
            try (Snapshot snapshot = store.snapshot()) {
                List<byte[]> found = snapshot.getAll(List.of(bytes(other), bytes(one), bytes(other)));
                assertThat(found).hasSize(3);
                assertThat(found.get(1)).isEqualTo(expected.containsKey(one) ? bytes(expected.get(one)) : null);
                assertThat(found.get(2)).isEqualTo(found.get(0));
            }
        }

        private NavigableMap<String, String> all(TikvStorage store, KeyRange range, boolean backwards) {
            NavigableMap<String, String> found = new TreeMap<>();
            List<String> order = new ArrayList<>();
            try (Snapshot snapshot = store.snapshot();
                    Snapshot.Scan scan = snapshot.scan(range, backwards)) {
                while (scan.next()) {
                    order.add(text(scan.key()));
                    found.put(text(scan.key()), text(scan.value()));
                }
            }
            assertThat(order).containsExactlyElementsOf(backwards ? found.descendingKeySet() : found.keySet());
            return found;
        }

        private String key() {
            return "k" + (char) ('a' + random.nextInt(20)) + (random.nextBoolean() ? "" : "\0" + random.nextInt(9));
        }
    }

    /** As many at a time as fit into a batch of the committer, so that some of them are tried again on their own. */
    @Test
    void theLogHasEachAcknowledgedTransactionOnce() {
        Seeds.each("TikvFaultsTest, transactions", 1, random -> {
            try (TestCluster cluster = new TestCluster()) {
                transactions(cluster, random);
            }
        });
    }

    private void transactions(TestCluster cluster, Random random) {
        KeyValueEngine engine = new KeyValueEngine(open(cluster), new ThreadWorkers(), true);
        Node node = Node.durable(engine, MODELS);
        View<Song> song = done(node.context(new Identity("me")).transact(t -> t.create(new Song("first", 0))));
        Set<String> acknowledged = new HashSet<>(Set.of("first"));
        Set<String> refused = new HashSet<>();
        for (int round = 0; round < 6; round++) {
            cluster.faults(randomly(random, 0.1));
            Map<String, Uni<View<Song>>> running = new HashMap<>();
            for (int i = 0; i < 5; i++) {
                String title = round + "-" + i;
                Uni<View<Song>> made = node.context(new Identity("me")).transact(t -> {
                    t.edit(song).increment(Song::plays, 1);
                    return t.create(new Song(title, 0));
                });
                Uni<View<Song>> begun = made.memoize().indefinitely();
                begun.subscribe().with(view -> {}, failure -> {});
                running.put(title, begun);
            }
            running.forEach((title, outcome) -> {
                try {
                    done(outcome);
                    acknowledged.add(title);
                } catch (AnkurahException failure) {
                    if (failure.getMessage().contains("Nothing was written")) {
                        refused.add(title);
                    }
                }
            });
        }
        cluster.faults(request -> Fault.NONE);

        List<CommittedEvent> log = done(engine.log(0, 10_000));
        check(log, song.id(), acknowledged, refused);
        engine.close();
        KeyValueEngine again = new KeyValueEngine(open(cluster), new ThreadWorkers(), true);
        done(again.open(MODELS.models()));
        assertThat(done(again.log(0, 10_000))).isEqualTo(log);
        again.close();
    }

    private static void check(List<CommittedEvent> log, Ulid song, Set<String> acknowledged, Set<String> refused) {
        List<String> titles = new ArrayList<>();
        for (int i = 0; i < log.size(); i++) {
            assertThat(log.get(i).position()).isEqualTo(i + 1);
            if (log.get(i).event().operations().containsKey("title")) {
                String operation = log.get(i).event().operations().get("title").toString();
                titles.add(operation.replaceAll(".*value=([-\\w]+).*", "$1"));
            }
        }
        assertThat(titles).doesNotHaveDuplicates().containsAll(acknowledged);
        assertThat(refused).doesNotContainAnyElementsOf(titles);
        long edits = log.stream()
                .filter(event -> event.event().entityId().equals(song))
                .count();
        assertThat(edits).isEqualTo(titles.size());
    }

    private static Function<String, Fault> randomly(Random seed, double often) {
        Random random = new Random(seed.nextLong());
        return request -> {
            synchronized (random) {
                // The client sleeps for long when the placement driver is away.
                double share = PLACEMENT.contains(request) ? often / 20 : often;
                if (request.equals("getMembers") || random.nextDouble() >= share) {
                    return Fault.NONE;
                }
                return random.nextBoolean() ? Fault.REQUEST_LOST : Fault.ANSWER_LOST;
            }
        };
    }

    private static TikvStorage open(TestCluster cluster) {
        try {
            return TikvStorage.open(cluster.address(), "p", LEASE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static <T> T done(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(60));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
