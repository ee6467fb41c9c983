package org.ankurah.graphql;

import io.smallrye.mutiny.Uni;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.ankurah.node.ApiKeys;
import org.ankurah.node.Identity;
import org.ankurah.node.Node;
import org.ankurah.storage.ApiKey;
import org.ankurah.value.AnkurahException;
import org.jspecify.annotations.Nullable;

/** Finds out who a client is, whatever way it comes. Safe for all threads. */
@Singleton
public class Logins {

    private final Authenticator tokens;
    private final Audit audit;
    private final Instance<Node> node;

    Logins(Authenticator tokens, Audit audit, Instance<Node> node) {
        this.tokens = tokens;
        this.audit = audit;
        this.node = node;
    }

    /**
     * Who gives these.
     *
     * @return fails with {@link RefusedLogin} if they are wrong; whoever gives none is anonymous
     */
    Uni<Caller> login(Credentials given, String address) {
        Caller anonymous = Caller.ANONYMOUS.withAdminKey(given.adminKey()).from(address);
        String token = given.token();
        if (token == null) {
            return Uni.createFrom().item(anonymous);
        }
        Uni<Login> login = token.startsWith(ApiKeys.PREFIX) ? ofKey(token) : tokens.login(token);
        return login.map(found ->
                        new Caller(found.identity(), found.until(), given.adminKey(), found.keyId(), address, null))
                .onFailure(RefusedLogin.class)
                .invoke(refused -> audit.loginRefused(address, refused.reason()));
    }

    private Uni<Login> ofKey(String secret) {
        return Uni.createFrom().item(() -> {
            ApiKey key = node.get().apiKeys().find(secret);
            if (key == null) {
                throw new RefusedLogin(RefusedLogin.Reason.UNKNOWN_KEY);
            }
            Set<String> roles = new HashSet<>(key.roles());
            roles.add(Identity.AUTHENTICATED);
            Identity service =
                    new Identity("key:" + key.name(), roles, key.claims().value());
            return new Login(service, key.expiresAt(), key.id());
        });
    }

    /**
     * Who sends a request. What is known then is kept with the request.
     *
     * @param known goes on with the request
     * @param refused answers that it is not known
     */
    void login(RoutingContext routing, Runnable known, Consumer<Throwable> refused) {
        Thread loop = Thread.currentThread();
        var own = EventLoops.current();
        login(
                        Credentials.of(routing.request().headers()),
                        address(routing.request().remoteAddress()))
                .subscribe()
                .with(
                        caller -> EventLoops.run(loop, own, () -> {
                            caller.keepIn(routing);
                            known.run();
                        }),
                        failure -> EventLoops.run(loop, own, () -> refused.accept(failure)));
    }

    /** The same, with what it may do now; it keeps that until it is asked again. */
    Caller withRights(Caller caller) {
        try {
            return caller.with(node.get().policy().of(caller.identity()));
        } catch (AnkurahException starting) {
            // There is no node yet, and whatever the caller asks is told so.
            return caller;
        }
    }

    /** An address without its port. */
    static String address(@Nullable SocketAddress from) {
        return from == null || from.hostAddress() == null ? "" : from.hostAddress();
    }
}
