package org.ankurah.server;

import io.quarkus.runtime.LaunchMode;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Tells browsers with every answer what its page may do: nothing is guessed from contents, nobody frames it, scripts
 * come from this server only, and once it was reached by TLS it is not without.
 */
@Singleton
public class SecurityHeaders {

    /** A year, as browsers ask for. */
    private static final String BY_TLS_ONLY = "max-age=31536000";

    /** Before whatever answers, and before {@link KeptFiles}. */
    private static final int FIRST = Integer.MIN_VALUE;

    private final @Nullable String policy;

    /** In dev mode pages are put together by tools that need scripts of their own. */
    SecurityHeaders(ServerConfig config) {
        this.policy = LaunchMode.current() == LaunchMode.DEVELOPMENT ? null : config.contentSecurityPolicy();
    }

    void register(@Observes Router router) {
        router.route().order(FIRST).handler(this::say);
    }

    private void say(RoutingContext routing) {
        MultiMap headers = routing.response().headers();
        headers.set("X-Content-Type-Options", "nosniff")
                .set("X-Frame-Options", "DENY")
                .set("Referrer-Policy", "same-origin");
        if (policy != null) {
            headers.set("Content-Security-Policy", policy);
        }
        if (isByTls(routing.request())) {
            headers.set("Strict-Transport-Security", BY_TLS_ONLY);
        }
        routing.next();
    }

    private static boolean isByTls(HttpServerRequest request) {
        return request.isSSL() || "https".equals(request.scheme());
    }
}
