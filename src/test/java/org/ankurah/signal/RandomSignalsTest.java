package org.ankurah.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ankurah.value.Seeds;
import org.junit.jupiter.api.Test;

/** Random graphs of signals and random batches, compared with values that are made anew each time. */
class RandomSignalsTest {

    private static final int STEPS = 60;

    @Test
    void signalsAreWhatARecomputationGives() {
        Seeds.each("signals", 300, random -> new Scenario(random).run());
    }

    /** A graph, and the same graph as plain functions of the sources' values. */
    private static final class Scenario {

        private final Random random;
        private final List<MutableSignal<Integer>> sources = new ArrayList<>();
        private final List<Signal<Integer>> signals = new ArrayList<>();
        private final List<Plain> plain = new ArrayList<>();
        private final List<Watcher> watchers = new ArrayList<>();

        /** What each function was called with since the sources were last set. */
        private final Map<Integer, Integer> calls = new HashMap<>();

        /** One node of the graph without any memory; null if it fails. */
        private interface Plain {
            Integer value(int[] sources);
        }

        Scenario(Random random) {
            this.random = random;
        }

        void run() {
            int roots = 1 + random.nextInt(4);
            for (int i = 0; i < roots; i++) {
                int place = i;
                MutableSignal<Integer> source = MutableSignal.of(random.nextInt(5));
                sources.add(source);
                signals.add(source);
                plain.add(values -> values[place]);
            }
            for (int i = random.nextInt(12); i >= 0; i--) {
                derive();
            }
            for (int i = 0; i < STEPS; i++) {
                step();
                check();
            }
            watchers.forEach(watcher -> watcher.subscription.close());
            assertThat(sources).allMatch(source -> source.subscriptions() == 0);
        }

        private void derive() {
            int node = signals.size();
            int first = random.nextInt(node);
            int second = random.nextInt(node);
            int modulus = 1 + random.nextInt(6);
            Plain left = plain.get(first);
            Plain right = plain.get(second);
            switch (random.nextInt(3)) {
                case 0 -> {
                    signals.add(signals.get(first).map(n -> one(node, n, modulus)));
                    plain.add(values -> {
                        Integer n = left.value(values);
                        return n == null || fails(n, modulus) ? null : Integer.valueOf(Math.floorMod(n + 1, modulus));
                    });
                }
                case 1 -> {
                    signals.add(Signal.combine(signals.get(first), signals.get(second), (x, y) -> {
                        calls.merge(node, 1, Integer::sum);
                        return (x * 3 + y) % modulus;
                    }));
                    plain.add(values -> {
                        Integer x = left.value(values);
                        Integer y = right.value(values);
                        return x == null || y == null ? null : Integer.valueOf((x * 3 + y) % modulus);
                    });
                }
                default -> {
                    List<Signal<Integer>> all = List.copyOf(signals);
                    List<Plain> allPlain = List.copyOf(plain);
                    signals.add(Signal.combine(all, values -> {
                        calls.merge(node, 1, Integer::sum);
                        return values.stream().mapToInt(n -> n).sum();
                    }));
                    plain.add(values -> {
                        int sum = 0;
                        for (Plain each : allPlain) {
                            Integer n = each.value(values);
                            if (n == null) {
                                return null;
                            }
                            sum += n;
                        }
                        return sum;
                    });
                }
            }
        }

        private static boolean fails(int value, int modulus) {
            return modulus == 5 && value == 3;
        }

        private int one(int node, int value, int modulus) {
            calls.merge(node, 1, Integer::sum);
            if (fails(value, modulus)) {
                throw new IllegalArgumentException("3");
            }
            return Math.floorMod(value + 1, modulus);
        }

        private void step() {
            switch (random.nextInt(8)) {
                case 0 -> watchers.add(new Watcher(random.nextInt(signals.size())));
                case 1 -> {
                    if (!watchers.isEmpty()) {
                        watchers.remove(random.nextInt(watchers.size()))
                                .subscription
                                .close();
                    }
                }
                case 2 -> {
                    int node = random.nextInt(signals.size());
                    assertThat(shown(signals.get(node))).isEqualTo(expected(node, values()));
                }
                case 3, 4 -> {
                    calls.clear();
                    set();
                    assertToldOnce();
                }
                default -> {
                    calls.clear();
                    batch();
                }
            }
        }

        private void set() {
            sources.get(random.nextInt(sources.size())).set(random.nextInt(5));
        }

        private void batch() {
            int[] before = values();
            boolean throwing = random.nextInt(5) == 0;
            boolean reading = random.nextInt(3) == 0;
            try {
                Signals.batch(() -> {
                    for (int i = random.nextInt(5); i >= 0; i--) {
                        set();
                        if (reading) {
                            int node = random.nextInt(signals.size());
                            assertThat(shown(signals.get(node))).isEqualTo(expected(node, values()));
                        }
                    }
                    if (throwing) {
                        throw new UnsupportedOperationException();
                    }
                });
            } catch (UnsupportedOperationException expected) {
                assertThat(values()).isEqualTo(before);
            }
            if (!reading) {
                assertToldOnce();
            }
        }

        /** Nothing is made twice for one change, and nobody is told twice. */
        private void assertToldOnce() {
            check();
            assertThat(calls.values()).allMatch(count -> count == 1);
            assertThat(watchers).allMatch(watcher -> watcher.news <= 1);
        }

        private void check() {
            int[] values = values();
            for (int i = 0; i < signals.size(); i++) {
                if (random.nextBoolean()) {
                    assertThat(shown(signals.get(i))).isEqualTo(expected(i, values));
                }
            }
            for (Watcher watcher : watchers) {
                assertThat(watcher.told).isEqualTo(expected(watcher.node, values));
                watcher.news = 0;
            }
        }

        private int[] values() {
            return sources.stream().mapToInt(MutableSignal::get).toArray();
        }

        private String expected(int node, int[] values) {
            return String.valueOf(plain.get(node).value(values));
        }

        private static String shown(Signal<Integer> signal) {
            try {
                return String.valueOf(signal.get());
            } catch (IllegalArgumentException failure) {
                return "null";
            }
        }

        /** A subscriber that remembers what it was told last, and how often since it was looked at. */
        private final class Watcher {

            private final int node;
            private final Subscription subscription;
            private String told = "nothing";
            private int news;

            Watcher(int node) {
                this.node = node;
                this.subscription = signals.get(node).subscribe(n -> tell(n.toString()), failure -> tell("null"));
            }

            private void tell(String value) {
                told = value;
                news++;
            }
        }
    }
}
