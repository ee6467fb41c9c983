package org.ankurah.node;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.ankurah.model.Counter;
import org.ankurah.model.Model;
import org.ankurah.model.RecordModels;
import org.ankurah.storage.MemoryEngine;

/**
 * Prints how fast nodes of one process follow each other: from a commit to the subscriber on another node, both ways, and
 * how long it takes somebody who was away to catch up.
 */
final class SyncBenchmark {

    private static final int WARM_UP = 20_000;
    private static final int COMMITS = 20_000;
    private static final int MISSED = 5_000;
    private static final int ENTITIES = 100_000;
    private static final int PER_TRANSACTION = 500;
    private static final int ROUNDS = 7;
    private static final Identity ME = new Identity("me");
    private static final RecordModels MODELS = RecordModels.read(List.of(Song.class));

    @Model
    record Song(String title, @Counter long plays) {}

    private SyncBenchmark() {}

    public static void main(String[] args) throws InterruptedException {
        latency("commit on the durable node to the subscriber of an ephemeral one", false);
        latency("commit on an ephemeral node to the subscriber of another one", true);
        print("catching up with " + MISSED + " missed events of one entity", () -> missed(1));
        print("catching up with " + MISSED + " missed events of 500 entities", () -> missed(500));
        print("the first " + ENTITIES + " entities", SyncBenchmark::first);
        System.exit(0);
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofMinutes(1));
    }

    private static View<Song> create(Node node) {
        return await(node.context(ME).transact(t -> t.create(new Song("Song", 0))));
    }

    private static void latency(String what, boolean fromEphemeral) throws InterruptedException {
        Node server = Node.durable(new MemoryEngine(), MODELS);
        Node reader = Node.ephemeral(MODELS);
        Node writer = fromEphemeral ? Node.ephemeral(MODELS) : server;
        LocalConnection.connect(server, reader);
        if (fromEphemeral) {
            LocalConnection.connect(server, writer);
        }
        BlockingQueue<Long> told = new ArrayBlockingQueue<>(16);
        Cancellable live = reader.context(ME)
                .remote()
                .subscribe(Song.class, "title = 'Wanted'")
                .subscribe()
                .with(changes -> told.add(System.nanoTime()));
        told.poll(1, TimeUnit.MINUTES);
        long[] nanos = new long[COMMITS];
        for (int i = -WARM_UP; i < COMMITS; i++) {
            long began = System.nanoTime();
            await(writer.context(ME).transact(t -> t.create(new Song("Wanted", 0))));
            Long arrived = told.poll(1, TimeUnit.MINUTES);
            if (arrived == null) {
                throw new IllegalStateException("nothing arrived");
            }
            nanos[Math.max(i, 0)] = arrived - began;
        }
        live.cancel();
        Arrays.sort(nanos);
        System.out.printf(
                "%s: p50 %.1f µs, p99 %.1f µs%n", what, nanos[COMMITS / 2] / 1e3, nanos[COMMITS * 99 / 100] / 1e3);
    }

    private static void print(String what, LongSupplier round) {
        long[] nanos = new long[ROUNDS];
        for (int i = -1; i < ROUNDS; i++) {
            nanos[Math.max(i, 0)] = round.getAsLong();
        }
        Arrays.sort(nanos);
        System.out.printf(
                "%s: %.1f ms (%.1f to %.1f)%n", what, nanos[ROUNDS / 2] / 1e6, nanos[0] / 1e6, nanos[ROUNDS - 1] / 1e6);
    }

    private static long missed(int entities) {
        Node server = Node.durable(new MemoryEngine(), MODELS);
        Node reader = Node.ephemeral(MODELS);
        List<View<Song>> songs =
                IntStream.range(0, entities).mapToObj(i -> create(server)).toList();
        LocalConnection connection = LocalConnection.connect(server, reader);
        reader.context(ME).subscribe(Song.class, "").subscribe().with(changes -> {});
        await(reader.context(ME).remote().fetch(Song.class, ""));
        connection.close();
        for (int i = 0; i < MISSED; i++) {
            View<Song> song = songs.get(i % entities);
            await(server.context(ME).transact(t -> t.edit(song).increment(Song::plays, 1)));
        }
        return synchronise(server, reader, "plays = " + MISSED / entities, entities);
    }

    private static long first() {
        Node server = Node.durable(new MemoryEngine(), MODELS);
        for (int i = 0; i < ENTITIES / PER_TRANSACTION; i++) {
            await(server.context(ME).transactAll(t -> {
                for (int n = 0; n < PER_TRANSACTION; n++) {
                    t.create(new Song("Song", 0));
                }
            }));
        }
        return synchronise(server, Node.ephemeral(MODELS), "title = 'Song'", ENTITIES);
    }

    /** How long it takes from the connection until all is there. */
    private static long synchronise(Node server, Node reader, String query, int expected) {
        long began = System.nanoTime();
        LocalConnection connection = LocalConnection.connect(server, reader);
        int found = await(reader.context(ME).remote().fetch(Song.class, query)).size();
        long took = System.nanoTime() - began;
        connection.close();
        if (found != expected) {
            throw new IllegalStateException("found " + found + " instead of " + expected);
        }
        return took;
    }
}
