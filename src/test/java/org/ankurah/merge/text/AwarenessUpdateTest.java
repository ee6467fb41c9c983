package org.ankurah.merge.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.ankurah.merge.text.AwarenessUpdate.Peer;
import org.ankurah.value.Seeds;
import org.junit.jupiter.api.Test;

class AwarenessUpdateTest {

    private static final List<Peer> TWO =
            List.of(new Peer(1, 0, "{\"user\":{\"name\":\"Åsa 😀\"}}"), new Peer((1L << 32) - 1, 300, "null"));

    @Test
    void whatIsWrittenIsReadAgain() {
        assertThat(AwarenessUpdate.read(AwarenessUpdate.write(TWO))).isEqualTo(TWO);
        assertThat(AwarenessUpdate.read(new byte[] {0})).isEmpty();
    }

    /** Peer 300 with the clock 5: a count, two numbers, a length and the document. */
    @Test
    void theBytesAreThoseOfYProtocols() {
        byte[] bytes = HexFormat.of()
                .parseHex("01ac020507" + HexFormat.of().formatHex("{\"a\":1}".getBytes(StandardCharsets.UTF_8)));

        List<Peer> peers = AwarenessUpdate.read(bytes);

        assertThat(peers).containsExactly(new Peer(300, 5, "{\"a\":1}"));
        assertThat(AwarenessUpdate.write(peers)).isEqualTo(bytes);
    }

    @Test
    void aGreaterClockIsNewerAndWhoLeavesNeedsNone() {
        Peer here = new Peer(1, 5, "{}");
        Peer gone = new Peer(1, 5, "null");

        assertThat(gone.replaces(here)).isTrue();
        assertThat(here.replaces(gone)).isFalse();
        assertThat(here.replaces(here)).isFalse();
        assertThat(gone.replaces(gone)).isFalse();
        assertThat(new Peer(1, 6, "{}").replaces(gone)).isTrue();
    }

    @Test
    void damagedBytesAreRefused() {
        byte[] whole = AwarenessUpdate.write(TWO);
        for (int length = 0; length < whole.length; length++) {
            assertRefused(Arrays.copyOf(whole, length));
        }
        assertRefused(Arrays.copyOf(whole, whole.length + 1));
        // A length of gigabytes, a number of more than 53 bits, no UTF-8, no JSON, too deep.
        assertRefused(new byte[] {1, 1, 1, -1, -1, -1, -1, 15, '1'});
        assertRefused(new byte[] {1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1, 1, 1, '1'});
        assertRefused(new byte[] {1, 1, 1, 3, '"', -1, '"'});
        assertRefused(new byte[] {1, 1, 1, 1, '{'});
        assertRefused(AwarenessUpdate.write(List.of(new Peer(1, 1, "[".repeat(5_000)))));
        // More peers than bytes.
        assertRefused(new byte[] {-1, -1, -1, -1, 127, 1});
    }

    private static void assertRefused(byte[] bytes) {
        assertThatThrownBy(() -> AwarenessUpdate.read(bytes)).isInstanceOf(MalformedTextException.class);
    }

    @Test
    void anyBytesAreReadOrRefused() {
        Seeds.each("damaged awareness", 200, AwarenessUpdateTest::damage);
    }

    private static void damage(Random random) {
        for (int i = 0; i < 100; i++) {
            byte[] bytes = AwarenessUpdate.write(TWO);
            for (int n = random.nextInt(4); n >= 0; n--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                List<Peer> read = AwarenessUpdate.read(bytes);
                assertThat(AwarenessUpdate.read(AwarenessUpdate.write(read))).isEqualTo(read);
            } catch (MalformedTextException refused) {
                assertThat(refused).hasMessageContaining("damaged");
            }
        }
    }
}
