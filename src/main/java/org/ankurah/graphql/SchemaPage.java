package org.ankurah.graphql;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.ankurah.model.Models;
import org.jspecify.annotations.Nullable;

/**
 * The schema in SDL at {@code /graphql/schema.graphql}. SmallRye writes one as well, but puts fields in the order of
 * their names; this is the text that tools may commit and compare.
 */
@Singleton
public class SchemaPage {

    private static final String PATH = HttpEndpoint.PATH + "/schema.graphql";

    private final Models models;
    private final GraphqlLimits limits;
    private volatile @Nullable String text;

    SchemaPage(Models models, GraphqlLimits limits) {
        this.models = models;
        this.limits = limits;
    }

    void register(@Observes Router router) {
        router.get(PATH).order(HttpEndpoint.ROUTE_ORDER).handler(this::answer);
    }

    private void answer(RoutingContext routing) {
        if (!limits.introspection()) {
            routing.response().setStatusCode(404).end();
            return;
        }
        routing.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                .end(text());
    }

    private String text() {
        String written = text;
        if (written == null) {
            written = SchemaText.of(SchemaFactory.build(models));
            text = written;
        }
        return written;
    }
}
