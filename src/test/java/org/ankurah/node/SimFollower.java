package org.ankurah.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.LongSupplier;
import org.ankurah.event.CommittedEvent;
import org.ankurah.merge.EntityState;
import org.ankurah.node.sync.Replica;
import org.ankurah.storage.StorageEngine;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/** An ephemeral node of a simulated life, which connects again and again. When it dies, an empty one takes its place. */
final class SimFollower {

    private static final int LONGEST_PAUSE = 200_000;

    /** No timer of a node fires within a life: it is real time that it waits for. */
    private static final Duration NEVER = Duration.ofMinutes(1);

    private final SimSchedule schedule;
    private final SimTrace trace;
    private final SimLedger ledger;
    private final Random random;
    private final SimUpstream upstream;
    private final String name;
    private final List<SimWatch> watches = new ArrayList<>();
    private Node node;
    private @Nullable SimWire wire;
    private long skew;
    private long away;
    private int asked;
    private int wires;

    SimFollower(
            SimSchedule schedule,
            SimTrace trace,
            SimLedger ledger,
            Random random,
            SimUpstream upstream,
            String name,
            long skew) {
        this.schedule = schedule;
        this.trace = trace;
        this.ledger = ledger;
        this.random = random;
        this.upstream = upstream;
        this.name = name;
        this.skew = skew;
        this.node = begin();
        connectLater();
    }

    static NodeOptions options(SimSchedule schedule, LongSupplier skew) {
        return NodeOptions.defaults()
                .withClock(schedule.clock(skew))
                .withFollowing(Following.NOTIFY.withInterval(NEVER));
    }

    private Node begin() {
        Node begun = Node.ephemeral(SimModels.ALL, options(schedule, () -> skew), new Random(random.nextLong()));
        begun.outcomes().subscribe().with(ledger::settled);
        return begun;
    }

    void setSkew(long millis) {
        skew = millis;
    }

    void die() {
        trace.say(name, " dies");
        ledger.died(node);
        if (wire != null) {
            wire.followerDied();
        }
        watches.clear();
        asked = 0;
        node = begin();
        connectLater();
    }

    private void connectLater() {
        schedule.after(random.nextInt(LONGEST_PAUSE), this::connect);
    }

    /** Connects, unless it believes that it is, or wants to be away. */
    void connect() {
        if (isConnected() || schedule.now() < away) {
            return;
        }
        Node to = upstream.node();
        if (to == null) {
            connectLater();
            return;
        }
        trace.say(name, " connects");
        SimWire[] made = new SimWire[1];
        made[0] = new SimWire(schedule, trace, random, name + "." + ++wires, node, to, () -> gone(made[0]));
        wire = made[0];
        wire.open();
    }

    private boolean isConnected() {
        return wire != null && wire.isOpenForFollower();
    }

    private void gone(SimWire which) {
        if (wire == which) {
            connectLater();
        }
    }

    void cut() {
        if (wire != null) {
            wire.cut();
        }
    }

    /** It gives up its connection for another one, since nothing is heard any more. */
    void reconnect() {
        SimWire before = wire;
        wire = null;
        connect();
        if (wire == null) {
            wire = before;
        }
    }

    void upstreamDied() {
        if (wire != null) {
            wire.upstreamDied();
        }
    }

    /** Nothing is heard for a while, either way. */
    void hold(long micros) {
        if (wire != null) {
            trace.say(name, " hears nothing");
            wire.hold(schedule.now() + micros);
        }
    }

    void stayAway(long micros) {
        away = schedule.now() + micros;
        cut();
        schedule.at(away, this::connect);
    }

    void comeBack() {
        away = 0;
        connect();
    }

    void watch(Random chance) {
        SimModels.Asked question = SimModels.QUESTIONS.get(chance.nextInt(SimModels.QUESTIONS.size()));
        trace.say(name, " watches ", question);
        watches.add(new SimWatch(node, question, name, trace));
    }

