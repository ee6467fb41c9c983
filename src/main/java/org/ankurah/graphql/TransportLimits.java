package org.ankurah.graphql;

/**
 * What one server lets its clients have at a time.
 *
 * @param connections WebSockets and event streams
 * @param operationsPerSocket operations that run on one WebSocket
 * @param liveQueries subscriptions of all clients together
 * @param messagesPerSecond frames that one WebSocket may send for long; who sends more is read slower
 * @param messageBurst frames that it may send at once, as clients do that come back
 * @param messageBytes size of one message, unpacked
 * @param compression whether messages are packed for WebSockets whose clients can unpack them
 */
public record TransportLimits(
        int connections,
        int operationsPerSocket,
        int liveQueries,
        int messagesPerSecond,
        int messageBurst,
        int messageBytes,
        boolean compression) {}
