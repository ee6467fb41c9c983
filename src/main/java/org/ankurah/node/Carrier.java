package org.ankurah.node;

import org.ankurah.node.sync.Message;
import org.ankurah.value.AnkurahException;

/**
 * One end of a connection between two nodes. What is sent arrives in its order, or not at all because the connection is
 * lost. Safe to use from any thread; neither method blocks or throws.
 */
public interface Carrier {

    /** Sends a message; after the connection is lost it does nothing. */
    void send(Message message);

    /** Whether it takes more without piling up; once it does again, whoever serves it is told so. */
    default boolean isReady() {
        return true;
    }

    /** Closes the connection behind what was sent. Again is fine. */
    void close();

    /**
     * The same, as the connection is of no use.
     *
     * @param forGood whether trying again cannot help
     */
    default void close(AnkurahException reason, boolean forGood) {
        close();
    }
}
