package org.ankurah.server;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Keeps a server that lets everybody do everything from being reached by others than those on its machine. */
@Singleton
public class OpenCheck {

    /** Before anything is opened. */
    private static final int FIRST = 50;

    private final ServerConfig config;
    private final PolicySource policy;
    private final String host;

    OpenCheck(
            ServerConfig config,
            PolicySource policy,
            @ConfigProperty(name = "quarkus.http.host", defaultValue = "localhost") String host) {
        this.config = config;
        this.policy = policy;
        this.host = host;
    }

    void check(@Observes @Priority(FIRST) StartupEvent start) {
        if (config.command().isEmpty() && policy.isOpen() && !config.open() && !isLoopback(host)) {
            throw new IllegalStateException("Everybody who reaches " + host + " could read and write everything, as"
                    + " there is no policy. Say who may do what with ankurah.policy-file, or listen on this machine"
                    + " alone with quarkus.http.host=localhost, or set ankurah.open=true if this is meant.");
        }
    }

    /** An address that cannot be found is told of by whoever listens on it. */
    static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
