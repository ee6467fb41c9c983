package org.ankurah.node;

import org.ankurah.node.sync.Message;

/**
 * One end of a connection between two nodes. What is sent arrives in its order, or not at all because the connection is
 * lost. Safe to use from any thread; neither method blocks or throws.
 */
interface Carrier {

    /** Sends a message; after the connection is lost it does nothing. */
    void send(Message message);

    /** Closes the connection behind what was sent. Again is fine. */
    void close();
}
