package org.ankurah.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ankurah.event.Clock;
import org.ankurah.merge.Change;
import org.ankurah.merge.EntityState;
import org.ankurah.merge.Writer;
import org.ankurah.model.Counter;
import org.ankurah.model.Model;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.RecordModels;
import org.ankurah.model.Required;
import org.ankurah.storage.MemoryEngine;
import org.ankurah.storage.StorageEngine;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Edits of one entity by servers that have not heard of each other's: the head shows them until they are joined. */
class BranchTest {

    @Model
    record Song(@Required String name, String mood, @Counter long plays) {}

    private static final RecordModels MODELS = RecordModels.read(List.of(Song.class));

    private final StorageEngine engine = new MemoryEngine();
    private final Context context =
            await(Node.open(engine, MODELS, NodeOptions.defaults())).context(Identity.ANONYMOUS);
    private final ModelDescriptor song = MODELS.models().get("song");
    private final View<Song> view = await(context.transact(t -> t.create(new Song("a", "", 0))));

    /** A server whose clock is late, and which has heard of the log up to a position. */
    private EntityState editKnowing(long known, Map<String, Change> changes, @Nullable Clock ifHead) {
        Transaction transaction = context.begin();
        transaction.update(song, view.id(), changes, ifHead);
        EventMinter late = new EventMinter(() -> 1_000, Writer.DEFAULT_MAX_TEXT, new Random(1));
        CommitAttempt attempt = new CommitAttempt(
                List.of(transaction),
                (base, at) -> new TransactionDecider(MODELS, late, ModelCheck.NONE, new LatestTexts(), base, at),
                () -> Instant.EPOCH,
                known);
        CommitAttempt.Result result = await(engine.commit(attempt));
        TransactionDecider.Verdict verdict = result.verdicts().get(0);
        return ((TransactionDecider.Verdict.Accepted) verdict)
                .receipt()
                .outcomes()
                .get(0)
                .entity();
    }

    @Test
    void headShowsBothBranchesUntilTheNextWriteJoinsThem() {
        Ulid first = editKnowing(1, Map.of("name", set("b")), null).head().greatest();
        EntityState both = editKnowing(1, Map.of("mood", set("sad"), "plays", Change.increment(2)), null);
        Ulid second = both.head().greatest();

        assertThat(both.head()).isEqualTo(Clock.of(first, second));
        assertThat(values(both)).containsEntry("name", "b").containsEntry("mood", "sad");

        EntityState joined = editKnowing(3, Map.of("plays", Change.increment(3)), null);

        assertThat(joined.head().ids()).hasSize(1);
        assertThat(joined.value("plays")).isEqualTo(new Value.Int(5));
        assertThat(values(joined)).containsEntry("name", "b").containsEntry("mood", "sad");
        assertThat(replayed()).isEqualTo(joined.encode());
    }

    @Test
    void whatIsCommittedLaterWinsWhateverTheClocksSay() {
        editKnowing(1, Map.of("name", set("b")), null);

        EntityState after = editKnowing(1, Map.of("name", set("c")), null);

        assertThat(after.head().ids()).hasSize(2);
        assertThat(after.value("name")).isEqualTo(new Value.Str("c"));
        assertThat(replayed()).isEqualTo(after.encode());
    }

    @Test
    void whoNamesTheHeadHasSeenIt() {
        Clock head = editKnowing(1, Map.of("name", set("b")), null).head();

        EntityState after = editKnowing(1, Map.of("name", set("c")), head);

        assertThat(after.head().ids()).hasSize(1);
    }

    @Test
    void whatAnotherServerHasJustMadeCanBeEdited() {
        EntityState after = editKnowing(0, Map.of("name", set("b")), null);

        assertThat(after.head().ids()).hasSize(1);
        assertThat(after.value("name")).isEqualTo(new Value.Str("b"));
    }

    @Test
    void timeInTheLogNeverGoesBack() {
        Instant created = view.updatedAt();

        assertThat(editKnowing(1, Map.of("name", set("b")), null).updatedAt()).isEqualTo(created);
    }

    private byte[] replayed() {
        EntityState state = EntityState.empty(song, view.id());
        for (var event : await(engine.log(0, 100))) {
            state = state.apply(event, org.ankurah.merge.AppliedEvents.IN_ORDER);
        }
        return state.encode();
    }

    private Map<String, String> values(EntityState state) {
        Map<String, String> values = new HashMap<>();
        for (String name : List.of("name", "mood")) {
            values.put(name, ((Value.Str) state.value(name)).value());
        }
        return values;
    }

    private static Change set(String value) {
        return new Change.SetTo(new Value.Str(value));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }
}
