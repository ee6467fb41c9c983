package org.ankurah.node;

/**
 * How far a subscriber of a live query may be behind. None of it changes what it is told in the end.
 *
 * @param waiting how much waits for it as it is told to others, who share it: each change set counts one, and one for
 *     each entity or group in it. Beyond, it is merged
 * @param pending how many changed entities or groups may wait merged. Beyond, its subscription ends with
 *     {@code LIMIT_EXCEEDED}
 */
public record Slack(int waiting, int pending) {

    /** Some dozen change sets; some megabytes, beyond which the result is fetched anew at less cost. */
    public static final Slack DEFAULT = new Slack(1_000, 10_000);

    /** The same with another number of entities or groups that may wait merged. */
    public Slack withPending(int entities) {
        return new Slack(waiting, entities);
    }
}
