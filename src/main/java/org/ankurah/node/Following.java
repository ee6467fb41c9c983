package org.ankurah.node;

import java.time.Duration;

/**
 * How a node hears of what others commit to its store.
 *
 * @param told whether the store is asked to tell of commits by itself
 * @param interval how often the store is asked for its position besides: bounds the delay when it told nothing
 */
public record Following(boolean told, Duration interval) {

    /** The store tells; whatever it fails to tell is found a second later. */
    public static final Following NOTIFY = new Following(true, Duration.ofSeconds(1));

    /** The store is asked often, for databases that cannot tell, such as behind a connection pooler. */
    public static final Following POLL = new Following(false, Duration.ofMillis(20));

    public Following {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("the interval of following must be positive, not " + interval);
        }
    }

    public Following withInterval(Duration other) {
        return new Following(told, other);
    }
}
