package org.ankurah.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.ankurah.event.CommittedEvent;
import org.ankurah.merge.AppliedEvents;
import org.ankurah.merge.EntityState;
import org.ankurah.model.Model;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.RecordModels;
import org.ankurah.model.Required;
import org.ankurah.model.Text;
import org.ankurah.storage.MemoryEngine;
import org.ankurah.storage.StorageEngine;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Seeds;
import org.ankurah.value.Ulid;
import org.junit.jupiter.api.Test;

/** What a node wrote last is taken for what is stored only if it is. */
class LatestTextsTest {

    @Model
    record Note(@Required String title, @Text String body) {}

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final RecordModels MODELS = RecordModels.read(List.of(Note.class));
    private static final ModelDescriptor NOTE = MODELS.models().get("note");

    private final StorageEngine engine = new MemoryEngine();
    private final List<Node> nodes = List.of(open(), open(), open());
    private final View<Note> note = nodes.get(0)
            .context(Identity.ANONYMOUS)
            .transact(t -> t.create(new Note("a", "begin")))
            .await()
            .atMost(PATIENCE);

    private Node open() {
        return Node.open(engine, MODELS, NodeOptions.defaults()).await().atMost(PATIENCE);
    }

    private void insert(int node, String text) {
        nodes.get(node)
                .context(Identity.ANONYMOUS)
                .transact(t -> t.edit(note).text(Note::body).insert(0, text))
                .await()
                .atMost(PATIENCE);
    }

    private EntityState stored() {
        return Objects.requireNonNull(
                engine.load("note", Set.of(note.id())).await().atMost(PATIENCE).get(note.id()));
    }

    /** As from the database: nothing is at hand but the bytes. */
    private EntityState read() {
        return EntityState.decode(NOTE, note.id(), stored().encode());
    }

    @Test
    void theSameStateIsFound() {
        LatestTexts latest = new LatestTexts();
        EntityState written = stored();
        latest.add(List.of(written));

        assertThat(latest.same(read())).isSameAs(written);
    }

    @Test
    void anEarlierOrALaterOneIsNotTheSame() {
        LatestTexts latest = new LatestTexts();
        EntityState earlier = read();
        insert(0, "x");
        latest.add(List.of(stored()));
        assertThat(latest.same(earlier)).isSameAs(earlier);

        insert(1, "y");
        EntityState later = read();
        assertThat(latest.same(later)).isSameAs(later);
        assertThat(latest.same(null)).isNull();
    }

    @Test
    void nodesThatWriteInTurnLoseNothing() {
        Seeds.each("latest texts", 20, random -> {
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String text = "<" + random.nextInt(1_000_000) + ">";
                int node = random.nextInt(nodes.size());
                if (random.nextInt(4) == 0) {
                    refused(node);
                }
                insert(node, text);
                expected.add(text);
            }

            assertThat(expected)
                    .allSatisfy(text ->
                            assertThat(stored().value("body").toString()).contains(text));
            assertThat(stored().encode()).isEqualTo(replayed().encode());
        });
    }

    /** The edit is made, and then the transaction comes to nothing. */
    private void refused(int node) {
        Ulid nobody = new Ulid(1, 1);
        assertThat(nodes.get(node)
                        .context(Identity.ANONYMOUS)
                        .transactAll(t -> {
                            t.edit(note).text(Note::body).insert(0, "lost");
                            t.delete(NOTE, nobody, null);
                        })
                        .onFailure(AnkurahException.class)
                        .recoverWithNull()
                        .await()
                        .atMost(PATIENCE))
                .isNull();
    }

    private EntityState replayed() {
        Map<Ulid, List<CommittedEvent>> histories =
                engine.history(Set.of(note.id()), 0, Integer.MAX_VALUE).await().atMost(PATIENCE);
        EntityState state = EntityState.empty(NOTE, note.id());
        for (CommittedEvent event : Objects.requireNonNull(histories.get(note.id()))) {
            state = state.apply(event, AppliedEvents.IN_ORDER);
        }
        return state;
    }
}
