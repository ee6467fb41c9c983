package org.ankurah.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.ankurah.demo.Artist;
import org.ankurah.demo.Customer;
import org.ankurah.demo.Employee;
import org.ankurah.demo.Genre;
import org.ankurah.model.Model;
import org.ankurah.model.RecordModels;
import org.ankurah.model.Required;
import org.ankurah.node.ApiKeys;
import org.ankurah.node.Identity;
import org.ankurah.node.Node;
import org.ankurah.node.View;
import org.ankurah.node.sync.Message;
import org.ankurah.node.sync.MessageCodec;
import org.ankurah.node.sync.Outcome;
import org.ankurah.signal.Signal;
import org.ankurah.value.ErrorCode;
import org.ankurah.value.Json;
import org.ankurah.value.Seeds;
import org.ankurah.value.Ulid;
import org.junit.jupiter.api.Test;

/** Ephemeral nodes on a running server, over real sockets. */
@QuarkusTest
class RemoteConnectionTest {

    private static final RecordModels MODELS = RecordModels.read(List.of(Genre.class, Customer.class, Employee.class));
    private static final RemoteOptions QUICK =
            RemoteOptions.DEFAULT.withPauses(Duration.ofMillis(10), Duration.ofMillis(50));

    @TestHTTPResource("/sync")
    URI http;

    @Inject
    Node server;

    private final Node client = Node.ephemeral(MODELS);

    private URI sync() {
        return URI.create(http.toString().replaceFirst("http", "ws"));
    }

