package org.ankurah.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.query.Selection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random commits against random live queries, windows among them, that come and go, with snapshots that are older
 * than what the reactor has seen. After every step each subscriber's folded list is what a fresh query gives.
 *
 * <p>{@code -Dseed=…} repeats one scenario and prints its steps; {@code -Dscenarios=…} runs more of them.
 */
class LiveQueryFoldingTest {

    private static final int STEPS = 120;

    @Test
    void foldedChangeSetsEqualFreshQueriesAtEveryCursor() {
        String given = System.getProperty("seed");
        if (given != null) {
            new Scenario(Long.parseLong(given), true).run();
            return;
        }
        long first = new Random().nextLong();
        for (int i = 0; i < Integer.getInteger("scenarios", 200); i++) {
            long seed = first + i;
            try {
                new Scenario(seed, false).run();
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError("repeat with -Dseed=" + seed, failure);
            }
        }
        System.out.println("live query folding: first seed " + first);
    }

    private static final class Scenario {

        private final Random random;
        private final boolean verbose;
        private final RandomWorld world;
        private final TestLog log = new TestLog();
        private final Deque<CommittedTransaction> waiting = new ArrayDeque<>();
        private final List<Running> running = new ArrayList<>();
        private final TestReactor driver;
        private final Reactor reactor;
        private @Nullable CommittedTransaction last;

        /** A subscriber and its live query. */
        private static final class Running {
            private final Subscriber subscriber;
            private @Nullable LiveQuery<?> query;
            private long snapshot = -1;
            private boolean gone;
            private boolean throwing;

            Running(Subscriber subscriber) {
                this.subscriber = subscriber;
            }
        }

        Scenario(long seed, boolean verbose) {
            this.random = new Random(seed);
            this.verbose = verbose;
            this.world = new RandomWorld(random);
            for (int i = random.nextInt(10); i > 0; i--) {
                log.commit(steps());
            }
            this.driver = new TestReactor(new Models(world.models(), Map.of()), log.position(), log::at, log::position);
            this.reactor = driver.reactor;
        }

        void run() {
            for (int i = 0; i < STEPS; i++) {
                step();
                running.forEach(this::check);
                running.removeIf(one -> one.gone);
                assertThat(reactor.open()).isEqualTo(running.size());
            }
        }

        private void step() {
            int choice = random.nextInt(20);
            if (choice < 7) {
                waiting.add(log.commit(steps()));
                trace("commit %d", log.position());
            } else if (choice < 13) {
                apply();
            } else if (choice < 15) {
                register();
            } else if (choice < 18) {
                start();
            } else if (choice == 18) {
                cancelAny();
            } else if (last != null) {
                trace("apply again %d", last.position());
                driver.apply(last);
            }
        }

        private List<TestLog.Step> steps() {
            List<TestLog.Step> steps = new ArrayList<>();
            for (int i = 1 + random.nextInt(random.nextInt(8) == 0 ? 12 : 4); i > 0; i--) {
                steps.add(world.step(log));
            }
            return steps;
        }

        private void apply() {
            CommittedTransaction next = waiting.poll();
            if (next != null) {
                trace("apply %d", next.position());
                driver.apply(next);
                last = next;
            }
        }

        private void register() {
            ModelDescriptor model = world.anyModel();
            Selection selection = world.selection(model);
            Subscriber subscriber = new Subscriber(selection, world.interest(model), log);
            Running one = new Running(subscriber);
            one.query = reactor.register(
                    selection, subscriber.interest(), told -> receive(one, told.changes()), failure -> {
                        if (!one.throwing) {
                            throw new AssertionError("a live query failed", failure);
                        }
                        one.gone = true;
                    });
            running.add(one);
            trace("register %s %s", selection, subscriber.interest());
        }

        private void receive(Running one, ChangeSet<EntityState> changes) {
            assertThat(one.gone).isFalse();
            one.subscriber.receive(changes);
            int choice = random.nextInt(150);
            if (choice == 0) {
                one.throwing = true;
                throw new IllegalStateException("a listener's own trouble");
            }
            if (choice == 1) {
                cancelAny();
            }
        }

        private void start() {
            List<Running> candidates =
                    running.stream().filter(one -> one.snapshot < 0).toList();
            if (candidates.isEmpty()) {
                return;
            }
            Running one = world.any(candidates);
            List<Long> positions = log.positions().stream()
                    .filter(position -> position >= reactor.remembered() && position <= reactor.position())
                    .toList();
            one.snapshot = reactor.position();
            long read = world.any(positions);
            trace("start at %d with what was read at %d", one.snapshot, read);
            driver.start(one.query, read);
        }

        private void cancelAny() {
            if (!running.isEmpty()) {
                Running one = world.any(running);
                trace("cancel %s", one.subscriber.selection());
                one.query.cancel();
                one.gone = true;
            }
        }

        private void check(Running one) {
            if (!one.gone && one.snapshot >= 0) {
                one.subscriber.check(one.snapshot, reactor.position());
            }
        }

        private void trace(String format, Object... arguments) {
            if (verbose) {
                System.out.printf(format + "%n", arguments);
            }
        }
    }
}
