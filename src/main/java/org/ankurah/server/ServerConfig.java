package org.ankurah.server;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The settings of Ankurah itself; Quarkus's own come on top. */
@ConfigMapping(prefix = "ankurah")
public interface ServerConfig {

    /** Where the embedded PostgreSQL keeps its data, relative to the working directory. */
    @WithDefault("data")
    Path dataDir();

    /** Whether an empty store is filled with the sample music store. */
    @WithDefault("true")
    boolean sampleData();

    /** How many events a subscriber may have missed to resume; beyond, it gets a whole new result. */
    @WithDefault("100000")
    long resumeHorizon();

    /** How long a mutation with an idempotency key may be sent again. */
    @WithDefault("P1D")
    Duration idempotencyRetention();

    /** What opens the mutations for administrators; without it they are closed. */
    Optional<String> adminKey();

    /** How a server hears of what other servers commit to the same database; {@link FollowSettings} reads it. */
    @WithDefault("notify")
    String follow();

    /** How often the position of the log is asked for besides; 1 s with {@code notify}, 20 ms with {@code poll}. */
    Optional<String> followInterval();

    /** With less room than this under the embedded PostgreSQL nothing is written, so that its disk never fills up. */
    @WithDefault("128M")
    MemorySize minFreeSpace();

    /** The command that runs instead of the server, which then opens no node; set by the command itself. */
    Optional<String> command();

    /** Whether WebSocket messages are packed for clients that can unpack them. */
    @WithDefault("false")
    boolean compression();

    /** Limits of requests and of clients. */
    Limits limits();

    /** What a single request may ask for, and what clients may have at a time. */
    interface Limits {

        /** Bytes of a request's body, and of a WebSocket message. */
        @WithDefault("8388608")
        int bodyBytes();

        /** Characters of a GraphQL document. Values belong into variables, so documents stay small. */
        @WithDefault("262144")
        int documentLength();

        /** Levels of nested fields. */
        @WithDefault("20")
        int depth();

        /** Estimated number of fields in the answer. */
        @WithDefault("1000000")
        long complexity();

        /** WebSockets and event streams that are open at a time. */
        @WithDefault("20000")
        int connections();

        /** Operations that run on one WebSocket at a time: tabs full of components have dozens. */
        @WithDefault("1000")
        int operationsPerSocket();

        /** Subscriptions of all clients together. */
        @WithDefault("250000")
        int liveQueries();

        /** Changed entities or groups that wait for one subscription whose client does not keep up. */
        @WithDefault("10000")
        int pendingChanges();

        /** Frames that one WebSocket may send for long. */
        @WithDefault("2000")
        int messagesPerSecond();

        /** Frames that it may send at once: a client that comes back opens all that it had. */
        @WithDefault("10000")
        int messageBurst();
    }
}
