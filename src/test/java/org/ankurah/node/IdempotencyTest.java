package org.ankurah.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.ankurah.merge.Change;
import org.ankurah.model.Counter;
import org.ankurah.model.Model;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.RecordModels;
import org.ankurah.model.Required;
import org.ankurah.model.Unique;
import org.ankurah.storage.MemoryEngine;
import org.ankurah.storage.StorageEngine;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A transaction that is sent again under its key is committed once and gets the first receipt each time. */
class IdempotencyTest {

    @Model
    record Song(@Required @Unique String name, @Counter long plays) {}

    private Instant time = Instant.parse("2024-01-01T00:00:00Z");

    private final StorageEngine engine = new MemoryEngine();
    private final Node node = await(Node.open(
            engine,
            RecordModels.read(List.of(Song.class)),
            NodeOptions.defaults().withClock(new TestClock()).withAnswerRetention(Duration.ofHours(1))));
    private final Context context = node.context(new Identity("ann"));
    private final ModelDescriptor song = node.models().get("song");

    private final class TestClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return time;
        }
    }

    @Test
    void sentAgainItGivesTheFirstReceipt() {
        Receipt first = send("k", t -> create(t, "a"));
        send("l", t -> t.update(song, id(first), Map.of("name", set("b")), null));

        Receipt again = send("k", t -> create(t, "a"));

        assertSame(again, first);
        assertThat(again.outcomes().get(0).entity().value("name")).isEqualTo(text("a"));
        assertThat(await(engine.position())).isEqualTo(2);
    }

    @Test
    void severalWritesOfOneEntityEachShowTheirState() {
        Ulid id = id(send("a", t -> create(t, "a")));
        Consumer<Transaction> writes = t -> {
            t.update(song, id, Map.of("plays", Change.increment(2)), null);
            t.update(song, id, Map.of("name", set("a")), null);
            create(t, "b");
            t.update(song, id, Map.of("name", set("c"), "plays", new Change.SetTo(new Value.Int(9))), null);
            t.delete(song, id, null);
            t.restore(song, id);
        };
        Receipt first = send("k", writes);
        assertThat(first.outcomes().get(1).events()).isEmpty();

        assertSame(send("k", writes), first);
    }

    @Test
    void whatDidNothingDoesNothingLaterEither() {
        Ulid id = id(send("a", t -> create(t, "a")));
        Receipt first = send("k", t -> t.update(song, id, Map.of("name", set("a")), null));
        send("b", t -> t.update(song, id, Map.of("name", set("b")), null));

        assertSame(send("k", t -> t.update(song, id, Map.of("name", set("a")), null)), first);

        assertThat(await(context.fetch(Song.class, "")).get(0).model().name()).isEqualTo("b");
    }

    @Test
    void manyAtOnceAreOne() {
        List<Uni<Receipt>> sent = IntStream.range(0, 50)
                .mapToObj(i -> begin("k", t -> create(t, "a")).commit())
                .toList();

        List<Receipt> receipts = await(Uni.join().all(sent).andFailFast());

        receipts.forEach(receipt -> assertSame(receipt, receipts.get(0)));
        assertThat(await(engine.position())).isEqualTo(1);
    }

    @Test
    void anotherChangeUnderTheSameKeyIsRefused() {
        Ulid id = id(send("k", t -> create(t, "a")));

        List<Consumer<Transaction>> others = List.of(
                t -> create(t, "b"),
                t -> {
                    create(t, "a");
                    create(t, "b");
                },
                t -> t.delete(song, id, null),
                t -> t.restore(song, id),
                t -> t.update(song, id, Map.of("name", set("a")), null));
        for (Consumer<Transaction> other : others) {
            assertThatThrownBy(() -> send("k", other)).isInstanceOfSatisfying(AnkurahException.class, failure -> {
                assertThat(failure.code()).isEqualTo(ErrorCode.BAD_QUERY);
                assertThat(failure.field()).isEqualTo("idempotencyKey");
            });
        }
        assertThat(await(engine.position())).isEqualTo(1);
    }

    @Test
    void whatWasRefusedIsDecidedAnew() {
        Ulid holder = id(send("a", t -> create(t, "a")));
        assertThatThrownBy(() -> send("k", t -> create(t, "a"))).hasMessageContaining("name");
        send("b", t -> t.update(song, holder, Map.of("name", set("b")), null));

        assertThat(send("k", t -> create(t, "a")).position()).isEqualTo(3);
    }

    @Test
    void keysOfOthersAreOthers() {
        send("k", t -> create(t, "a"));

        Transaction other = node.context(new Identity("bob")).begin().idempotent("k");
        create(other, "b");

        assertThat(await(other.commit()).position()).isEqualTo(2);
    }

    @Test
    void answersAreForgottenAfterTheirTime() {
        send("k", t -> create(t, "a"));
        time = time.plus(Duration.ofMinutes(59));
        assertThat(send("k", t -> create(t, "a")).position()).isEqualTo(1);
        time = time.plus(Duration.ofMinutes(11));
        send("l", t -> create(t, "b"));

        assertThatThrownBy(() -> send("k", t -> create(t, "a"))).hasMessageContaining("name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\u0000", "a\nb", "\ud800"})
    void keysThatAreNoneAreRefused(String key) {
        assertThatThrownBy(() -> context.begin().idempotent(key))
                .isInstanceOfSatisfying(
                        AnkurahException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.BAD_QUERY));
    }

    @Test
    void longestKeyIsTaken() {
        assertThat(send("\u00e4".repeat(Transaction.MAX_KEY_LENGTH), t -> create(t, "a"))
                        .position())
                .isEqualTo(1);
        assertThatThrownBy(() -> context.begin().idempotent("k".repeat(Transaction.MAX_KEY_LENGTH + 1)))
                .isInstanceOf(AnkurahException.class);
    }

    private Transaction begin(String key, Consumer<Transaction> writes) {
        Transaction transaction = context.begin().idempotent(key);
        writes.accept(transaction);
        return transaction;
    }

    private Receipt send(String key, Consumer<Transaction> writes) {
        return await(begin(key, writes).commit());
    }

    private void create(Transaction transaction, String name) {
        transaction.create(song, Map.of("name", text(name)));
    }

    private static void assertSame(Receipt again, Receipt first) {
        assertThat(again.transactionId()).isEqualTo(first.transactionId());
        assertThat(again.position()).isEqualTo(first.position());
        assertThat(again.outcomes()).hasSameSizeAs(first.outcomes());
        for (int i = 0; i < first.outcomes().size(); i++) {
            Receipt.Outcome left = again.outcomes().get(i);
            Receipt.Outcome right = first.outcomes().get(i);
            assertThat(left.events()).isEqualTo(right.events());
            assertThat(left.entity().encode()).isEqualTo(right.entity().encode());
        }
    }

    private static Ulid id(Receipt receipt) {
        return receipt.outcomes().get(0).entity().id();
    }

    private static Change set(String value) {
        return new Change.SetTo(text(value));
    }

    private static Value text(String value) {
        return new Value.Str(value);
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }
}
