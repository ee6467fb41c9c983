package org.ankurah.server;

import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.ankurah.graphql.AdminKey;
import org.ankurah.graphql.Authenticator;
import org.ankurah.graphql.GraphiqlPage;
import org.ankurah.graphql.GraphqlLimits;
import org.ankurah.graphql.Origins;
import org.ankurah.graphql.PersistedDocuments;
import org.ankurah.graphql.RateLimits;
import org.ankurah.graphql.TransportLimits;
import org.ankurah.server.auth.Authenticators;

/** Carries configuration to the layers above, which know no configuration. */
@Singleton
public class LimitsProducer {

    @Produces
    @Singleton
    AdminKey adminKey(ServerConfig config) {
        return new AdminKey(config.adminKey().orElse(null));
    }

    /** Made when the server starts, so that a key that cannot be used is noticed then. */
    @Produces
    @Singleton
    @Startup
    Authenticator authenticator(ServerSettings settings, Vertx vertx) {
        return Authenticators.of(settings.tokens(), vertx);
    }

    @Produces
    @Singleton
    ServerSettings settings(ServerConfig config) {
        return ServerSettings.read(config);
    }

    @Produces
    @Singleton
    GraphqlLimits graphqlLimits(ServerSettings settings) {
        return settings.requests();
    }

    @Produces
    @Singleton
    TransportLimits transportLimits(ServerSettings settings) {
        return settings.clients();
    }

    @Produces
    @Singleton
    RateLimits rateLimits(ServerSettings settings) {
        return settings.entry().rates();
    }

    @Produces
    @Singleton
    Origins origins(ServerSettings settings) {
        return settings.entry().origins();
    }

    @Produces
    @Singleton
    GraphiqlPage.Switch graphiql(ServerConfig config, PolicySource policy) {
        return new GraphiqlPage.Switch(config.graphiql(), policy.isOpen());
    }

    @Produces
    @Singleton
    PersistedDocuments documents(ServerConfig config, ServerSettings settings) {
        PersistedDocuments documents =
                new PersistedDocuments(settings.entry().documents(), OperationFiles.read(config.operationsDir()));
        if (settings.entry().documents() == PersistedDocuments.Mode.ALLOW_LIST && documents.registered() == 0) {
            throw new IllegalStateException("The setting ankurah.persisted-documents allows registered documents only,"
                    + " and there are none in " + config.operationsDir() + " (ankurah.operations-dir).");
        }
        return documents;
    }
}
