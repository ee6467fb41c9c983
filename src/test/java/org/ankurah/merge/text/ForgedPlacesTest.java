package org.ankurah.merge.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.ankurah.value.Seeds;
import org.junit.jupiter.api.Test;

/** Updates that no editor makes: their items stand beside whatever somebody put in by hand. */
class ForgedPlacesTest {

    private static final String ROOT = "text";
    private static final long MANY = 1_000_000;
    private static final int WRITER = 50;
    private static final String FIRST = "abcdefgh";

    private final TextDocument document = new TextDocument();
    private final byte[] first = document.insert(WRITER, ROOT, 0, FIRST);

    /** Wherever its items are cut: that depends on what came before. */
    @Test
    void anItemThatStandsBeforeWhatItStandsBehindIsRefused() {
        byte[] before = document.encode();

        for (byte[] update : List.of(
                update(9, 0, place(3), place(1), "x"),
                update(9, 0, place(3), place(3), "x"),
                update(9, 0, place(7), place(0), "x"))) {
            TextDocument other = TextDocument.decode(before);
            assertThatThrownBy(() -> other.apply(update, MANY))
                    .isInstanceOf(MalformedTextException.class)
                    .hasMessage("an item stands to the right of what it stands to the left of");
            assertThat(other.isBroken()).isTrue();
        }
        TextDocument cut = TextDocument.decode(before);
        cut.insert(10, ROOT, 2, "-");
        assertThatThrownBy(() -> cut.apply(update(9, 0, place(3), place(1), "x"), MANY))
                .isInstanceOf(MalformedTextException.class);
    }

    @Test
    void theEditThatSuchAnItemWaitedForIsTaken() {
        TextDocument early = new TextDocument();
        early.apply(update(9, 0, place(3), place(1), "x"), MANY);
        early.apply(update(9, 1, new Place(9, 0), null, "y"), MANY);

        early.apply(first, MANY);

        assertThat(early.text(ROOT)).hasSize(FIRST.length() + 2);
        assertThat(early.isPending()).isFalse();
    }

    @Test
    void whateverTheirPlacesEveryDocumentHasTheSameCharacters() {
        Seeds.each("forged places", 200, this::forge);
    }

    private void forge(Random random) {
        TextDocument here = TextDocument.decode(first);
        List<Place> places = new ArrayList<>();
        for (int clock = 0; clock < FIRST.length(); clock++) {
            places.add(place(clock));
        }
        List<byte[]> taken = new ArrayList<>(List.of(first));
        int[] clocks = new int[100];
        clocks[WRITER] = FIRST.length();
        for (int i = 0; i < 12; i++) {
            int writer = WRITER - 5 + random.nextInt(10);
            Place left = random.nextInt(5) == 0 ? null : places.get(random.nextInt(places.size()));
            Place right = left != null && random.nextInt(5) == 0 ? null : places.get(random.nextInt(places.size()));
            byte[] update = update(writer, clocks[writer], left, right, String.valueOf((char) ('A' + i)));
            try {
                here.apply(update, MANY);
                taken.add(update);
                places.add(new Place(writer, clocks[writer]++));
            } catch (MalformedTextException refused) {
                here = new TextDocument();
                taken.forEach(here::apply);
            }
        }
        assertThat(characters(TextDocument.decode(here.encode()))).isEqualTo(characters(here));
        Collections.shuffle(taken, random);
        TextDocument other = new TextDocument();
        taken.forEach(other::apply);
        assertThat(characters(other)).isEqualTo(characters(here));
        assertThat(other.stateVector()).isEqualTo(here.stateVector());
    }

    /** Else who reads the document anew would have what others wait for. */
    @Test
    void whatWaitsBehindItsOwnFirstPartWaitsForNothingElse() {
        Place unknown = new Place(77, 0);
        document.apply(update(9, 1, unknown, null, "yz"));
        assertThat(document.isPending()).isTrue();

        document.apply(update(9, 0, place(7), null, "xy"));

        assertThat(document.text(ROOT)).isEqualTo(FIRST + "xyz");
        assertThat(document.isPending()).isFalse();
    }

    private static List<Integer> characters(TextDocument document) {
        return document.text(ROOT).chars().sorted().boxed().toList();
    }

    /** An edit of somebody, beside which another stands. */
    private record Place(long writer, int clock) {}

    private static Place place(int clock) {
        return new Place(WRITER, clock);
    }

    private static byte[] update(long writer, int clock, Place left, Place right, String text) {
        UpdateWriter out = new UpdateWriter();
        out.writeNumber(1);
        out.writeNumber(1);
        out.writeNumber(writer);
        out.writeNumber(clock);
        out.writeByte(Item.STRING | (left == null ? 0 : 0x80) | (right == null ? 0 : 0x40));
        for (Place place : new Place[] {left, right}) {
            if (place != null) {
                out.writeNumber(place.writer);
                out.writeNumber(place.clock);
            }
        }
        out.writeString(text);
        out.writeNumber(0);
        return out.toByteArray();
    }
}
