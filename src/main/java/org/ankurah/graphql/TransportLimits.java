package org.ankurah.graphql;

import java.time.Duration;

/**
 * What one server lets its clients have at a time.
 *
 * @param connections WebSockets and event streams
 * @param operationsPerSocket operations that run on one WebSocket
 * @param liveQueries subscriptions of all clients together
 * @param messagesPerSecond frames that one WebSocket may send for long; who sends more is read slower
 * @param messageBurst frames that it may send at once, as clients do that come back
 * @param messageBytes size of one message, unpacked
 * @param unreadBytes what may wait for one WebSocket's client to read it. One that does not read is not read either, so
 *     no more comes of this than of the operations that it had already sent, and no client that is alive is that far
 *     behind
 * @param patience how long the server waits for a client that says nothing
 * @param compression whether messages are packed for WebSockets whose clients can unpack them
 */
public record TransportLimits(
        int connections,
        int operationsPerSocket,
        int liveQueries,
        int messagesPerSecond,
        int messageBurst,
        int messageBytes,
        long unreadBytes,
        Patience patience,
        boolean compression) {

    /**
     * How long the server waits for a client that says nothing.
     *
     * @param greeting when a WebSocket's client must have greeted; one that does not is none of ours
     * @param socketPulse how often a WebSocket's client is asked for a sign of life, which also keeps proxies from
     *     closing quiet sockets; one that gave none since the last time is gone
     * @param streamPulse how often something is sent on an event stream at least, so that proxies do not take it for
     *     dead; some of them without anything read, and the client is gone
     */
    public record Patience(Duration greeting, Duration socketPulse, Duration streamPulse) {

        /** What works with usual proxies, which close what is quiet for a minute or less. */
        public static final Patience DEFAULT =
                new Patience(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(12));
    }
}
