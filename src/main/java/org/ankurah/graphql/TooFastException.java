package org.ankurah.graphql;

/** Somebody asks more often than the server allows: {@code LIMIT_EXCEEDED}, by HTTP with the status 429. */
final class TooFastException extends RuntimeException {

    static final int STATUS = 429;

    private static final long serialVersionUID = 1L;
    private static final long MILLIS = 1_000;

    private final int retryAfterSeconds;

    /** @param waitMillis after which the next request will be taken */
    TooFastException(String message, long waitMillis) {
        super(message, null, false, false);
        this.retryAfterSeconds = (int) Math.max(1, (waitMillis + MILLIS - 1) / MILLIS);
    }

    int retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
