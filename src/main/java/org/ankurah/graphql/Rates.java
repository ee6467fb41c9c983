package org.ankurah.graphql;

import io.vertx.core.net.SocketAddress;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.LongSupplier;
import org.ankurah.node.Identity;
import org.jspecify.annotations.Nullable;

/**
 * Holds clients to how often they may ask, by where they are and by who they are. What comes from the server's own
 * machine is not counted by its address: it is the operator's, or a proxy's in front of all clients.
 */
@Singleton
public class Rates {

    /** An IPv6 network, which is what one client has. */
    private static final int NETWORK_BYTES = 8;

    private static final int IPV6_BYTES = 16;

    private final RateLimits limits;
    private final Admission admission;
    private final RateMeter addresses;
    private final RateMeter identities;

    @Inject
    Rates(RateLimits limits, Admission admission) {
        this(limits, admission, System::nanoTime);
    }

    Rates(RateLimits limits, Admission admission, LongSupplier clock) {
        this.limits = limits;
        this.admission = admission;
        this.addresses = new RateMeter(limits.address(), clock);
        this.identities = new RateMeter(limits.identity(), clock);
    }

    /** Holds the operations of one WebSocket to how often they may come. */
    @FunctionalInterface
    interface Pace {

        /**
         * Its client wants to run an operation.
         *
         * @throws TooFastException if that is too many
         */
        void operation(Identity identity);
    }

    /** The pace of a socket from there. */
    Pace of(@Nullable SocketAddress address) {
        String client = address == null ? null : client(address);
        return identity -> {
            fromClient(client, 1);
            ofIdentity(identity, 1);
        };
    }

    /**
     * Requests, of whatever kind, have come from there.
     *
     * @throws TooFastException if that is too many
     */
    void fromAddress(@Nullable SocketAddress address, int requests) {
        fromClient(address == null ? null : client(address), requests);
    }

    private void fromClient(@Nullable String client, int requests) {
        if (client != null && requests > 0) {
            check(addresses.take(client, requests), limits.address(), "address");
        }
    }

    /**
     * Somebody wants to run operations.
     *
     * @throws TooFastException if that is too many
     */
    void ofIdentity(Identity identity, int operations) {
        String actor = identity.actor();
        if (actor != null) {
            check(identities.take(actor, operations), limits.identity(), "identity");
        }
    }

    private void check(long waitMillis, RateLimits.Rate rate, String whose) {
        if (waitMillis > 0) {
            throw admission.tooFast(
                    "Too many requests of one " + whose + ": at most " + rate.perSecond() + " a second, and "
                            + rate.burst() + " at once (ankurah.limits." + whose + "-requests-per-second).",
                    waitMillis);
        }
    }

    /** Under which name a client is counted; null if it is not. */
    static @Nullable String client(SocketAddress address) {
        byte[] bytes = Loopback.bytes(address.host());
        if (bytes == null || Loopback.is(address.host())) {
            return null;
        }
        return HexFormat.of().formatHex(bytes.length == IPV6_BYTES ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes);
    }
}
