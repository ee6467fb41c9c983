package org.ankurah.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ankurah.node.SimPlan.Act;
import org.jspecify.annotations.Nullable;

/**
 * One simulated life of an upstream and its followers: acts follow each other, and in between whatever is under way goes
 * on. Whenever it is quiet everybody agrees; some of it holds at any moment.
 */
final class SimLife {

    /** Far more than ever happens before it is quiet. */
    private static final int MOST_STEPS = 100_000;

    /** Of so many steps, one is followed by a look at what holds at any moment. */
    private static final int LOOK = 6;

    private static final long LONGEST_AWAY = 3_000_000;
    private static final int MINUTE = 60_000;

    private final SimPlan plan;
    private final Random random;
    private final SimSchedule schedule = new SimSchedule();
    private final SimTrace trace;
    private final SimLedger ledger;
    private final SimUpstream upstream;
    private final List<SimFollower> followers = new ArrayList<>();
    private int steps;

    SimLife(SimPlan plan, boolean traced) {
        this.plan = plan;
        this.random = new Random(plan.seed());
        this.trace = new SimTrace(schedule, traced);
        this.ledger = new SimLedger(trace);
        this.upstream = new SimUpstream(schedule, trace, ledger, random, plan);
        for (int i = 1; i < plan.skews().size(); i++) {
            followers.add(new SimFollower(
                    schedule,
                    trace,
                    ledger,
                    random,
                    upstream,
                    "f" + i,
                    plan.skews().get(i)));
        }
    }

    /** @return what went wrong; null if nothing did */
    @Nullable
    String live() {
        for (Act act : plan.acts()) {
            long time = schedule.now() + act.gap();
            pass(time);
            schedule.pass(time);
            trace.say("-- ", act.kind());
            perform(act, followers.get(act.who()), new Random(act.seed()));
            if (trace.failure() != null) {
                return trace.failure();
            }
        }
        settle();
        return trace.failure();
    }

    List<String> trace() {
        return trace.lines();
    }

    int steps() {
        return steps;
    }

    int confirmed() {
        return ledger.confirmed();
    }

    int refused() {
        return ledger.refused();
    }

    private void perform(Act act, SimFollower who, Random chance) {
        switch (act.kind()) {
            case WRITE -> who.write(chance, 0);
            case WRITE_SLOWLY -> who.write(chance, 1 + chance.nextInt(100_000));
            case WRITE_UPSTREAM -> upstream.write(chance);
            case WATCH -> who.watch(chance);
            case LEAVE -> who.leave(chance);
            case ASK -> who.ask(chance);
            case GET -> who.get(chance);
            case CUT -> {
                if (chance.nextBoolean()) {
                    who.cut();
                } else {
                    who.reconnect();
                }
            }
            case PARTITION -> {
                long until = chance.nextInt(500_000);
                followers.stream()
                        .filter(one -> one == who || chance.nextInt(3) == 0)
                        .forEach(one -> one.hold(until));
            }
            case AWAY -> who.stayAway(chance.nextLong(LONGEST_AWAY));
            case CRASH -> who.die();
            case RESTART -> {
                upstream.die();
                followers.forEach(SimFollower::upstreamDied);
                upstream.begin();
            }
            case SKEW -> {
                who.setSkew(chance.nextInt(20 * MINUTE) - 10 * MINUTE);
                if (chance.nextInt(4) == 0) {
                    upstream.setSkew(chance.nextInt(4 * MINUTE) - 2 * MINUTE);
                }
            }
            case QUIET -> settle();
        }
    }

    /** Lets happen what happens up to a time. */
    private void pass(long time) {
        while (trace.failure() == null && schedule.step(time)) {
            if (++steps > MOST_STEPS) {
                trace.fail("it never becomes quiet");
            }
            if (random.nextInt(LOOK) == 0) {
                followers.get(random.nextInt(followers.size())).checkNow();
            }
        }
    }

    /** Everybody comes back, and all that is under way comes to its end. */
    private void settle() {
        followers.forEach(SimFollower::comeBack);
        pass(Long.MAX_VALUE);
        if (trace.failure() == null) {
            trace.say("-- quiet");
            ledger.check(upstream.log());
            followers.forEach(SimFollower::checkAll);
            upstream.check(followers.stream().mapToInt(SimFollower::questions).sum());
        }
    }
}
