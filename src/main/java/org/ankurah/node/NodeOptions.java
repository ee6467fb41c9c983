package org.ankurah.node;

import java.time.Clock;

/**
 * What a node may be given besides its storage and models.
 *
 * @param clock tells the time of commits and of event ids
 * @param check the models' own constraints
 * @param observer is told what happens, for metrics
 */
public record NodeOptions(Clock clock, ModelCheck check, NodeObserver observer) {

    /** The system's clock, no constraints, nobody looking. */
    public static NodeOptions defaults() {
        return new NodeOptions(Clock.systemUTC(), ModelCheck.NONE, NodeObserver.NONE);
    }

    public NodeOptions withClock(Clock other) {
        return new NodeOptions(other, check, observer);
    }

    public NodeOptions withCheck(ModelCheck other) {
        return new NodeOptions(clock, other, observer);
    }

    public NodeOptions withObserver(NodeObserver other) {
        return new NodeOptions(clock, check, other);
    }
}
