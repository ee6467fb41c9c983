package org.ankurah.node;

import java.time.Clock;
import java.time.Duration;
import org.ankurah.merge.Writer;
import org.ankurah.reactor.Bounds;

/**
 * What a node may be given besides its storage and models.
 *
 * @param clock tells the time of commits and of event ids
 * @param check the models' own constraints
 * @param observer is told what happens, for metrics
 * @param resumeHorizon how many events a subscriber may have missed to be told the difference when it comes back;
 *     beyond, it gets a whole new result
 * @param bounds how much live queries hold beyond what they must
 * @param gate is asked before each write
 * @param answerRetention how long a transaction with an idempotency key may be sent again
 * @param following how it hears of what other nodes commit
 * @param slack how far subscribers of live queries may be behind
 * @param policy who may do what
 * @param maxText how many UTF-16 code units a collaborative text may have
 */
public record NodeOptions(
        Clock clock,
        ModelCheck check,
        NodeObserver observer,
        long resumeHorizon,
        Bounds bounds,
        WriteGate gate,
        Duration answerRetention,
        Following following,
        Slack slack,
        Policy policy,
        int maxText) {

    /** What a subscriber of a busy store misses in some minutes; read back from the log in about a second. */
    public static final long DEFAULT_RESUME_HORIZON = 100_000;

    /** Longer than any client goes on trying. */
    public static final Duration DEFAULT_ANSWER_RETENTION = Duration.ofDays(1);

    /** The system's clock, no constraints, nobody looking, always open. */
    public static NodeOptions defaults() {
        return new NodeOptions(
                Clock.systemUTC(),
                ModelCheck.NONE,
                NodeObserver.NONE,
                DEFAULT_RESUME_HORIZON,
                Bounds.DEFAULT,
                WriteGate.OPEN,
                DEFAULT_ANSWER_RETENTION,
                Following.NOTIFY,
                Slack.DEFAULT,
                Policy.OPEN,
                Writer.DEFAULT_MAX_TEXT);
    }

    public NodeOptions withClock(Clock other) {
        return new NodeOptions(
                other,
                check,
                observer,
                resumeHorizon,
                bounds,
                gate,
                answerRetention,
                following,
                slack,
                policy,
                maxText);
    }

    public NodeOptions withCheck(ModelCheck other) {
        return new NodeOptions(
                clock,
                other,
                observer,
                resumeHorizon,
                bounds,
                gate,
                answerRetention,
                following,
                slack,
                policy,
                maxText);
    }

    public NodeOptions withObserver(NodeObserver other) {
        return new NodeOptions(
                clock, check, other, resumeHorizon, bounds, gate, answerRetention, following, slack, policy, maxText);
    }

    public NodeOptions withResumeHorizon(long events) {
        return new NodeOptions(
                clock, check, observer, events, bounds, gate, answerRetention, following, slack, policy, maxText);
    }

    public NodeOptions withBounds(Bounds other) {
        return new NodeOptions(
                clock, check, observer, resumeHorizon, other, gate, answerRetention, following, slack, policy, maxText);
    }

    public NodeOptions withWriteGate(WriteGate other) {
        return new NodeOptions(
                clock,
                check,
                observer,
                resumeHorizon,
                bounds,
                other,
                answerRetention,
                following,
                slack,
                policy,
                maxText);
    }

    public NodeOptions withAnswerRetention(Duration other) {
        return new NodeOptions(
                clock, check, observer, resumeHorizon, bounds, gate, other, following, slack, policy, maxText);
    }

    public NodeOptions withFollowing(Following other) {
        return new NodeOptions(
                clock, check, observer, resumeHorizon, bounds, gate, answerRetention, other, slack, policy, maxText);
    }

    public NodeOptions withSlack(Slack other) {
        return new NodeOptions(
                clock,
                check,
                observer,
                resumeHorizon,
                bounds,
                gate,
                answerRetention,
                following,
                other,
                policy,
                maxText);
    }

    public NodeOptions withPolicy(Policy other) {
        return new NodeOptions(
                clock, check, observer, resumeHorizon, bounds, gate, answerRetention, following, slack, other, maxText);
    }

    public NodeOptions withMaxText(int units) {
        return new NodeOptions(
                clock, check, observer, resumeHorizon, bounds, gate, answerRetention, following, slack, policy, units);
    }
}
