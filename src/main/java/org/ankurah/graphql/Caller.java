package org.ankurah.graphql;

import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import org.ankurah.node.Access;
import org.ankurah.node.Identity;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request.
 *
 * @param identity who it is, as its token or key says
 * @param until when that stops being true; null if never
 * @param adminKey the admin key of the header or the greeting; null if there was none
 * @param keyId the id of the API key; null if there was none
 * @param address where it comes from
 * @param access what it may do, as of when it was asked last; null if the policy is to be asked
 */
record Caller(
        Identity identity,
        @Nullable Instant until,
        @Nullable String adminKey,
        @Nullable String keyId,
        String address,
        @Nullable Access access) {

    /** Nobody in particular. */
    static final Caller ANONYMOUS = new Caller(Identity.ANONYMOUS, null, null, null, "", null);

    /** Where a request that came by HTTP keeps it. */
    private static final String KEY = Caller.class.getName();

    /** The same, with this admin key. */
    Caller withAdminKey(@Nullable String key) {
        return new Caller(identity, until, key, keyId, address, access);
    }

    /** The same from this address. */
    Caller from(String where) {
        return new Caller(identity, until, adminKey, keyId, where, access);
    }

    /** The same, who may do this, whatever the policy says by then. */
    Caller with(Access fixed) {
        return new Caller(identity, until, adminKey, keyId, address, fixed);
    }

    /** Whether it may do just this. */
    boolean isAllowed(@Nullable Access what) {
        return access != null && access.equals(what);
    }

    /** Keeps it with its request. */
    void keepIn(RoutingContext routing) {
        routing.put(KEY, this);
    }

    /** Whoever was found to have sent a request. */
    static Caller of(RoutingContext routing) {
        Caller caller = routing.get(KEY);
        return caller == null ? ANONYMOUS : caller;
    }
}
