package org.ankurah;

import static org.ankurah.model.Right.READ;
import static org.ankurah.model.Right.UPDATE;

import java.net.URI;
import java.util.List;
import org.ankurah.model.Access;
import org.ankurah.model.Counter;
import org.ankurah.model.Model;
import org.ankurah.model.RecordModels;
import org.ankurah.model.Ref;
import org.ankurah.model.Required;
import org.ankurah.node.Context;
import org.ankurah.node.Identity;
import org.ankurah.node.LiveQuery;
import org.ankurah.node.LocalConnection;
import org.ankurah.node.Node;
import org.ankurah.node.View;
import org.ankurah.remote.RemoteConnection;
import org.ankurah.remote.RemoteOptions;
import org.ankurah.signal.Signal;
import org.ankurah.signal.Subscription;
import org.ankurah.storage.MemoryEngine;
import org.jspecify.annotations.Nullable;

/** The README's Java, so that it compiles and runs. {@link ReadmeTest} compares the two. */
final class ReadmeSnippets {

    private ReadmeSnippets() {}

    @Model
    public record Artist(@Required String name) {}

    /** An album as the store sells it. */
    @Model
    public record Album(
            @Required String title,
            @Nullable Integer year,
            @Nullable Ref<Artist> artist,
            @Counter long plays) {}

    @Model
    record Employee(String email) {}

    @Model
    @Access(
            role = "sales",
            allow = {READ, UPDATE},
            where = "supportRep.email = $jwt.email")
    record Customer(
            String name,
            @Access(role = "sales", hide = true) String fax,
            Ref<Employee> supportRep) {}

    static List<View<Album>> fromJava(Node node) {
        Context context = node.context(new Identity("ann"));

        View<Album> album = context.transact(t -> t.create(new Album("Dummy", 1994, null, 0)))
                .await()
                .indefinitely();

        context.transact(t -> t.edit(album).set(Album::year, 1995).increment(Album::plays, 1))
                .await()
                .indefinitely();

        List<View<Album>> found = context.fetch(Album.class, "year > ? ORDER BY year LIMIT 10", 1985)
                .await()
                .indefinitely();

        context.subscribe(Album.class, "year > ?", 1985).subscribe().with(changes -> System.out.println(changes));
        return found;
    }

    static Node following(Identity me) {
        RecordModels models = RecordModels.read(List.of(Artist.class, Album.class));
        Node server = Node.durable(new MemoryEngine(), models);
        Node client = Node.ephemeral(models);
        LocalConnection.connect(server, client);

        client.context(me)
                .subscribe(Album.class, "title = 'Origin of Symmetry'")
                .subscribe()
                .with(changes -> System.out.println(changes));
        server.context(me)
                .transact(t -> t.create(new Album("Origin of Symmetry", 2001, null, 0)))
                .await()
                .indefinitely();
        return client;
    }

    static RemoteConnection remote(String token) {
        Node client = Node.ephemeral(RecordModels.read(List.of(Artist.class, Album.class)));
        RemoteConnection connection = RemoteConnection.connect(
                URI.create("wss://example.org/sync"), client, RemoteOptions.DEFAULT.withToken(token));
        connection.state().subscribe(state -> System.out.println(state));
        return connection;
    }

    static String signals(Context context, View<Album> album) {
        LiveQuery<Album> live = context.liveQuery(Album.class, "year > ? ORDER BY year", 1985)
                .await()
                .indefinitely();

        Signal<Long> plays = live.items()
                .map(albums ->
                        albums.stream().mapToLong(each -> each.model().plays()).sum());
        Signal<String> line = Signal.combine(
                live.value(album.id(), Album::title),
                plays,
                (title, sum) -> title.orElse("gone") + ", " + sum + " plays of all");

        Subscription subscription = line.subscribe(text -> System.out.println(text));
        subscription.close();
        live.close();
        return line.get();
    }
}
