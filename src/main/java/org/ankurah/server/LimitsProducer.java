package org.ankurah.server;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.ankurah.graphql.AdminKey;
import org.ankurah.graphql.GraphqlLimits;
import org.ankurah.graphql.TransportLimits;

/** Carries configuration to the layers above, which know no configuration. */
@Singleton
public class LimitsProducer {

    @Produces
    @Singleton
    AdminKey adminKey(ServerConfig config) {
        return new AdminKey(config.adminKey().orElse(null));
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
}
