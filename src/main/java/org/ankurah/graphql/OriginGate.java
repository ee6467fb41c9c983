package org.ankurah.graphql;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Stands in front of everything at {@code /graphql} and {@code /sync} and lets a browser's request pass only if the page that makes it
 * may: for plain requests, event streams and WebSockets alike, as browsers hold the latter to nothing themselves. It
 * speaks CORS, so that the pages of other origins that are allowed can read the answers.
 *
 * <p>Browsers name the page in {@code Origin}, or leave it out where it is the server's own or the request is a mere
 * link, image or form; for those {@code Sec-Fetch-Site} tells whether another site made it. Programs send neither, and
 * pass.
 *
 * <p>A page may also give its own host's name the address of the visitor's machine and so look like the server's own.
 * Therefore what arrives at a loopback address has to ask for a name of this machine, or of an allowed origin.
 */
@Singleton
public class OriginGate {

    static final String PATHS = "(" + HttpEndpoint.PATH + "(/.*)?|" + SocketEndpoint.SYNC_PATH + ")";

    /** Before all others, as browsers ask for leave without their tokens. */
    static final int ROUTE_ORDER = Integer.MIN_VALUE + 1_000;

    private static final String SITE = "Sec-Fetch-Site";
    private static final Set<String> FOREIGN_SITES = Set.of("cross-site", "same-site");
    private static final String LEAVE_SECONDS = "3600";
    private static final String READABLE = "Retry-After";

    private static final AnswerWriter WRITER = new AnswerWriter();

    private final Origins origins;
    private final Admission admission;

    OriginGate(Origins origins, Admission admission) {
        this.origins = origins;
        this.admission = admission;
    }

    void register(@Observes Router router) {
        router.routeWithRegex(PATHS).order(ROUTE_ORDER).handler(this::handle);
    }

    private void handle(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        routing.response().headers().add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        String refused = refusal(request, origin);
        if (refused != null) {
            admission.originRefused();
            refuse(routing, refused);
            return;
        }
        if (origin != null && !isOwn(origin, request)) {
            allow(routing.response(), origin);
        }
        if (origin != null && isAskingForLeave(request)) {
            giveLeave(request, routing.response());
            return;
        }
        routing.next();
    }

    /** Why a request may not pass; null if it may. */
    private @Nullable String refusal(HttpServerRequest request, @Nullable String origin) {
        HostAndPort asked = request.authority();
        if (isLocal(request.localAddress()) && (asked == null || !isNameOfThisMachine(asked.host()))) {
            return "This server does not go by the name " + (asked == null ? "that was given" : asked.host())
                    + ". If it is to, add https://" + (asked == null ? "…" : asked.host())
                    + " to the setting ankurah.origins.";
        }
        if (origin == null) {
            boolean foreign = FOREIGN_SITES.contains(String.valueOf(request.getHeader(SITE)));
            return foreign && !origins.allowsAll()
                    ? "Links, images and forms of other sites do not ask this server. Type the address in yourself."
                    : null;
        }
        return isOwn(origin, request) || origins.allows(origin)
                ? null
                : "Pages of " + origin + " may not talk to this server. To let them, add the origin to the setting"
                        + " ankurah.origins.";
    }

    private boolean isNameOfThisMachine(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || Loopback.is(name.replaceAll("[\\[\\]]", ""))
                || origins.knowsHost(name);
    }

    private static boolean isOwn(String origin, HttpServerRequest request) {
        HostAndPort asked = request.authority();
        String own = Origins.authority(origin);
        if (asked == null || own == null) {
            return false;
        }
        String scheme = origin.substring(0, origin.indexOf(':'));
        return own.equals(Origins.authority(scheme + "://" + asked));
    }

    private static void allow(HttpServerResponse response, String origin) {
        response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, READABLE);
    }

    private static boolean isAskingForLeave(HttpServerRequest request) {
        return request.method().equals(HttpMethod.OPTIONS)
                && request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD) != null;
    }

    private static void giveLeave(HttpServerRequest request, HttpServerResponse response) {
        String headers = request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
        if (headers != null) {
            response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, headers);
        }
        response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST")
                .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, LEAVE_SECONDS)
                .setStatusCode(204)
                .end();
    }

    private static void refuse(RoutingContext routing, String reason) {
        AnkurahException forbidden = new AnkurahException(ErrorCode.FORBIDDEN, reason, null);
        byte[] json = WRITER.bytes(Map.of("errors", AnswerWriter.errors(List.of(ApiErrors.of(forbidden)))));
        routing.request().resume();
        routing.response()
                .setStatusCode(403)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
                .end(Buffer.buffer(json));
    }

    private static boolean isLocal(@Nullable SocketAddress address) {
        return address != null && Loopback.is(address.host());
    }
}
