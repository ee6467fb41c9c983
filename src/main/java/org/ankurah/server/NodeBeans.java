package org.ankurah.server;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.ankurah.model.RecordModels;
import org.ankurah.node.Node;
import org.ankurah.node.NodeOptions;
import org.ankurah.node.Slack;
import org.ankurah.value.AnkurahException;
import org.jspecify.annotations.Nullable;

/** Opens the node when the server starts, and gives it and its models to whoever injects them. */
@Singleton
public class NodeBeans {

    /** Before everything that wants the node at start-up. */
    private static final int FIRST = 100;

    /** Crash recovery of the database and new indexes on large tables take their time. */
    private static final Duration LONGEST_OPEN = Duration.ofMinutes(10);

    private final ServerConfig config;
    private final ServerSettings settings;
    private final NodeMetrics metrics;
    private final BeanValidationCheck check;
    private final ServerStorage storage;
    private final RecordModels models;
    private final PolicySource policy;
    private final Event<NodeOpened> opened;
    private volatile @Nullable Node node;

    NodeBeans(
            ServerConfig config,
            ServerSettings settings,
            NodeMetrics metrics,
            BeanValidationCheck check,
            ServerStorage storage,
            RecordModels models,
            PolicySource policy,
            Event<NodeOpened> opened) {
        this.config = config;
        this.settings = settings;
        this.metrics = metrics;
        this.check = check;
        this.storage = storage;
        this.models = models;
        this.policy = policy;
        this.opened = opened;
    }

    void open(@Observes @Priority(FIRST) StartupEvent start) {
        if (config.command().isPresent()) {
            return;
        }
        NodeOptions options = NodeOptions.defaults()
                .withCheck(check)
                .withObserver(metrics)
                .withResumeHorizon(settings.resumeHorizon())
                .withSlack(Slack.DEFAULT.withPending(settings.pendingChanges()))
                .withMaxText(settings.textLength())
                .withAnswerRetention(settings.answerRetention())
                .withFollowing(settings.following())
                .withWriteGate(storage.gate())
                .withPolicy(policy.policy());
        Node ready = Node.open(storage.engine(), models, options).await().atMost(LONGEST_OPEN);
        metrics.watch(ready);
        opened.fire(new NodeOpened(ready, config.sampleData()));
        node = ready;
    }

    /** What others commit while this server stops is no concern of it any more. */
    void close(@Observes ShutdownEvent stop) {
        Node open = node;
        if (open != null) {
            open.close();
        }
        storage.close();
    }

    /** Whether reads and writes are possible. */
    boolean isOpen() {
        return node != null;
    }

    /** The node; a request that comes before it is open is told to come again. */
    @Produces
    @Singleton
    Node node() {
        Node ready = node;
        if (ready == null) {
            throw AnkurahException.unavailable("The server is starting. Try again in a moment.");
        }
        return ready;
    }
}
