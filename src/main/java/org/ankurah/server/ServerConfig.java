package org.ankurah.server;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The settings of Ankurah itself, as they were given; Quarkus's own come on top. Numbers, sizes and times are texts
 * here: {@link ServerSettings} reads them, and tells of all that make no sense at once, in words for people.
 */
@ConfigMapping(prefix = "ankurah")
public interface ServerConfig {

    /** Where the server keeps its data: {@link StorageKind}. */
    @WithConverter(AsWritten.class)
    @WithDefault("postgresql")
    String storage();

    /** Where the embedded PostgreSQL, or RocksDB, keeps its data, relative to the working directory. */
    @WithDefault("data")
    Path dataDir();

    /** The cluster that keeps the data if it is TiKV. */
    Tikv tikv();

    /** Whether an empty store is filled with the sample music store. */
    @WithDefault("true")
    boolean sampleData();

    /** How many events a subscriber may have missed to resume; beyond, it gets a whole new result. */
    @WithConverter(AsWritten.class)
    @WithDefault("100000")
    String resumeHorizon();

    /** How long a mutation with an idempotency key may be sent again. */
    @WithConverter(AsWritten.class)
    @WithDefault("P1D")
    String idempotencyRetention();

    /** What opens the mutations for administrators; without it they are closed. */
    Optional<String> adminKey();

    /** The file that says who may do what; it is read again when it changes. */
    Optional<Path> policyFile();

    /** Whether a server without a policy may be reached from other machines. */
    @WithDefault("false")
    boolean open();

    /** How a server hears of what other servers commit to the same database. */
    @WithConverter(AsWritten.class)
    @WithDefault("notify")
    String follow();

    /** How often the position of the log is asked for besides; 1 s with {@code notify}, 20 ms with {@code poll}. */
    Optional<String> followInterval();

    /** With less room than this under the embedded PostgreSQL, or RocksDB, nothing is written, so that its disk never fills up. */
    @WithConverter(AsWritten.class)
    @WithDefault("128M")
    String minFreeSpace();

    /** The command that runs instead of the server, which then opens no node; set by the command itself. */
    Optional<String> command();

    /** Whether WebSocket messages are packed for clients that can unpack them. */
    @WithDefault("false")
    boolean compression();

    /** Who sends tokens. */
    Auth auth();

    /** Whether clients may ask for the schema. */
    @WithDefault("true")
    boolean introspection();

    /** Whether the server has a page to explore it with. */
    @WithDefault("true")
    boolean graphiql();

    /** The pages of other origins that may talk to the server, besides its own: as a rule those of developers. */
    @WithConverter(AsWritten.class)
    @WithDefault("http://localhost:*, http://127.0.0.1:*")
    String origins();

    /** What browsers let the pages of this server do. */
    @WithDefault("default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:;"
            + " font-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'")
    String contentSecurityPolicy();

    /** Whether clients may name documents by their digests, or nothing else. */
    @WithConverter(AsWritten.class)
    @WithDefault("automatic")
    String persistedDocuments();

    /** Where the documents are that the operator registers, relative to the working directory. */
    @WithDefault("graphql-schema/operations")
    Path operationsDir();

    /** Limits of requests and of clients. */
    Limits limits();

    /** Where a TiKV cluster is, and what of it is ours. */
    interface Tikv {

        /** The placement drivers, as {@code host:port}, with commas between them. */
        @WithConverter(AsWritten.class)
        @WithDefault("127.0.0.1:2379")
        String pdAddresses();

        /** With what all keys begin, so that several stores may share a cluster. */
        @WithConverter(AsWritten.class)
        @WithDefault("ankurah")
        String prefix();
    }

    /** Which tokens are taken; none, if nothing says where the keys are that have signed them. */
    interface Auth {

        /** A file with public keys. */
        @WithConverter(AsWritten.class)
        Optional<String> keys();

        /** Where an issuer publishes its keys. */
        @WithConverter(AsWritten.class)
        Optional<String> jwksUrl();

        /** Who makes the tokens; without the other two, it is asked where its keys are. */
        @WithConverter(AsWritten.class)
        Optional<String> issuer();

        /** Whom the tokens are meant for; several with commas between them. */
        @WithConverter(AsWritten.class)
        Optional<String> audience();

