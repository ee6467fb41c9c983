package org.ankurah.node;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.ankurah.node.sync.Message;

/**
 * Connects two nodes within one process. The upstream trusts the follower: whatever was committed there is committed
 * here, whoever did it. Safe to use from any thread.
 */
public final class LocalConnection implements AutoCloseable {

    private final UpstreamPeer upstream;
    private final UpstreamLink follower;
    private final AtomicBoolean open = new AtomicBoolean(true);

    private LocalConnection(Node upstream, Node follower) {
        this.upstream = new UpstreamPeer(upstream, new OpenDoor(upstream), new End(this::toFollower));
        this.follower = new UpstreamLink(follower, new End(this::toUpstream));
    }

    /**
     * Connects an ephemeral node to a durable one. What the follower was connected to before it is not any more.
     *
     * @throws IllegalArgumentException when the follower is not ephemeral
     */
    public static LocalConnection connect(Node upstream, Node follower) {
        LocalConnection connection = new LocalConnection(upstream, follower);
        connection.follower.open(null);
        return connection;
    }

    private void toUpstream(Message message) {
        upstream.receive((Message.Request) message);
    }

    private void toFollower(Message message) {
        follower.receive((Message.Answer) message);
    }

    /** Cuts the connection; nothing that is on its way arrives. Again is fine. */
    @Override
    public void close() {
        if (open.compareAndSet(true, false)) {
            upstream.disconnected();
            follower.lost();
        }
    }

    /** Whoever is in the same process may do anything. */
    record OpenDoor(Node upstream) implements UpstreamPeer.Door {

        @Override
        public Uni<Context> admit(Message.Hello hello) {
            return Uni.createFrom().item(() -> upstream.unrestricted(Identity.ANONYMOUS));
        }

        @Override
        public boolean isTrusted() {
            return true;
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

    /** One end; closing either closes the connection. */
    private final class End implements Carrier {

        private final Consumer<Message> other;

        End(Consumer<Message> other) {
            this.other = other;
        }

        @Override
        public void send(Message message) {
            if (open.get()) {
                other.accept(message);
            }
        }

        @Override
        public void close() {
            LocalConnection.this.close();
        }
    }
}
