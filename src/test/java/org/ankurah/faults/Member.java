package org.ankurah.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ankurah.model.RecordModels;
import org.ankurah.node.Context;
import org.ankurah.node.Identity;
import org.ankurah.node.Mutable;
import org.ankurah.node.Node;
import org.ankurah.node.NodeOptions;
import org.ankurah.node.Transaction;
import org.ankurah.node.View;
import org.ankurah.storage.postgres.PostgresEngine;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.ankurah.value.Ulid;
import org.awaitility.Awaitility;
import org.hibernate.reactive.mutiny.Mutiny;

/** One of the nodes that share a database, with a live query of all songs that somebody follows. */
final class Member implements AutoCloseable {

    static final RecordModels MODELS = RecordModels.read(List.of(Song.class));

    /** How long anything may take on a busy machine. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Mutiny.SessionFactory factory;
    private final PostgresEngine engine;
    private final Node node;
    private final Context context;
    private final SongFold live;

    /**
     * Opens a node.
     *
     * @param factory is closed with the member
     * @param clock may be wrong
     */
    Member(Mutiny.SessionFactory factory, Vertx vertx, Clock clock) {
        this.factory = factory;
        engine = new PostgresEngine(factory, vertx);
        node = await(Node.open(engine, MODELS, NodeOptions.defaults().withClock(clock)));
        context = node.context(Identity.ANONYMOUS);
        live = new SongFold(context);
    }

    static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    Context context() {
        return context;
    }

    PostgresEngine engine() {
        return engine;
    }

    /** Commits at the first try. */
    View<Song> commit(Function<Transaction, Mutable<Song>> work) {
        return await(context.transact(work));
    }

    /** Commits as soon as the database can be reached again. */
    View<Song> commitSoon(Function<Transaction, Mutable<Song>> work) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> {
                            try {
                                return commit(work);
                            } catch (AnkurahException failure) {
                                assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                                return null;
                            }
                        },
                        view -> view != null);
    }

    /** The live query comes to hold what a query gives, without anybody writing. */
    void checkLive() {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(live.songs()).isEqualTo(stored()));
    }

    private TreeMap<Ulid, Song> stored() {
        return await(context.fetch(Song.class, "")).stream()
                .collect(Collectors.toMap(View::id, View::model, (a, b) -> a, TreeMap::new));
    }

    @Override
    public void close() {
        live.close();
        node.close();
        factory.close();
    }
}