    void leave(Random chance) {
        if (!watches.isEmpty()) {
            watches.remove(chance.nextInt(watches.size())).cancel();
        }
    }

    /** Asks once, at the upstream or here; it has to be answered sooner or later. */
    void ask(Random chance) {
        SimModels.Asked question = SimModels.QUESTIONS.get(chance.nextInt(SimModels.QUESTIONS.size()));
        boolean remote = chance.nextBoolean();
        trace.say(name, " asks ", question, remote ? " upstream" : " here");
        Context here = node.context(SimModels.ME);
        Node asking = node;
        asked++;
        (remote ? here.remote() : here)
                .fetch(question.model(), question.query())
                .subscribe()
                .with(found -> answered(asking), unavailable -> answered(asking));
    }

    void get(Random chance) {
        List<EntityState> all = upstream.entities();
        if (!all.isEmpty()) {
            EntityState any = all.get(chance.nextInt(all.size()));
            trace.say(name, " gets ", any.id());
            Node asking = node;
            asked++;
            node.context(SimModels.ME)
                    .get(SimModels.ALL.binding(any.model().collection()).recordClass(), any.id())
                    .subscribe()
                    .with(found -> answered(asking), failure -> trace.fail(name + " cannot get: " + failure));
        }
    }

    private void answered(Node asking) {
        if (asking == node) {
            asked--;
        }
    }

    /** @param open how long the transaction stays open */
    void write(Random chance, long open) {
        Node writer = node;
        Transaction transaction = writer.context(SimModels.ME).begin();
        List<EntityState> known = new ArrayList<>();
        SimModels.ALL
                .models()
                .all()
                .forEach(model -> replica().states(model.collection()).forEach(known::add));
        trace.say(name, ": ", transaction.id(), " ", new SimWriter(chance, transaction, known).write());
        if (open == 0) {
            commit(writer, transaction);
        } else {
            schedule.after(open, () -> commit(writer, transaction));
        }
    }

    private void commit(Node writer, Transaction transaction) {
        if (writer == node) {
            ledger.begun(writer, transaction);
            transaction
                    .commit()
                    .subscribe()
                    .with(receipt -> ledger.accepted(receipt, false), failure -> ledger.failed(transaction.id()));
        }
    }

    private Replica replica() {
        return ((ReplicaEngine) node.storage()).replica();
    }

    /** What holds at any moment, of one live query and one entity. */
    void checkNow() {
        if (!watches.isEmpty()) {
            watches.get(random.nextInt(watches.size())).check();
        }
        List<EntityState> items = replica().states("item").toList();
        if (!items.isEmpty()) {
            checkCounter(items.get(random.nextInt(items.size())), upstream.log());
        }
    }

    private void checkCounter(EntityState state, List<CommittedEvent> log) {
        long below = replica().known(state.model().collection(), state.id()).position();
        trace.same(
                name + " counts " + state.id(),
                state.value("plays"),
                new Value.Int(ledger.counted(node, state.id(), log, below)));
    }

    /** What holds when nothing is under way. */
    void checkAll() {
        StorageEngine store = upstream.store();
        List<CommittedEvent> log = upstream.log();
        trace.same(name + " has unanswered questions", asked, 0);
        trace.same(name + " has pending transactions", node.pending().await().indefinitely(), 0);
        for (SimWatch watch : watches) {
            watch.check();
            watch.check(store);
            for (EntityState truth : SimWatch.fetch(store, watch.asked())) {
                EntityState here = Objects.requireNonNull(replica().state(truth.id()));
                trace.same(name + " holds " + truth.id(), text(here), text(truth));
            }
        }
        replica().states("item").forEach(state -> checkCounter(state, log));
    }

    private static String text(EntityState state) {
        return HexFormat.of().formatHex(state.encode());
    }

    /** How many different questions it follows the upstream for. */
    int questions() {
        Set<SimModels.Asked> different = new HashSet<>();
        watches.forEach(watch -> different.add(watch.asked()));
        return different.size();
    }
}
