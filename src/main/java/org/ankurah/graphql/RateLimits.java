package org.ankurah.graphql;

/**
 * How often clients may ask. The bursts let an application begin, or come back with all that it had open.
 *
 * @param address what all requests from one network address may do together
 * @param identity what all requests of one identity may do together; nobody in particular is none
 */
public record RateLimits(Rate address, Rate identity) {

    /**
     * So many a second for long.
     *
     * @param perSecond how many; 0 for as many as they like
     * @param burst how many at once
     */
    public record Rate(int perSecond, int burst) {

        boolean isLimited() {
            return perSecond > 0;
        }
    }
}
