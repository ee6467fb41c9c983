package org.ankurah.node;

import org.ankurah.node.sync.Message;
import org.jspecify.annotations.Nullable;

/**
 * One connection of an ephemeral node to its upstream, as whatever carries it sees it. Safe to use from any thread;
 * nothing in it blocks.
 */
public final class UpstreamLink {

    private final Downstream downstream;
    private final Carrier carrier;

    /**
     * A connection that is not open yet.
     *
     * @param carrier by which the upstream is told
     * @throws IllegalArgumentException when the node is not ephemeral
     */
    public UpstreamLink(Node follower, Carrier carrier) {
        Downstream known = follower.downstream();
        if (known == null) {
            throw new IllegalArgumentException("only an ephemeral node follows another one");
        }
        this.downstream = known;
        this.carrier = carrier;
    }

    /**
     * The connection is there: the node begins to speak. What it was connected to before it is not any more.
     *
     * @param token says to the upstream who asks; null if the carrier says it, or nobody does
     */
    public void open(@Nullable String token) {
        downstream.connected(carrier, token);
    }

    /** The upstream says something. */
    public void receive(Message.Answer message) {
        downstream.receive(carrier, message);
    }

    /** The connection is gone; if it was replaced by another one meanwhile, nothing happens. */
    public void lost() {
        downstream.disconnected(carrier);
    }
}
