package org.ankurah.server;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Says how long browsers may keep the files of the pages: those with a digest in their names for good; everything else,
 * and above all the page that says which of them are current, not without asking.
 */
@Singleton
public class KeptFiles {

    private static final String WITH_DIGEST = "/assets/";
    private static final String FOR_GOOD = "public, max-age=31536000, immutable";

    /** Before whatever answers. */
    private static final int FIRST = Integer.MIN_VALUE;

    void register(@Observes Router router) {
        router.getWithRegex("/|/index\\.html|" + WITH_DIGEST + ".*")
                .order(FIRST)
                .handler(routing -> {
                    routing.addHeadersEndHandler(sent -> say(routing));
                    routing.next();
                });
    }

    /** A file that is missing now may be there after the next start. */
    private static void say(RoutingContext routing) {
        int status = routing.response().getStatusCode();
        boolean isFound = status == 200 || status == 206 || status == 304;
        boolean forGood = isFound && routing.normalizedPath().startsWith(WITH_DIGEST);
        routing.response().putHeader(HttpHeaders.CACHE_CONTROL, forGood ? FOR_GOOD : "no-cache");
    }
}
