package org.ankurah.node;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Random;
import java.util.function.Consumer;
import org.ankurah.node.sync.Message;

/**
 * A connection between a simulated follower and its upstream. Each way, messages take their time and arrive in their
 * order. When the connection breaks, some of what is on its way still arrives, and each side hears of it at a time of its
 * own; so an upstream may still listen to a connection that its follower has given up and replaced.
 */
final class SimWire {

    private static final int USUAL_DELAY = 4_000;
    private static final int LONG_DELAY = 300_000;
    private static final int LATE = 2_000_000;

    /** Behind it nothing comes. */
    private static final Object END = new Object();

    private final SimSchedule schedule;
    private final SimTrace trace;
    private final Random random;
    private final SimEnds ends;
    private final Runnable onFollowerGone;
    private final Way up;
    private final Way down;
    private boolean broken;
    private long held;

    private record Travelling(long at, Object what) {}

    /** @param onFollowerGone called when the follower hears that the connection is gone */
    SimWire(
            SimSchedule schedule,
            SimTrace trace,
            Random random,
            String name,
            Node from,
            Node to,
            Runnable onFollowerGone) {
        this.schedule = schedule;
        this.trace = trace;
        this.random = random;
        this.onFollowerGone = onFollowerGone;
        this.up = new Way(name + ">", message -> ends().atUpstream(message), () -> ends().goneForUpstream());
        this.down = new Way(name + "<", message -> ends().atFollower(message), this::followerGone);
        this.ends = new SimEnds(from, new End(up, down), to, new End(down, up));
    }

    void open() {
        ends.connect();
    }

    private SimEnds ends() {
        return ends;
    }

    private void followerGone() {
        ends.goneForFollower();
        onFollowerGone.run();
    }

    /** Whether the follower believes that it is connected. */
    boolean isOpenForFollower() {
        return down.listening;
    }

    /** Nothing arrives before a time. */
    void hold(long until) {
        held = Math.max(held, until);
    }

    /** The connection breaks, which each side hears of sooner or later. */
    void cut() {
        if (!broken) {
            trace.say("the connection ", up.name, " breaks");
            broken = true;
            up.breakOff();
            down.breakOff();
        }
    }

    /** The follower is no more: the upstream hears of it sooner or later. */
    void followerDied() {
        down.listening = false;
        cut();
    }

    /** The upstream is no more: the follower hears of it sooner or later. */
    void upstreamDied() {
        up.listening = false;
        cut();
    }

    /** What one side holds of the connection: it sends one way and listens on the other. */
    private final class End implements SimEnds.Mouth {

        private final Way out;
        private final Way in;

        End(Way out, Way in) {
            this.out = out;
            this.in = in;
        }

        @Override
        public void say(Message message) {
            out.send(message);
        }

        @Override
        public void close() {
            if (!broken) {
                trace.say("the connection is closed at the start of ", out.name);
                broken = true;
                out.end(0);
                in.endNow();
            }
        }
    }

    /** One direction. */
    private final class Way {

        private final String name;
        private final Consumer<Message> receiver;
        private final Runnable onEnd;
        private final Deque<Travelling> queue = new ArrayDeque<>();
        private long last;
        private boolean listening = true;
        private boolean planned;

        Way(String name, Consumer<Message> receiver, Runnable onEnd) {
            this.name = name;
            this.receiver = receiver;
            this.onEnd = onEnd;
        }

        void send(Message message) {
            if (!broken) {
                trace.say(name, " sent ", message);
                add(random.nextInt(random.nextInt(8) == 0 ? LONG_DELAY : USUAL_DELAY), message);
            }
        }

        private void add(long delay, Object what) {
            last = Math.max(last, schedule.now() + delay);
            queue.add(new Travelling(last, what));
            plan();
        }

        /** Of what is on its way, the first part arrives. */
        void breakOff() {
            int arrives = random.nextInt(queue.size() + 1);
            Iterator<Travelling> each = queue.iterator();
            for (int i = 0; each.hasNext(); i++) {
                each.next();
                if (i >= arrives) {
                    each.remove();
                }
            }
            end(random.nextInt(random.nextInt(4) == 0 ? LATE : USUAL_DELAY));
        }

        void end(long delay) {
            add(delay, END);
        }

        /** The receiving side knows that nothing comes any more. */
        void endNow() {
            queue.clear();
            finish();
        }

        private void finish() {
            if (listening) {
                listening = false;
                trace.say(name, " has ended");
                onEnd.run();
            }
        }

        private void plan() {
            Travelling next = queue.peek();
            if (next != null && !planned) {
                planned = true;
                schedule.at(next.at, this::arrive);
            }
        }

        private void arrive() {
            planned = false;
            Travelling next = queue.peek();
            if (next == null) {
                return;
            }
            long time = Math.max(next.at, held);
            if (time > schedule.now()) {
                planned = true;
                schedule.at(time, this::arrive);
                return;
            }
            queue.remove();
            if (next.what instanceof Message message) {
                if (listening) {
                    trace.say(name, " ", message.getClass().getSimpleName(), " arrives");
                    receiver.accept(message);
                }
            } else {
                finish();
            }
            plan();
        }
    }
}