        /** How far the clocks of issuers may differ from ours. */
        @WithConverter(AsWritten.class)
        @WithDefault("30S")
        String clockSkew();

        /** The way to the claim that names roles. */
        @WithDefault("groups")
        String rolesClaim();

        /** The way to the claim that names whoever sends the token. */
        @WithDefault("sub")
        String actorClaim();
    }

    /** What a single request may ask for, and what clients may have at a time. */
    interface Limits {

        /** Bytes of a request's body, and of a WebSocket message. */
        @WithConverter(AsWritten.class)
        @WithDefault("8388608")
        String bodyBytes();

        /** Characters of a GraphQL document. Values belong into variables, so documents stay small. */
        @WithConverter(AsWritten.class)
        @WithDefault("262144")
        String documentLength();

        /** Names, numbers, texts and signs of a document. */
        @WithConverter(AsWritten.class)
        @WithDefault("15000")
        String tokens();

        /** Aliases of a document. */
        @WithConverter(AsWritten.class)
        @WithDefault("500")
        String aliases();

        /** Uses of directives in a document. */
        @WithConverter(AsWritten.class)
        @WithDefault("500")
        String directives();

        /** Fragments of a document. */
        @WithConverter(AsWritten.class)
        @WithDefault("100")
        String fragments();

        /** Fields of an operation itself. */
        @WithConverter(AsWritten.class)
        @WithDefault("200")
        String rootFields();

        /** Operations of one HTTP request; 0 takes no batches. */
        @WithConverter(AsWritten.class)
        @WithDefault("10")
        String batch();

        /** Levels of nested fields. */
        @WithConverter(AsWritten.class)
        @WithDefault("20")
        String depth();

        /** Estimated cost of the answer: about one for each field. */
        @WithConverter(AsWritten.class)
        @WithDefault("1000000")
        String complexity();

        /** Requests from one network address for long; 0 for as many as it likes. The machine's own is not counted. */
        @WithConverter(AsWritten.class)
        @WithDefault("2000")
        String addressRequestsPerSecond();

        /** Requests from one network address at once. */
        @WithConverter(AsWritten.class)
        @WithDefault("10000")
        String addressRequestBurst();

        /** Operations of one identity for long; 0 for as many as it likes. */
        @WithConverter(AsWritten.class)
        @WithDefault("1000")
        String identityRequestsPerSecond();

        /** Operations of one identity at once. */
        @WithConverter(AsWritten.class)
        @WithDefault("5000")
        String identityRequestBurst();

        /** WebSockets and event streams that are open at a time. */
        @WithConverter(AsWritten.class)
        @WithDefault("20000")
        String connections();

        /** Operations that run on one WebSocket at a time: tabs full of components have dozens. */
        @WithConverter(AsWritten.class)
        @WithDefault("1000")
        String operationsPerSocket();

        /** Subscriptions of all clients together. */
        @WithConverter(AsWritten.class)
        @WithDefault("250000")
        String liveQueries();

        /** Changed entities or groups that wait for one subscription whose client does not keep up. */
        @WithConverter(AsWritten.class)
        @WithDefault("10000")
        String pendingChanges();

        /** UTF-16 code units of one collaborative text. */
        @WithConverter(AsWritten.class)
        @WithDefault("1048576")
        String textLength();

        /** Bytes that wait for one WebSocket's client to read them. */
        @WithConverter(AsWritten.class)
        @WithDefault("67108864")
        String unreadBytes();

        /** How long a WebSocket's client may take to greet. */
        @WithConverter(AsWritten.class)
        @WithDefault("10S")
        String greetingTime();

        /** How often a WebSocket's client is asked for a sign of life; one that gave none since is gone. */
        @WithConverter(AsWritten.class)
        @WithDefault("30S")
        String socketPulse();

        /** How often an event stream says something at least; a client that takes nothing in six times is gone. */
        @WithConverter(AsWritten.class)
        @WithDefault("12S")
        String streamPulse();

        /** Frames that one WebSocket may send for long. */
        @WithConverter(AsWritten.class)
        @WithDefault("2000")
        String messagesPerSecond();

        /** Frames that it may send at once: a client that comes back opens all that it had. */
        @WithConverter(AsWritten.class)
        @WithDefault("10000")
        String messageBurst();
    }
}
