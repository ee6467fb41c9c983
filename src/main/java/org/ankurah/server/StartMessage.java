package org.ankurah.server;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Says, once the server answers, where to click and what to mind. */
@Singleton
public class StartMessage {

    private static final Logger LOG = Logger.getLogger(StartMessage.class);

    private final ServerStorage storage;
    private final PolicySource policy;
    private final ServerConfig config;

    StartMessage(ServerStorage storage, PolicySource policy, ServerConfig config) {
        this.storage = storage;
        this.policy = policy;
        this.config = config;
    }

    void print(@ObservesAsync HttpServerStart start) {
        String host = start.options().getHost();
        boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
        String base = "http://" + (everywhere ? "localhost" : host) + ":"
                + start.options().getPort();
        String where = everywhere ? "this machine's port " + start.options().getPort() : base;
        LOG.infof(
                """
                Ankurah is running.

                %4$s    GraphQL     %1$s/graphql  (HTTP and WebSocket)
                    Health      %1$s/q/health
                    Database    %2$s

                %3$s
                """,
                base,
                storage.address(),
                policy.isOpen()
                        ? "There is no policy: everyone who reaches " + where + " may read and write everything."
                        : "Who may do what is said by " + policy.origin() + ".",
                (hasPages() ? "    Music store " + base + "\n" : "")
                        + (config.graphiql() ? "    Explore     " + base + "/graphiql\n" : ""));
    }

    /** They may have been left out of the build. In dev mode they come from elsewhere. */
    private static boolean hasPages() {
        return LaunchMode.current() == LaunchMode.DEVELOPMENT
                || Thread.currentThread().getContextClassLoader().getResource("META-INF/resources/index.html") != null;
    }
}
