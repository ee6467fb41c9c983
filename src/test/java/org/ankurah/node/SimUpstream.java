package org.ankurah.node;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.ankurah.event.CommittedEvent;
import org.ankurah.merge.EntityState;
import org.ankurah.storage.MemoryEngine;
import org.ankurah.storage.StorageEngine;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/** The durable node of a simulated life: it may die, and another one begins on the same store. */
final class SimUpstream {

    private final SimSchedule schedule;
    private final SimTrace trace;
    private final SimLedger ledger;
    private final Random random;
    private final SimPlan plan;
    private final StorageEngine store = new MemoryEngine();
    private final List<SimWatch> watches = new ArrayList<>();
    private SimStorage process;
    private @Nullable Node node;
    private long skew;

    SimUpstream(SimSchedule schedule, SimTrace trace, SimLedger ledger, Random random, SimPlan plan) {
        this.schedule = schedule;
        this.trace = trace;
        this.ledger = ledger;
        this.random = random;
        this.plan = plan;
        this.skew = plan.skews().get(0);
        this.process = open();
    }

    private SimStorage open() {
        SimStorage begun = new SimStorage(store, schedule, random, plan.slowness());
        Node.open(
                        begun.engine(),
                        SimModels.ALL,
                        SimFollower.options(schedule, () -> skew)
                                .withSlack(plan.slack())
                                .withResumeHorizon(plan.horizon()),
                        new Random(random.nextLong()))
                .subscribe()
                .with(this::opened, failure -> trace.fail("the upstream cannot start: " + failure));
        return begun;
    }

    private void opened(Node opened) {
        trace.say("the upstream has started");
        node = opened;
        watches.clear();
        watches.add(new SimWatch(
                opened, SimModels.QUESTIONS.get(random.nextInt(SimModels.QUESTIONS.size())), "upstream", trace));
    }

    /** Null while none runs. */
    @Nullable
    Node node() {
        return node;
    }

    /** What it keeps; answers at once. */
    StorageEngine store() {
        return store;
    }

    void setSkew(long millis) {
        skew = millis;
    }

    void die() {
        trace.say("the upstream dies");
        process.die();
        if (node != null) {
            ledger.died(node);
            node.close();
            node = null;
        }
    }

    /** Begins again after {@link #die}. */
    void begin() {
        process = open();
    }

    /** Writes something. What is given to it is not done at once. */
    void write(Random chance) {
        Node writer = node;
        if (writer == null) {
            return;
        }
        Transaction transaction = writer.context(SimModels.ME).begin();
        trace.say("upstream: ", transaction.id(), " ", new SimWriter(chance, transaction, entities()).write());
        ledger.begun(writer, transaction);
        transaction
                .commit()
                .subscribe()
                .with(receipt -> ledger.accepted(receipt, true), failure -> ledger.failed(transaction.id()));
    }

    List<CommittedEvent> log() {
        return store.log(0, Integer.MAX_VALUE).await().indefinitely();
    }

    /** All that it keeps, deleted or not. */
    List<EntityState> entities() {
        Set<Ulid> ids = new LinkedHashSet<>();
        log().forEach(event -> ids.add(event.event().entityId()));
        List<EntityState> all = new ArrayList<>();
        SimModels.ALL
                .models()
                .all()
                .forEach(model -> all.addAll(store.load(model.collection(), ids)
                        .await()
                        .indefinitely()
                        .values()));
        return all;
    }

    void check(int followersQueries) {
        watches.forEach(watch -> watch.check(store));
        if (node != null) {
            trace.same("open live queries upstream", node.openLiveQueries(), followersQueries + watches.size());
        }
    }
}
