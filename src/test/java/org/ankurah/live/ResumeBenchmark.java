package org.ankurah.live;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.ankurah.demo.Album;
import org.ankurah.demo.Artist;
import org.ankurah.merge.EntityState;
import org.ankurah.model.RecordModels;
import org.ankurah.model.Ref;
import org.ankurah.node.Context;
import org.ankurah.node.Identity;
import org.ankurah.node.LiveRequest;
import org.ankurah.node.LiveRequest.Resume;
import org.ankurah.node.Node;
import org.ankurah.node.NodeOptions;
import org.ankurah.node.View;
import org.ankurah.query.Parameters;
import org.ankurah.query.Selection;
import org.ankurah.query.SelectionParser;
import org.ankurah.reactor.ChangeSet;
import org.ankurah.reactor.Interest;
import org.ankurah.storage.StorageEngine;
import org.ankurah.storage.postgres.PostgresEngine;
import org.ankurah.storage.postgres.TestPostgres;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Measures how long a subscriber that missed 1,000 transactions waits for the difference: at a node that remembers
 * them, and at one that was started since and reads them from the log. For comparison, the whole result anew. Brings
 * its own PostgreSQL. Prints medians.
 */
final class ResumeBenchmark {

    private static final int ALBUMS = 5_000;
    private static final int MISSED = 1_000;
    private static final int WARM_UP = 20;
    private static final int TIMES = 21;

    private ResumeBenchmark() {}

    public static void main(String[] arguments) {
        String database = "resume_benchmark";
        TestPostgres.get().createDurableDatabase(database);
        Mutiny.SessionFactory factory = TestPostgres.get().sessionFactory(database);
        Supplier<Node> open =
                () -> open(new PostgresEngine(factory, TestPostgres.get().vertx()));
        Node running = open.get();
        Context context = running.context(new Identity("benchmark"));
        List<View<Album>> albums = fill(context);
        long left = context.position().await().indefinitely();
        miss(context, albums);
        for (String query :
                List.of("", "ORDER BY year DESC LIMIT 100", "artist.name LIKE 'Artist 1%' ORDER BY title")) {
            Selection selection =
                    SelectionParser.parse(running.models(), running.models().get("album"), query, Parameters.NONE);
            System.out.println(query.isEmpty() ? "all " + ALBUMS + " albums" : query);
            print("resumed from memory", () -> running, selection, new Resume(left, selection));
            print("resumed from the log", open, selection, new Resume(left, selection));
            print("whole result", () -> running, selection, null);
        }
        factory.close();
        System.exit(0);
    }

    private static Node open(StorageEngine engine) {
        return Node.open(engine, RecordModels.read(List.of(Album.class, Artist.class)), NodeOptions.defaults())
                .await()
                .indefinitely();
    }

    private static List<View<Album>> fill(Context context) {
        Random random = new Random(1);
        List<View<Album>> albums = new ArrayList<>();
        List<Ref<Artist>> artists = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String name = "Artist " + i;
            artists.add(await(context.transact(t -> t.create(new Artist(name)))).ref());
        }
        for (int i = 0; i < ALBUMS; i++) {
            Ref<Artist> artist = artists.get(random.nextInt(artists.size()));
            String title = "Album " + i;
            int year = 1950 + random.nextInt(75);
            albums.add(await(context.transact(
                    t -> t.create(new Album(title, artist, year, null, List.of(), "", null, null, 0)))));
        }
        return albums;
    }

    /** One transaction after the other, each of one change. */
    private static void miss(Context context, List<View<Album>> albums) {
        Random random = new Random(2);
        for (int i = 0; i < MISSED; i++) {
            View<Album> album = albums.get(random.nextInt(albums.size()));
            int year = 1950 + random.nextInt(75);
            await(context.transact(t -> t.edit(album).set(Album::year, year)));
        }
    }

    private static void print(String what, Supplier<Node> node, Selection selection, @Nullable Resume resume) {
        double[] millis = new double[TIMES];
        int changes = 0;
        for (int i = -WARM_UP; i < TIMES; i++) {
            Context context = node.get().context(new Identity("benchmark"));
            LiveRequest request = new LiveRequest(selection, Interest.ALL, resume);
            long start = System.nanoTime();
            ChangeSet<EntityState> first = await(context.subscribe(request).toUni());
            millis[Math.max(i, 0)] = (System.nanoTime() - start) / 1e6;
            changes = first.changes().size();
        }
        Arrays.sort(millis);
        System.out.printf(
                "  %-22s median %6.1f ms, slowest %6.1f ms (%,d changes)%n",
                what, millis[TIMES / 2], millis[TIMES - 1], changes);
    }

    private static <T> T await(Uni<T> work) {
        return work.await().indefinitely();
    }
}
