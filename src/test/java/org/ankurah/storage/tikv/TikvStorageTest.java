package org.ankurah.storage.tikv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ankurah.storage.kv.KeyRange;
import org.ankurah.storage.kv.Snapshot;
import org.ankurah.storage.kv.WriteBatch;
import org.ankurah.storage.tikv.TestCluster.Fault;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tikv.common.exception.KeyException;
import org.tikv.kvproto.Kvrpcpb.Mutation;
import org.tikv.shade.com.google.protobuf.ByteString;

/** One writer, no doubt, and what is left by one that has died. */
class TikvStorageTest {

    /** Long enough for a busy machine, and short enough to wait for. */
    private static final Duration LEASE = Duration.ofMillis(800);

    private static final Duration NEVER = Duration.ofHours(1);

    private final TestCluster cluster = new TestCluster();
    private final Layout layout = new Layout("p");
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        cluster.faults(request -> Fault.NONE);
        for (AutoCloseable each : open) {
            each.close();
        }
        cluster.close();
    }

    @Test
    void storesOfOneClusterDoNotSeeEachOther() throws IOException {
        TikvStorage store = open("p", LEASE);
        TikvStorage other = open("p.q", LEASE);

        put(store, "k", "mine");
        put(other, "k", "");

        assertThat(value(store, "k")).isEqualTo("mine");
        assertThat(value(other, "k")).isEmpty();
        assertThat(keys(store, false)).containsExactly("k");
        assertThat(value(other, "none")).isNull();
    }

    @Test
    void aSnapshotStaysWhatItWas() throws IOException {
        TikvStorage store = open("p", LEASE);
        put(store, "a", "1");
        try (Snapshot before = store.snapshot()) {
            put(store, "a", "2");
            put(store, "b", "3");

            assertThat(text(before.get(bytes("a")))).isEqualTo("1");
            assertThat(before.get(bytes("b"))).isNull();
            assertThat(value(store, "b")).isEqualTo("3");
        }
    }

    @Test
    void readsAskForNoTimestampAndMeetNoLocks() throws IOException {
        TikvStorage store = open("p", NEVER);
        put(store, "a", "1");
        int timestamps = cluster.asked("tso");
        cluster.faults(request -> {
            if (request.equals("commit")) {
                // While everything is locked.
                assertThat(value(store, "a")).isEqualTo("1");
            }
            return Fault.NONE;
        });

        put(store, "a", "2");

        assertThat(value(store, "a")).isEqualTo("2");
        assertThat(cluster.asked("tso") - timestamps).isEqualTo(2);
        assertThat(cluster.asked("check")).isZero();
    }

    @Test
    void aBatchIsAsManyRequestsAsItHasRegions() throws IOException {
        TikvStorage store = open("p", NEVER);
        cluster.split(layout.key(bytes("m")));
        put(store, "warm", "up");
        int prewrites = cluster.asked("prewrite");
        int commits = cluster.asked("commit");
        WriteBatch batch = new WriteBatch();
        for (char key = 'a'; key <= 'z'; key++) {
            batch.put(bytes("" + key), bytes("1"));
        }

        store.write(batch, true);

        assertThat(cluster.asked("prewrite") - prewrites).isEqualTo(2);
        // The first key decides, then the rest.
        assertThat(cluster.asked("commit") - commits).isEqualTo(3);
        assertThat(keys(store, false)).hasSize(27);
    }

    @Test
    void aStoreIsOpenOnlyOnce() throws IOException {
        TikvStorage store = open("p", LEASE);

        assertThatThrownBy(() -> open("p", LEASE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("in use by another process");

        put(store, "a", "1");
        store.close();
        assertThat(value(open("p", LEASE), "a")).isEqualTo("1");
    }

    @Test
    void aStoreIsFreeWhenItsHolderHasDied() throws IOException {
        Cluster dead = raw(LEASE);
        long start = dead.timestamp();
        write(dead, start, List.of(holder("dead", start)), true);

        put(open("p", LEASE), "a", "1");
    }

    @Test
    void whoeverSleptTooLongWritesNothingAnyMore() throws IOException {
        TikvStorage slept = open("p", NEVER);
        put(slept, "a", "1");
        TikvStorage next = open("p", Duration.ofMillis(50));
        put(next, "a", "2");

        assertThatThrownBy(() -> put(slept, "a", "3"))
                .isInstanceOfSatisfying(
                        AnkurahException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                .hasMessageContaining("Another server has taken over");
        assertThatThrownBy(slept::snapshot).hasMessageContaining("Another server has taken over");
        assertThat(value(next, "a")).isEqualTo("2");
    }

    @Test
    void aTakeOverInTheMiddleOfACommitStopsIt() throws IOException {
        TikvStorage slow = open("p", Duration.ofMillis(300));
        cluster.faults(request -> {
            if (request.equals("prewrite")) {
                cluster.faults(again -> Fault.NONE);
                Cluster other = raw(LEASE);
                long start = other.timestamp();
                write(other, start, List.of(holder("other", start)), true);
            }
            return Fault.NONE;
        });

        assertThatThrownBy(() -> put(slow, "a", "1")).hasMessageContaining("Nothing was written");
        assertThatThrownBy(() -> put(slow, "a", "1")).hasMessageContaining("Another server has taken over");
        assertThat(cluster.locks()).isZero();
    }

    @Test
    void aLostAnswerIsNoLostCommit() throws IOException {
        TikvStorage store = open("p", LEASE);
        cluster.faults(lost("commit", Fault.ANSWER_LOST));

        put(store, "a", "1");

        cluster.faults(request -> Fault.NONE);
        assertThat(value(store, "a")).isEqualTo("1");
        assertThat(cluster.locks()).isZero();
    }

    @Test
    void aLostCommitIsTakenBackAtOnce() throws IOException {
        TikvStorage store = open("p", LEASE);
        cluster.faults(lost("commit", Fault.REQUEST_LOST));

        assertThatThrownBy(() -> put(store, "a", "1")).hasMessageContaining("Nothing was written");

        cluster.faults(request -> Fault.NONE);
        assertThat(value(store, "a")).isNull();
        put(store, "a", "2");
        assertThat(value(store, "a")).isEqualTo("2");
        assertThat(cluster.locks()).isZero();
    }

    @Test
    void nothingIsReadWhileAnOutcomeIsInDoubt() throws IOException {
        for (Fault fault : List.of(Fault.ANSWER_LOST, Fault.REQUEST_LOST)) {
            TikvStorage store = open(fault.name(), Duration.ofMillis(300));
            cluster.faults(request -> request.equals("commit")
                    ? fault
                    : lost("check", Fault.REQUEST_LOST).apply(request));

            assertThatThrownBy(() -> put(store, "a", "1")).hasMessageContaining("not known whether it was stored");
            assertThatThrownBy(store::snapshot).hasMessageContaining("not known whether it was stored");
            assertThatThrownBy(() -> put(store, "a", "2")).hasMessageContaining("not known whether it was stored");

            cluster.faults(request -> Fault.NONE);
            assertThat(value(store, "a")).isEqualTo(fault == Fault.ANSWER_LOST ? "1" : null);
        }
    }

    @Test
    void aLostPrewriteLeavesNoLocks() throws IOException {
        TikvStorage store = open("p", LEASE);
        cluster.faults(lost("prewrite", Fault.ANSWER_LOST));

        assertThatThrownBy(() -> put(store, "a", "1")).hasMessageContaining("Nothing was written");

        cluster.faults(request -> Fault.NONE);
        put(store, "b", "2");
        assertThat(keys(store, false)).containsExactly("b");
    }

    @Test
    void whatADeadWriterLockedAndDidNotCommitIsGone() throws IOException {
        cluster.split(layout.key(bytes("m")));
        Cluster dead = raw(LEASE);
        long start = dead.timestamp();
        write(dead, start, List.of(holder("dead", start), entry("a", "1"), entry("z", "1")), false);
        assertThat(cluster.locks()).isEqualTo(3);

        TikvStorage store = open("p", LEASE);

        assertThat(keys(store, false)).isEmpty();
        assertThat(cluster.locks()).isZero();
    }

    @Test
    void whatADeadWriterCommittedIsThereWithItsLocks() throws IOException {
        cluster.split(layout.key(bytes("m")));
        Cluster dead = raw(LEASE);
        long start = dead.timestamp();
        write(dead, start, List.of(holder("dead", start), entry("a", "1"), entry("z", "2")), true);
        assertThat(cluster.locks()).isEqualTo(2);

        TikvStorage store = open("p", LEASE);

        assertThat(value(store, "z")).isEqualTo("2");
        assertThat(keys(store, true)).containsExactly("z", "a");
        assertThat(cluster.locks()).isZero();
    }

    @Test
    void aTransactionThatWasEndedCannotBeCommittedLate() {
        Cluster raw = raw(LEASE);
        long start = raw.timestamp();
        List<Mutation> entries = List.of(entry("a", "1"));
        raw.prewrite(entries, start);
        long commit = raw.timestamp();

        assertThat(raw.end(layout.key(bytes("a")), start)).isZero();

        List<ByteString> keys = List.of(layout.key(bytes("a")));
        assertThatThrownBy(() -> raw.commit(keys, start, commit)).isInstanceOf(KeyException.class);
        assertThatThrownBy(() -> raw.prewrite(entries, start)).isInstanceOf(KeyException.class);
    }

    @Test
    void anIdleHolderStaysTheHolder() throws Exception {
        TikvStorage store = open("p", Duration.ofMillis(400));
        assertThatThrownBy(() -> open("p", LEASE)).hasMessageContaining("in use");
        int before = cluster.asked("prewrite");
        await().until(() -> cluster.asked("prewrite") > before + 4);

        put(store, "a", "1");
    }

    @Test
    void tooLargeEntriesAreRefused() throws IOException {
        TikvStorage store = open("p", LEASE);
        WriteBatch longKey = new WriteBatch();
        longKey.put(new byte[Layout.LARGEST_KEY], new byte[1]);
        WriteBatch large = new WriteBatch();
        large.put(new byte[1], new byte[Layout.LARGEST_VALUE + 1]);

        for (WriteBatch batch : List.of(longKey, large)) {
            assertThatThrownBy(() -> store.write(batch, true))
                    .isInstanceOfSatisfying(
                            AnkurahException.class,
                            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED));
        }
    }

    @Test
    void whoCannotReachAClusterIsTold() {
        assertThatThrownBy(() -> TikvStorage.open("127.0.0.1:1", "p"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No TiKV cluster can be reached by 127.0.0.1:1");
    }

    private static Function<String, Fault> lost(String name, Fault fault) {
        return request -> request.equals(name) ? fault : Fault.NONE;
    }

    private TikvStorage open(String prefix, Duration lease) throws IOException {
        TikvStorage store = TikvStorage.open(cluster.address(), prefix, lease);
        open.add(store);
        return store;
    }

    private Cluster raw(Duration lease) {
        Cluster raw = new Cluster(cluster.address(), Math.toIntExact(lease.toMillis()));
        open.add(raw);
        return raw;
    }

    /** Writes as a store would, and dies behind its first steps. */
    private void write(Cluster raw, long start, List<Mutation> all, boolean committed) {
        raw.prewrite(all, start);
        if (committed) {
            raw.commit(List.of(all.get(0).getKey()), start, raw.timestamp());
        }
    }

    private Mutation holder(String id, long renewed) {
        return Layout.put(layout.holder(), new Holder(id, renewed, "1@test").encode());
    }

    private Mutation entry(String key, String value) {
        WriteBatch batch = new WriteBatch();
        batch.put(bytes(key), bytes(value));
        return layout.mutations(batch).get(0);
    }

    private static void put(TikvStorage store, String key, String value) {
        WriteBatch batch = new WriteBatch();
        batch.put(bytes(key), bytes(value));
        store.write(batch, true);
    }

    private static @Nullable String value(TikvStorage store, String key) {
        try (Snapshot snapshot = store.snapshot()) {
            return text(snapshot.get(bytes(key)));
        }
    }

    private static List<String> keys(TikvStorage store, boolean backwards) {
        List<String> keys = new ArrayList<>();
        try (Snapshot snapshot = store.snapshot();
                Snapshot.Scan scan = snapshot.scan(new KeyRange(new byte[0], new byte[] {-1}), backwards)) {
            while (scan.next()) {
                keys.add(text(scan.key()));
            }
        }
        return keys;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
