package org.ankurah.remote;

import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.ankurah.demo.Genre;
import org.ankurah.model.RecordModels;
import org.ankurah.node.Identity;
import org.ankurah.node.Node;
import org.ankurah.server.ServerProcess;

/**
 * Prints how fast nodes follow a packaged server on the same machine, over WebSocket: what they commit upstream, the
 * first synchronisation of many entities, and from a commit on one node to the subscriber on another.
 */
final class RemoteBenchmark {

    private static final int ENTITIES = 100_000;
    private static final int PER_TRANSACTION = 500;
    private static final int ROUNDS = 5;
    private static final int COMMITS = 3_000;
    private static final int WARM_UP = 2_000;
    private static final RecordModels MODELS = RecordModels.read(List.of(Genre.class));

    private RemoteBenchmark() {}

    public static void main(String[] args) throws Exception {
        Path directory = Files.createTempDirectory("ankurah-remote");
        ServerProcess server =
                ServerProcess.start(directory, "-Dankurah.storage=memory", "-Dankurah.sample-data=false");
        try {
            URI sync = URI.create(server.url().replaceFirst("http", "ws") + "/sync");
            latency(sync);
            fill(sync);
            first(sync);
        } finally {
            server.stop();
        }
        System.exit(0);
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofMinutes(2));
    }

    private static RemoteConnection connect(URI sync, Node node) throws InterruptedException {
        RemoteConnection connection = RemoteConnection.connect(sync, node);
        while (connection.state().get() != RemoteState.IN_TOUCH) {
            Thread.sleep(1);
        }
        return connection;
    }

    private static void latency(URI sync) throws InterruptedException {
        Node writer = Node.ephemeral(MODELS);
        Node reader = Node.ephemeral(MODELS);
        RemoteConnection ofWriter = connect(sync, writer);
        RemoteConnection ofReader = connect(sync, reader);
        BlockingQueue<Long> told = new ArrayBlockingQueue<>(16);
        reader.context(Identity.ANONYMOUS)
                .remote()
                .subscribe(Genre.class, "name = 'Wanted'")
                .subscribe()
                .with(changes -> told.add(System.nanoTime()));
        told.poll(1, TimeUnit.MINUTES);
        long[] nanos = new long[COMMITS];
        for (int i = -WARM_UP; i < COMMITS; i++) {
            long began = System.nanoTime();
            await(writer.context(Identity.ANONYMOUS).transact(t -> t.create(new Genre("Wanted"))));
            Long arrived = told.poll(1, TimeUnit.MINUTES);
            nanos[Math.max(i, 0)] = (arrived == null ? 0 : arrived) - began;
        }
        Arrays.sort(nanos);
        System.out.printf(
                "commit on one node to the subscriber on another one: p50 %.2f ms, p99 %.2f ms%n",
                nanos[COMMITS / 2] / 1e6, nanos[COMMITS * 99 / 100] / 1e6);
        ofWriter.close();
        ofReader.close();
    }

    private static void fill(URI sync) throws InterruptedException {
        Node node = Node.ephemeral(MODELS);
        for (int i = 0; i < ENTITIES / PER_TRANSACTION; i++) {
            await(node.context(Identity.ANONYMOUS).transactAll(t -> {
                for (int n = 0; n < PER_TRANSACTION; n++) {
                    t.create(new Genre("Many"));
                }
            }));
        }
        long began = System.nanoTime();
        RemoteConnection connection = connect(sync, node);
        while (await(node.pending()) > 0) {
            Thread.sleep(5);
        }
        System.out.printf(
                "%d entities that were created while away, in transactions of %d, until all are confirmed: %.2f s%n",
                ENTITIES, PER_TRANSACTION, (System.nanoTime() - began) / 1e9);
        connection.close();
    }

    private static void first(URI sync) throws InterruptedException {
        double[] seconds = new double[ROUNDS];
        for (int i = -1; i < ROUNDS; i++) {
            Node node = Node.ephemeral(MODELS);
            long began = System.nanoTime();
            RemoteConnection connection = connect(sync, node);
            int found = await(node.context(Identity.ANONYMOUS).remote().fetch(Genre.class, "name = 'Many'"))
                    .size();
            seconds[Math.max(i, 0)] = (System.nanoTime() - began) / 1e9;
            connection.close();
            if (found != ENTITIES) {
                throw new IllegalStateException("found " + found);
            }
        }
        Arrays.sort(seconds);
        System.out.printf(
                "the first %d entities: %.2f s (%.2f to %.2f)%n",
                ENTITIES, seconds[ROUNDS / 2], seconds[0], seconds[ROUNDS - 1]);
    }
}
