package org.ankurah.node;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What is to happen in a simulated life, all of it made of one seed. An act makes sense whatever happened before, so acts
 * can be left out to find a shorter life that fails as well.
 *
 * @param slowness how many of a hundred steps of the upstream's store take some time
 * @param slack how far the upstream lets its subscribers lag behind, before it merges what they missed
 * @param horizon how many events a follower may have missed to be told the difference when it comes back
 * @param skews by how many milliseconds clocks are wrong; the first is the upstream's
 */
record SimPlan(long seed, int slowness, Slack slack, int horizon, List<Long> skews, List<Act> acts) {

    private static final int MOST_FOLLOWERS = 5;
    private static final int MOST_ACTS = 45;
    private static final int MINUTE = 60_000;

    /** What may happen, and how often compared with the others. */
    enum Kind {
        WRITE(24),
        WRITE_UPSTREAM(8),
        WRITE_SLOWLY(5),
        WATCH(8),
        LEAVE(4),
        ASK(4),
        GET(3),
        CUT(6),
        PARTITION(4),
        AWAY(4),
        CRASH(2),
        RESTART(2),
        SKEW(2),
        QUIET(2);

        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }
    }

    /**
     * @param gap microseconds since the act before
     * @param who one of the followers
     * @param seed of what is left to chance in it
     */
    record Act(Kind kind, long gap, int who, long seed) {}

    /** Each life has habits of its own: some things do not happen in it at all. */
    static SimPlan of(long seed) {
        Random random = new Random(seed);
        Map<Kind, Integer> weights = new EnumMap<>(Kind.class);
        int sum = 0;
        for (Kind kind : Kind.values()) {
            int weight = kind != Kind.WRITE && random.nextInt(4) == 0 ? 0 : kind.weight;
            weights.put(kind, weight);
            sum += weight;
        }
        int followers = 1 + random.nextInt(MOST_FOLLOWERS);
        List<Long> skews = new ArrayList<>();
        int worst = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(4 * MINUTE);
        for (int i = 0; i <= followers; i++) {
            skews.add(worst == 0 ? 0 : (long) random.nextInt(2 * worst) - worst);
        }
        int pace = 1_000 << random.nextInt(8);
        List<Act> acts = new ArrayList<>();
        for (int n = 10 + random.nextInt(MOST_ACTS - 10); n > 0; n--) {
            acts.add(new Act(
                    one(weights, random.nextInt(sum)),
                    random.nextInt(pace),
                    random.nextInt(followers),
                    random.nextLong()));
        }
        return new SimPlan(
                random.nextLong(),
                random.nextBoolean() ? 0 : 10 + random.nextInt(80),
                random.nextBoolean() ? Slack.DEFAULT : new Slack(1 + random.nextInt(6), 10_000),
                random.nextBoolean() ? 10_000 : random.nextInt(30),
                skews,
                acts);
    }

    private static Kind one(Map<Kind, Integer> weights, int chosen) {
        int left = chosen;
        for (Map.Entry<Kind, Integer> each : weights.entrySet()) {
            left -= each.getValue();
            if (left < 0) {
                return each.getKey();
            }
        }
        throw new IllegalStateException("more was chosen than there is");
    }

    SimPlan with(List<Act> others) {
        return new SimPlan(seed, slowness, slack, horizon, skews, List.copyOf(others));
    }
}
