package org.ankurah.node;

import java.util.Objects;
import org.ankurah.node.sync.Message;
import org.ankurah.node.sync.MessageCodec;

/** Both ends of a connection, for tests that carry the messages between them: the one place that knows how they are made. */
final class SimEnds {

    private final Downstream follower;
    private final UpstreamPeer upstream;
    private final Carrier followersEnd;

    /** What one side says, in its order. */
    interface Mouth {
        void say(Message message);

        /** It says nothing any more, and hears nothing. */
        void close();
    }

    /** Whatever the follower commits is let in. */
    SimEnds(Node follower, Mouth followerSays, Node upstream, Mouth upstreamSays) {
        this(follower, followerSays, upstream, upstreamSays, new LocalConnection.OpenDoor(upstream));
    }

    SimEnds(Node follower, Mouth followerSays, Node upstream, Mouth upstreamSays, UpstreamPeer.Door door) {
        this.follower = Objects.requireNonNull(follower.downstream());
        this.followersEnd = carrier(followerSays);
        this.upstream = new UpstreamPeer(upstream, door, carrier(upstreamSays));
    }

    private static Carrier carrier(Mouth mouth) {
        return new Carrier() {
            @Override
            public void send(Message message) {
                mouth.say(message);
            }

            @Override
            public void close() {
                mouth.close();
            }
        };
    }

    void connect() {
        follower.connected(followersEnd, null);
    }

    void atUpstream(Message message) {
        upstream.receive(MessageCodec.decodeRequest(MessageCodec.encode(message)));
    }

    void atFollower(Message message) {
        follower.receive(followersEnd, MessageCodec.decodeAnswer(MessageCodec.encode(message)));
    }

    void goneForUpstream() {
        upstream.disconnected();
    }

    void goneForFollower() {
        follower.disconnected(followersEnd);
    }
}
