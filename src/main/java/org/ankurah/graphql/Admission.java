package org.ankurah.graphql;

import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.ankurah.value.AnkurahException;

/** Counts what clients have open, and refuses what would be too much. Safe for all threads. */
@Singleton
public class Admission {

    /** What can be refused. */
    public enum Refused {
        /** A WebSocket or an event stream: the server has too many, or stops. */
        CONNECTION,
        /** An operation: its socket runs too many. */
        OPERATION,
        /** A subscription: the server runs too many. */
        LIVE_QUERY,
        /** A message: it is too large. */
        MESSAGE,
        /** A request: its address or its identity asks too often. */
        RATE,
        /** A request: it comes from a page that may not talk to the server. */
        ORIGIN;

        /** As metrics call it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final TransportLimits limits;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger operations = new AtomicInteger();
    private final AtomicInteger live = new AtomicInteger();
    private final Map<Refused, LongAdder> refusals = new EnumMap<>(Refused.class);
    private volatile boolean stopping;

    Admission(TransportLimits limits) {
        this.limits = limits;
        for (Refused what : Refused.values()) {
            refusals.put(what, new LongAdder());
        }
    }

    TransportLimits limits() {
        return limits;
    }

    /** WebSockets and event streams that are open. */
    public int connections() {
        return connections.get();
    }

    /** Operations that run on them. */
    public int operations() {
        return operations.get();
    }

    /** Those of them that are subscriptions. */
    public int liveQueries() {
        return live.get();
    }

    /** How often something was refused. */
    public long refusals(Refused what) {
        return counter(what).sum();
    }

    /** From now on nothing new is begun. */
    public void stop() {
        stopping = true;
    }

    /** Whether nothing new is begun. */
    boolean isStopping() {
        return stopping;
    }

    /** Takes a place for a connection; if there is none, says no and counts that. */
    boolean connect() {
        return (!stopping && taken(connections, limits.connections())) || refuse(Refused.CONNECTION);
    }

    void disconnect() {
        connections.decrementAndGet();
    }

    void operationBegins() {
        operations.incrementAndGet();
    }

    void operationEnds() {
        operations.decrementAndGet();
    }

    /** What to say to an operation for which its socket has no place. */
    AnkurahException tooManyOperations() {
        refuse(Refused.OPERATION);
        return AnkurahException.limitExceeded("A connection runs at most " + limits.operationsPerSocket()
                + " operations at a time. Complete some of them, or open another connection.");
    }

    /** Takes a place for a subscription; if there is none, says no and counts that. */
    boolean openLive() {
        return taken(live, limits.liveQueries()) || refuse(Refused.LIVE_QUERY);
    }

    void closeLive() {
        live.decrementAndGet();
    }

    /** What to say to a subscription for which there is no place. */
    AnkurahException tooManyLiveQueries() {
        return AnkurahException.limitExceeded("The server runs at most " + limits.liveQueries()
                + " live queries at a time, and all are taken. Try again later.");
    }

    /** What to say to somebody who asks too often. */
    TooFastException tooFast(String message, long waitMillis) {
        refuse(Refused.RATE);
        return new TooFastException(message, waitMillis);
    }

    /** A request came from a page that may not talk to the server. */
    void originRefused() {
        refuse(Refused.ORIGIN);
    }

    /** A message was too large to be taken in. */
    void messageRefused() {
        refuse(Refused.MESSAGE);
    }

    private boolean refuse(Refused what) {
        counter(what).increment();
        return false;
    }

    private LongAdder counter(Refused what) {
        LongAdder counter = refusals.get(what);
        if (counter == null) {
            throw new IllegalStateException("every refusal has its counter");
        }
        return counter;
    }

    private static boolean taken(AtomicInteger places, int most) {
        if (places.incrementAndGet() <= most) {
            return true;
        }
        places.decrementAndGet();
        return false;
    }
}
