package org.ankurah.node;

import java.time.Duration;

/** Is told what a node does, for metrics. Called on hot paths from any thread: it must be quick. */
public interface NodeObserver {

    /** Nobody looks. */
    NodeObserver NONE = new NodeObserver() {};

    /** One durable commit happened. */
    default void committed(int transactions, int events, Duration took) {}

    /** A transaction was refused or could not be stored. */
    default void failed() {}

    /** The change sets of one transaction were handed to the live queries, so long after its commit began. */
    default void delivered(Duration sinceCommit) {}
}
