package org.ankurah.server;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.ankurah.node.Node;
import org.ankurah.node.NodeObserver;

/** Counts what the node does, for {@code /q/metrics}. */
@Singleton
public class NodeMetrics implements NodeObserver {

    private final MeterRegistry registry;
    private final Counter transactions;
    private final Counter events;
    private final Counter failures;
    private final Timer commits;
    private final Timer deliveries;

    NodeMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.transactions = Counter.builder("ankurah.transactions")
                .description("Transactions that were committed")
                .register(registry);
        this.events = Counter.builder("ankurah.events")
                .description("Events that were appended to the log")
                .register(registry);
        this.failures = Counter.builder("ankurah.transactions.failed")
                .description("Transactions that were refused or could not be stored")
                .register(registry);
        this.commits = Timer.builder("ankurah.commit")
                .description("Time of one commit, which may hold several transactions")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        this.deliveries = Timer.builder("ankurah.delivery")
                .description("Time from the start of a commit until its changes are with the live queries")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
    }

    /** Shows the number of live queries that are open on this node. */
    void watch(Node node) {
        Gauge.builder("ankurah.live.queries", node, Node::openLiveQueries)
                .description("Live queries that are open now")
                .register(registry);
    }

    @Override
    public void committed(int committed, int appended, Duration took) {
        transactions.increment(committed);
        events.increment(appended);
        commits.record(took);
    }

    @Override
    public void failed() {
        failures.increment();
    }

    @Override
    public void delivered(Duration sinceCommit) {
        deliveries.record(sinceCommit);
    }
}
