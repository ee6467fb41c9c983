package org.ankurah.merge.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.ankurah.value.Seeds;
import org.junit.jupiter.api.Test;

/** Histories that were recorded with Yjs, whole and damaged; see {@code web-client/scripts/yjs-fixtures.js}. */
class RecordedYjsTest {

    private static final String ROOT = "text";

    private record Recorded(String name, List<byte[]> updates, String text, byte[] vector, byte[] state) {}

    private final List<Recorded> recorded = read();

    @Test
    void updatesInAnyOrderGiveWhatYjsHas() {
        Seeds.each(
                "recorded updates in any order",
                50,
                random -> recorded.forEach(history -> {
                    List<byte[]> updates = new ArrayList<>(history.updates);
                    Collections.shuffle(updates, random);
                    updates.addAll(updates.subList(0, updates.size() / 2));
                    TextDocument document = new TextDocument();
                    updates.forEach(document::apply);
                    expect(document, history);
                }));
    }

    @Test
    void statesOfYjsAreReadAndWritten() {
        for (Recorded history : recorded) {
            TextDocument document = TextDocument.decode(history.state);
            expect(document, history);
            assertThat(document.encode()).as(history.name).hasSizeLessThanOrEqualTo(history.state.length);
            expect(TextDocument.decode(document.encode()), history);
        }
    }

    @Test
    void damagedUpdatesAreRefusedOrHarmless() {
        Seeds.each(
                "damaged updates",
                400,
                random -> recorded.forEach(history -> {
                    TextDocument document = TextDocument.decode(history.state);
                    byte[] before = document.encode();
                    byte[] damaged = damage(pick(history.updates, history.state, random), random);
                    boolean refused = false;
                    try {
                        Update.read(damaged);
                    } catch (MalformedTextException expected) {
                        refused = true;
                    }
                    if (refused) {
                        assertThatThrownBy(() -> document.apply(damaged)).isInstanceOf(MalformedTextException.class);
                        assertThat(document.encode()).as(history.name).isEqualTo(before);
                    } else {
                        document.apply(damaged);
                        history.updates.forEach(document::apply);
                        document.insert(1, ROOT, document.length(ROOT), "more");
                        TextDocument again = TextDocument.decode(document.encode());
                        assertThat(again.text(ROOT)).as(history.name).isEqualTo(document.text(ROOT));
                    }
                }));
    }

    @Test
    void damagedStateVectorsAreRefusedOrHarmless() {
        Seeds.each(
                "damaged state vectors",
                200,
                random -> recorded.forEach(history -> {
                    TextDocument document = TextDocument.decode(history.state);
                    byte[] damaged = damage(history.vector, random);
                    try {
                        Update.read(document.encodeSince(damaged));
                    } catch (MalformedTextException expected) {
                        assertThat(expected).hasMessageContaining("byte");
                    }
                }));
    }

    private static byte[] pick(List<byte[]> updates, byte[] state, Random random) {
        return random.nextBoolean() ? state : updates.get(random.nextInt(updates.size()));
    }

    private static byte[] damage(byte[] bytes, Random random) {
        byte[] damaged = bytes.clone();
        for (int i = random.nextInt(4); i >= 0 && damaged.length > 0; i--) {
            int at = random.nextInt(damaged.length);
            switch (random.nextInt(5)) {
                case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> damaged[at] = (byte) (random.nextBoolean() ? 0xFF : random.nextInt(256));
                case 2 -> damaged = Arrays.copyOf(damaged, at);
                case 3 -> damaged = spliced(damaged, at, random.nextInt(damaged.length - at + 1), new byte[0]);
                default -> {
                    byte[] large = new byte[random.nextInt(9)];
                    Arrays.fill(large, (byte) 0xFF);
                    damaged = spliced(damaged, at, random.nextInt(2), large);
                }
            }
        }
        return damaged;
    }

    private static byte[] spliced(byte[] bytes, int at, int removed, byte[] added) {
        byte[] result = new byte[bytes.length - removed + added.length];
        System.arraycopy(bytes, 0, result, 0, at);
        System.arraycopy(added, 0, result, at, added.length);
        System.arraycopy(bytes, at + removed, result, at + added.length, bytes.length - at - removed);
        return result;
    }

    private static void expect(TextDocument document, Recorded history) {
        assertThat(document.isPending()).as(history.name).isFalse();
        assertThat(document.text(ROOT)).as(history.name).isEqualTo(history.text);
        assertThat(document.stateVector()).as(history.name).isEqualTo(history.vector);
    }

    private static List<Recorded> read() {
        List<Recorded> all = new ArrayList<>();
        try (InputStream in = RecordedYjsTest.class.getResourceAsStream("yjs-fixtures.json")) {
            for (JsonNode one : new ObjectMapper().readTree(in)) {
                List<byte[]> updates = new ArrayList<>();
                one.get("updates").forEach(update -> updates.add(bytes(update)));
                all.add(new Recorded(
                        one.get("name").textValue(),
                        updates,
                        one.get("text").textValue(),
                        bytes(one.get("vector")),
                        bytes(one.get("state"))));
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return all;
    }

    private static byte[] bytes(JsonNode text) {
        return Base64.getDecoder().decode(text.textValue());
    }

    /** Made by hand: each of so many writers puts one character in at the beginning, without knowing of the others. */
    private static byte[] crowd(int writers) {
        UpdateWriter out = new UpdateWriter();
        out.writeNumber(writers);
        for (int writer = 1; writer <= writers; writer++) {
            out.writeNumber(1);
            out.writeNumber(writer);
            out.writeNumber(0);
            Item item = new Item(writer, 0, 1, Item.STRING);
            item.run = new Run("x");
            item.parentName = ROOT;
            Update.write(out, item, 0);
        }
        out.writeNumber(0);
        return out.toByteArray();
    }

    @Test
    void anUpdateThatTakesTooLongIsGivenUp() {
        byte[] crowd = crowd(2_000);
        TextDocument patient = new TextDocument();
        patient.apply(crowd, 10_000_000);
        assertThat(patient.length(ROOT)).isEqualTo(2_000);

        TextDocument document = new TextDocument();
        assertThatThrownBy(() -> document.apply(crowd, 10_000)).isInstanceOf(MalformedTextException.class);
        assertThat(document.isBroken()).isTrue();
    }

    @Test
    void whatWaitsIsBoundedAndWhatComesInTimeIsNot() {
        TextDocument source = new TextDocument();
        source.insert(1, ROOT, 0, "a");
        byte[] later = source.insert(1, ROOT, 1, "b".repeat(1 << 20));
        TextDocument other = new TextDocument();
        TextDocument document = new TextDocument();
        document.apply(later);
        for (int i = 0; i < 20; i++) {
            // Nothing of this waits, so it does not count.
            document.apply(other.insert(2, "other", 0, "c".repeat(1 << 20)));
        }
        assertThat(document.isPending()).isTrue();
        assertThatThrownBy(() -> {
                    for (int writer = 10; writer < 40; writer++) {
                        TextDocument next = new TextDocument();
                        next.insert(writer, ROOT, 0, "a");
                        document.apply(next.insert(writer, ROOT, 1, "d".repeat(1 << 20)));
                    }
                })
                .isInstanceOf(MalformedTextException.class)
                .hasMessageContaining("wait");
        assertThat(document.isBroken()).isFalse();
        assertThat(document.length("other")).isEqualTo(20 << 20);
    }
}
