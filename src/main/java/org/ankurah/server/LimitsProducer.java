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
    GraphqlLimits graphqlLimits(ServerConfig config) {
        ServerConfig.Limits limits = config.limits();
        return new GraphqlLimits(limits.bodyBytes(), limits.documentLength(), limits.depth(), limits.complexity());
    }

    @Produces
    @Singleton
    TransportLimits transportLimits(ServerConfig config) {
        ServerConfig.Limits limits = config.limits();
        return new TransportLimits(
                limits.connections(),
                limits.operationsPerSocket(),
                limits.liveQueries(),
                limits.messagesPerSecond(),
                limits.messageBurst(),
                limits.bodyBytes(),
                config.compression());
    }
}
