package org.ankurah.merge.text;

import java.util.ArrayList;
import java.util.List;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.JsonText;

/** Where the writers of a text are and what they are called, in the format of the editors' awareness protocol. */
public final class AwarenessUpdate {

    /** A state that says that its writer is gone. */
    private static final String GONE = "null";

    private AwarenessUpdate() {}

    /**
     * What one writer says of itself.
     *
     * @param writer the writer's number
     * @param clock grows with each thing that it says
     * @param state a JSON document
     */
    public record Peer(long writer, long clock, String state) {

        public boolean isGone() {
            return state.equals(GONE);
        }

        /** Whether this is to take the place of what was known of the writer. */
        public boolean replaces(Peer known) {
            return clock > known.clock || (clock == known.clock && isGone() && !known.isGone());
        }
    }

    /**
     * Reads what writers say.
     *
     * @throws MalformedTextException when the bytes say nothing of the kind
     */
    public static List<Peer> read(byte[] bytes) {
        UpdateReader in = new UpdateReader(bytes);
        List<Peer> peers = new ArrayList<>();
        for (long count = in.readNumber(); count > 0; count--) {
            long writer = in.readNumber();
            long clock = in.readNumber();
            String state = in.readString();
            try {
                JsonText.parse(state);
            } catch (AnkurahException wrong) {
                throw in.malformed("a state is no JSON document");
            }
            peers.add(new Peer(writer, clock, state));
        }
        in.expectEnd();
        return peers;
    }

    /** Writes what writers say. */
    public static byte[] write(List<Peer> peers) {
        UpdateWriter out = new UpdateWriter();
        out.writeNumber(peers.size());
        for (Peer peer : peers) {
            out.writeNumber(peer.writer());
            out.writeNumber(peer.clock());
            out.writeString(peer.state());
        }
        return out.toByteArray();
    }
}
