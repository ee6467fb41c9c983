package org.ankurah.server;

import java.time.Duration;
import org.ankurah.graphql.DocumentLimits;
import org.ankurah.graphql.GraphqlLimits;
import org.ankurah.graphql.TransportLimits;
import org.ankurah.node.Following;
import org.ankurah.server.auth.TokenSettings;
import org.jspecify.annotations.Nullable;

/**
 * The numbers, sizes and times among the settings, read and checked. A server whose settings make no sense does not
 * start: it would refuse everyone, or fail at the first request.
 *
 * @param requests what a single request may ask for
 * @param clients what clients may have at a time
 * @param entry who is let in, how often, and with which documents
 * @param pendingChanges changed entities or groups that wait for one subscription
 * @param textLength UTF-16 code units of one collaborative text
 * @param resumeHorizon events that a subscriber may have missed to resume
 * @param answerRetention how long a mutation with an idempotency key may be sent again
 * @param minFreeSpace bytes to leave free on the disk of the embedded PostgreSQL
 * @param following how the server hears of what others commit
 * @param storage where the data is kept
 * @param tokens which tokens are taken; null if none
 */
record ServerSettings(
        GraphqlLimits requests,
        TransportLimits clients,
        EntrySettings entry,
        int pendingChanges,
        int textLength,
        long resumeHorizon,
        Duration answerRetention,
        long minFreeSpace,
        Following following,
        StorageKind storage,
        @Nullable TokenSettings tokens) {

    private static final String LIMITS = "ankurah.limits.";

    /** What timers can do at least. */
    private static final Duration TICK = Duration.ofMillis(1);

    private static final Duration DAY = Duration.ofDays(1);

    /** Longer than any store lives, and short enough to be taken from today's date. */
    private static final Duration CENTURY = Duration.ofDays(36_500);

    /**
     * Reads all.
     *
     * @throws IllegalArgumentException if some make no sense; the message names each, for who has set them
     */
    static ServerSettings read(ServerConfig config) {
        SettingReader reader = new SettingReader();
        ServerConfig.Limits limits = config.limits();
        GraphqlLimits requests = requests(config, reader);
        ServerSettings settings = new ServerSettings(
                requests,
                clients(limits, requests.bodyBytes(), config.compression(), reader),
                EntrySettings.read(config, reader),
                reader.number(LIMITS + "pending-changes", limits.pendingChanges(), 1),
                reader.number(LIMITS + "text-length", limits.textLength(), 1),
                reader.number("ankurah.resume-horizon", config.resumeHorizon(), 0, Long.MAX_VALUE),
                reader.time("ankurah.idempotency-retention", config.idempotencyRetention(), Duration.ZERO, CENTURY),
                reader.size("ankurah.min-free-space", config.minFreeSpace()),
                FollowSettings.read(config, reader),
                StorageKind.read(config, reader),
                AuthSettings.read(config.auth(), reader));
        reader.end();
        return settings;
    }

    private static GraphqlLimits requests(ServerConfig config, SettingReader reader) {
        ServerConfig.Limits limits = config.limits();
        return new GraphqlLimits(
                reader.number(LIMITS + "body-bytes", limits.bodyBytes(), 1),
                reader.number(LIMITS + "batch", limits.batch(), 0),
                new DocumentLimits(
                        reader.number(LIMITS + "document-length", limits.documentLength(), 1),
                        reader.number(LIMITS + "tokens", limits.tokens(), 1),
                        reader.number(LIMITS + "aliases", limits.aliases(), 0),
                        reader.number(LIMITS + "directives", limits.directives(), 0),
                        reader.number(LIMITS + "fragments", limits.fragments(), 0)),
                reader.number(LIMITS + "depth", limits.depth(), 1),
                reader.number(LIMITS + "root-fields", limits.rootFields(), 1),
                reader.number(LIMITS + "complexity", limits.complexity(), 1, Long.MAX_VALUE),
                config.introspection());
    }

    private static TransportLimits clients(
            ServerConfig.Limits limits, int messageBytes, boolean compression, SettingReader reader) {
        return new TransportLimits(
                reader.number(LIMITS + "connections", limits.connections(), 1),
                reader.number(LIMITS + "operations-per-socket", limits.operationsPerSocket(), 1),
                reader.number(LIMITS + "live-queries", limits.liveQueries(), 1),
                reader.number(LIMITS + "messages-per-second", limits.messagesPerSecond(), 1),
                reader.number(LIMITS + "message-burst", limits.messageBurst(), 1),
                messageBytes,
                reader.number(LIMITS + "unread-bytes", limits.unreadBytes(), 1, Long.MAX_VALUE),
                new TransportLimits.Patience(
                        reader.time(LIMITS + "greeting-time", limits.greetingTime(), TICK, DAY),
                        reader.time(LIMITS + "socket-pulse", limits.socketPulse(), TICK, DAY),
                        reader.time(LIMITS + "stream-pulse", limits.streamPulse(), TICK, DAY)),
                compression);
    }
}
