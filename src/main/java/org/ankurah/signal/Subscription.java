package org.ankurah.signal;

/** One subscriber's hold on a signal. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {

    /**
     * Ends it: the signal's sources forget the subscriber. From any thread, also from the subscriber; again is fine.
     * Nothing is told any more once this has returned, unless another thread is just at it.
     */
    @Override
    void close();
}