    private static <T> T done(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(10));
    }

    /** The names that a live query of a node has. */
    private static Signal<List<String>> follow(Node node, String query) {
        return done(node.context(Identity.ANONYMOUS).liveQuery(Genre.class, query))
                .items()
                .map(genres -> genres.stream()
                        .map(genre -> Objects.requireNonNull(genre.model()).name())
                        .toList());
    }

    private static void holds(Signal<List<String>> held, String... names) {
        await().atMost(10, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(held.get()).containsExactlyInAnyOrder(names));
    }

    private static View<Genre> create(Node node, String name) {
        return done(node.unrestricted(Identity.ANONYMOUS).transact(t -> t.create(new Genre(name))));
    }

    @Test
    void whatIsWrittenOnEitherSideIsSeenOnBoth() {
        try (RemoteConnection connection = RemoteConnection.connect(sync(), client, QUICK)) {
            Signal<List<String>> here = follow(client, "name LIKE 'Both%'");
            Signal<List<String>> there = follow(server, "name LIKE 'Both%'");
            done(client.context(Identity.ANONYMOUS).transact(t -> t.create(new Genre("Both ours"))));
            create(server, "Both theirs");

            holds(here, "Both ours", "Both theirs");
            holds(there, "Both ours", "Both theirs");
            await().until(() -> connection.state().get() == RemoteState.IN_TOUCH);
            await().untilAsserted(() -> assertThat(done(client.pending())).isZero());
            assertThat(connection.problem()).isNull();
        }
    }

    @Test
    void whatWasDoneWhileAwayComesBothWays() {
        Signal<List<String>> here = follow(client, "name LIKE 'Away%'");
        RemoteConnection first = RemoteConnection.connect(sync(), client, QUICK);
        create(server, "Away 1");
        holds(here, "Away 1");
        first.close();
        await().until(() -> first.state().get() == RemoteState.ENDED);

        create(server, "Away 2");
        done(client.context(Identity.ANONYMOUS).transact(t -> t.create(new Genre("Away 3"))));
        holds(here, "Away 1", "Away 3");

        try (RemoteConnection second = RemoteConnection.connect(sync(), client, QUICK)) {
            holds(here, "Away 1", "Away 2", "Away 3");
            holds(follow(server, "name LIKE 'Away%'"), "Away 1", "Away 2", "Away 3");
            await().until(() -> second.state().get() == RemoteState.IN_TOUCH);
        }
    }

    @Test
    void aRefusedChangeIsTakenBackWithItsReason() {
        done(server.unrestricted(Identity.ANONYMOUS).transact(t -> t.create(customer("first"))));
        List<Outcome> outcomes = new CopyOnWriteArrayList<>();
        client.outcomes().subscribe().with(outcomes::add);
        done(client.context(Identity.ANONYMOUS).transact(t -> t.create(customer("second"))));
        try (RemoteConnection connection = RemoteConnection.connect(sync(), client, QUICK)) {
            await().until(() -> !outcomes.isEmpty());
            assertThat(outcomes.get(0)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                assertThat(refused.reason().code()).isEqualTo(ErrorCode.CONFLICT);
                assertThat(refused.reason().field()).isEqualTo("email");
            });
            assertThat(done(client.context(Identity.ANONYMOUS).fetch(Customer.class, "lastName = 'second'")))
                    .isEmpty();
            assertThat(connection.problem()).isNull();
        }
    }

    private static Customer customer(String name) {
        return new Customer("Ann", name, null, null, null, null, null, null, null, null, "ann@example.org", null);
    }

    @Test
    void aTransactionThatIsTooLargeIsRefusedAndTheRestGoesOn() {
        List<Outcome> outcomes = new CopyOnWriteArrayList<>();
        client.outcomes().subscribe().with(outcomes::add);
        done(client.context(Identity.ANONYMOUS).transactAll(t -> {
            for (int i = 0; i < 9_000; i++) {
                t.create(new Genre("Too large " + i + "x".repeat(1_200)));
            }
        }));
        done(client.context(Identity.ANONYMOUS).transact(t -> t.create(new Genre("Small enough"))));
        try (RemoteConnection connection = RemoteConnection.connect(sync(), client, QUICK)) {
            await().until(() -> outcomes.size() == 2);
            assertThat(outcomes.get(0))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.reason().code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED));
            assertThat(outcomes.get(1)).isInstanceOf(Outcome.Confirmed.class);
            assertThat(connection.problem()).isNull();
        }
    }

    @Test
    void aWrongTokenEndsItAndAnotherOneIsTried() {
        RemoteConnection refused =
                RemoteConnection.connect(sync(), client, QUICK.withToken("ankurah_" + "x".repeat(43)));
        await().until(() -> refused.state().get() == RemoteState.ENDED);
        assertThat(Objects.requireNonNull(refused.problem()).code()).isEqualTo(ErrorCode.UNAUTHENTICATED);

        ApiKeys.Made good = done(server.apiKeys().create("remote", Set.of(), new Json.Obj(Map.of()), null));
        List<String> tokens = new ArrayList<>(List.of("ankurah_" + "y".repeat(43), good.secret()));
        try (RemoteConnection connection = RemoteConnection.connect(
                sync(),
                client,
                QUICK.withTokens(() -> Uni.createFrom().item(tokens.size() > 1 ? tokens.remove(0) : tokens.get(0))))) {
            await().until(() -> connection.state().get() == RemoteState.IN_TOUCH);
            done(server.apiKeys().revoke(good.key().id()));
            await().until(() -> connection.state().get() == RemoteState.ENDED);
            assertThat(Objects.requireNonNull(connection.problem()).code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
        }
    }

    @Test
    void otherModelsAreRefusedWithTheirNames() {
        Node other = Node.ephemeral(RecordModels.read(List.of(OtherGenre.Genre.class, Artist.class)));
        RemoteConnection connection = RemoteConnection.connect(sync(), other, QUICK);
        await().until(() -> connection.state().get() == RemoteState.ENDED);
        assertThat(connection.problem()).hasMessageContaining("genre").hasMessageNotContaining("artist");
    }

    @Test
    void onlyEphemeralNodesConnectAndOnlyToWebSockets() {
        assertThatThrownBy(() -> RemoteConnection.connect(sync(), server)).hasMessageContaining("ephemeral");
        assertThatThrownBy(() -> RemoteConnection.connect(http, client)).hasMessageContaining("wss://");
    }

    @Test
    void whateverIsSentTheServerEndsItWithAReason() throws Exception {
        byte[] hello = MessageCodec.encodeAll(List.of(new Message.Hello(1, new Ulid(1, 1), null, Map.of(), null)));
        byte[] early = MessageCodec.encodeAll(List.of(new Message.Unsubscribe(1)));
        byte[] old = MessageCodec.encodeAll(List.of(new Message.Hello(7, new Ulid(1, 1), null, Map.of(), null)));
        assertThat(answerTo(hello)).isInstanceOf(Message.Welcome.class);
        assertThat(goodbye(answerTo(early))).contains("Hello");
        assertThat(goodbye(answerTo(old))).contains("version 7");
        assertThat(goodbye(answerTo(new byte[] {5, 1, 2}))).contains("no message of the protocol");
        Seeds.each("hostile bytes on a socket", 20, random -> {
            byte[] damaged = hello.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            answerToAnything(damaged, random);
        });
        assertThat(answerTo(hello)).isInstanceOf(Message.Welcome.class);
    }

    /** The server answers, or waits for more: it never fails. */
    private void answerToAnything(byte[] piece, Random random) {
        Message answer = answer(piece, Duration.ofMillis(300));
        if (answer instanceof Message.Goodbye goodbye) {
            assertThat(goodbye.code()).as("a seed was printed, %s", random).isNotEqualTo(ErrorCode.INTERNAL);
        }
    }

    private static String goodbye(Message answer) {
        return ((Message.Goodbye) answer).reason();
    }

    private Message answerTo(byte[] piece) {
        return Objects.requireNonNull(answer(piece, Duration.ofSeconds(5)));
    }

    private Message answer(byte[] piece, Duration patience) {
        Vertx vertx = Vertx.vertx();
        try {
            CompletableFuture<Message> answer = new CompletableFuture<>();
            WebSocket socket = vertx.createWebSocketClient()
                    .connect(http.getPort(), http.getHost(), http.getPath())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            socket.binaryMessageHandler(bytes ->
                    answer.complete(MessageCodec.decodeAnswers(bytes.getBytes()).get(0)));
            socket.writeBinaryMessage(Buffer.buffer(piece));
            return answer.completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    /** A model of a name that the server has as well, though it holds something else. */
    private static final class OtherGenre {
        @Model
        record Genre(@Required int number) {}
    }
}
