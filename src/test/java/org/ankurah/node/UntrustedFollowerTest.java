package org.ankurah.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.ankurah.event.Event;
import org.ankurah.model.Model;
import org.ankurah.model.RecordModels;
import org.ankurah.node.sync.Message;
import org.ankurah.node.sync.Outcome;
import org.ankurah.query.Parameters;
import org.ankurah.query.Predicate;
import org.ankurah.query.SelectionParser;
import org.ankurah.storage.MemoryEngine;
import org.ankurah.value.ErrorCode;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Followers that may do what a policy lets them, and no more. */
class UntrustedFollowerTest {

    @Model
    record Memo(String text, boolean open, @Nullable String secret) {}

    private static final RecordModels MODELS = RecordModels.read(List.of(Memo.class));
    private static final Identity ANN = new Identity("ann");

    private final Node server = Node.durable(new MemoryEngine(), MODELS);
    private final Node follower = Node.ephemeral(MODELS);
    private final List<Outcome> outcomes = new CopyOnWriteArrayList<>();

    private Access access = seeing("open = true");

    /** Sees some memos without their secrets, may create any, and change those that are seen but not their secrets. */
    private static Access seeing(String rule) {
        Predicate seen = SelectionParser.parse(MODELS.models(), MODELS.models().get("memo"), rule, Parameters.NONE)
                .predicate();
        Map<String, Predicate> secret = Map.of("secret", Rights.NEVER);
        return new Access(
                Map.of("memo", new Rights(seen, seen, Predicate.TRUE, seen, Rights.NEVER, seen, secret, secret)),
                Rights.NONE);
    }

    /** Lets in whoever comes as Ann. */
    private final class Door implements UpstreamPeer.Door {

        @Override
        public Uni<Context> admit(Message.Hello hello) {
            return Uni.createFrom().item(() -> server.context(ANN, access));
        }

        @Override
        public boolean isTrusted() {
            return false;
        }

        @Override
        public int messageBytes() {
            return 0;
        }

        @Override
        public void subscribed() {}

        @Override
        public void unsubscribed() {}
    }

    private SimEnds connect() {
        SimEnds[] ends = new SimEnds[1];
        ends[0] = new SimEnds(
                follower,
                new Direct(message -> ends[0].atUpstream(message)),
                server,
                new Direct(message -> ends[0].atFollower(message)),
                new Door());
        ends[0].connect();
        return ends[0];
    }

    private record Direct(Consumer<Message> other) implements SimEnds.Mouth {

        @Override
        public void say(Message message) {
            other.accept(message);
        }

        @Override
        public void close() {}
    }

    private static <T> T done(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(5));
    }

    private View<Memo> write(String text, boolean open) {
        return done(server.unrestricted(ANN).transact(t -> t.create(new Memo(text, open, "secret of " + text))));
    }

    private List<String> texts() {
        return done(follower.context(ANN).remote().fetch(Memo.class, "")).stream()
                .map(view -> Objects.requireNonNull(view.model()).text())
                .toList();
    }

    @Test
    void whatIsHiddenDoesNotComeAndWhatBecomesHiddenGoes() {
        View<Memo> first = write("first", true);
        write("hidden", false);
        connect();
        assertThat(texts()).containsExactly("first");
        assertThat(secret(first.id())).isNull();

        done(server.unrestricted(ANN).transact(t -> t.edit(first).set(Memo::open, false)));
        await().untilAsserted(() -> assertThat(texts()).isEmpty());
        assertThat(done(follower.context(ANN).get(Memo.class, first.id()))).isEqualTo(Optional.empty());
    }

    private @Nullable String secret(Ulid id) {
        return Objects.requireNonNull(done(follower.context(ANN).get(Memo.class, id))
                        .orElseThrow()
                        .model())
                .secret();
    }

    @Test
    void whoeverComesBackWithOtherRightsIsToldAllAnew() {
        View<Memo> open = write("open", true);
        View<Memo> closed = write("closed", false);
        access = Access.EVERYTHING;
        SimEnds before = connect();
        assertThat(texts()).containsExactlyInAnyOrder("open", "closed");
        assertThat(secret(open.id())).isEqualTo("secret of open");
        before.goneForUpstream();
        before.goneForFollower();

        access = seeing("open = true");
        SimEnds between = connect();
        await().untilAsserted(() -> assertThat(texts()).containsExactly("open"));
        assertThat(secret(open.id())).isNull();
        assertThat(done(follower.context(ANN).get(Memo.class, closed.id()))).isEmpty();
        between.goneForUpstream();
        between.goneForFollower();

        access = Access.EVERYTHING;
        connect();
        await().untilAsserted(() -> assertThat(texts()).containsExactlyInAnyOrder("open", "closed"));
        await().untilAsserted(() -> assertThat(secret(open.id())).isEqualTo("secret of open"));
    }

    @Test
    void whatMayNotBeDoneIsRefusedAndTakenBack() {
        View<Memo> open = write("open", true);
        follower.outcomes().subscribe().with(outcomes::add);
        connect();
        assertThat(texts()).containsExactly("open");
        View<Memo> seen = done(follower.context(ANN).get(Memo.class, open.id())).orElseThrow();

        done(follower.context(ANN).transact(t -> t.edit(seen).set(Memo::secret, "guessed")));
        done(follower.context(ANN).transact(t -> t.delete(seen)));
        done(follower.context(ANN).transact(t -> t.edit(seen).set(Memo::text, "changed")));
        await().until(() -> outcomes.size() == 3);

        assertThat(outcomes.subList(0, 2))
                .allSatisfy(outcome ->
                        assertThat(((Outcome.Refused) outcome).reason().code()).isEqualTo(ErrorCode.FORBIDDEN));
        Memo now = Objects.requireNonNull(done(server.unrestricted(ANN).get(Memo.class, open.id()))
                .orElseThrow()
                .model());
        assertThat(now.secret()).isEqualTo("secret of open");
    }

    @Test
    void nobodyWritesInTheNameOfOthers() {
        follower.outcomes().subscribe().with(outcomes::add);
        done(follower.context(new Identity("ben")).transact(t -> t.create(new Memo("by ben", true, null))));
        done(follower.context(ANN).transact(t -> t.create(new Memo("by ann", true, null))));
        connect();
        await().until(() -> outcomes.size() == 2);
        assertThat(((Outcome.Refused) outcomes.get(0)).reason()).hasMessageContaining("somebody else");
        assertThat(outcomes.get(1)).isInstanceOf(Outcome.Confirmed.class);
        List<Event> events = done(server.storage().log(0, 10)).stream()
                .map(committed -> committed.event())
                .toList();
        assertThat(events).hasSize(1).allMatch(event -> "ann".equals(event.actor()));
    }
}
