package org.ankurah.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.ankurah.merge.text.AwarenessUpdate.Peer;
import org.junit.jupiter.api.Test;

/** Who is taken to be there, and whose word counts. */
class AwarenessRoomTest {

    private static final Instant NOW = Instant.ofEpochSecond(2_000_000_000);
    private static final Instant LATER = NOW.plus(Awareness.TIMEOUT).plusMillis(1);
    private static final Peer PRINCE = new Peer(5, 7, "{\"name\":\"Prince\"}");

    private final AwarenessRoom room = new AwarenessRoom();
    private final AwarenessRoom.Follower follower = new AwarenessRoom.Follower();

    @Test
    void whoWasNotHeardForLongIsGone() {
        room.tell(List.of(PRINCE), NOW);

        assertThat(room.present(NOW.plus(Awareness.TIMEOUT))).containsExactly(PRINCE);
        assertThat(room.present(LATER)).isEmpty();
    }

    /** Else nobody would see an editor that was opened again under its old number until it has said as much as before. */
    @Test
    void whoComesBackAfterThatMayCountAnew() {
        Peer again = new Peer(5, 1, "{\"name\":\"The Artist\"}");
        room.tell(List.of(PRINCE), NOW);
        room.enter(follower, NOW);
        assertThat(follower.take()).containsExactly(PRINCE);

        room.tell(List.of(again), NOW);
        assertThat(follower.take()).isEmpty();
        room.tell(List.of(again), LATER);

        assertThat(follower.take()).containsExactly(again);
        assertThat(room.present(LATER)).containsExactly(again);
    }
}
