package org.ankurah.signal;

/** What concerns several signals. */
public final class Signals {

    private Signals() {}

    /**
     * Runs something that sets signals, and has all of it happen at one moment: nobody sees a part of it, and subscribers
     * are told once, when it has ended. If it throws, nothing is set. A batch in a batch is a part of the outer one.
     *
     * <p>Meanwhile others are not kept from setting the same signals: {@link MutableSignal#update} takes in what they
     * set, {@link MutableSignal#set} replaces it.
     *
     * @param work sets signals on this thread
     * @throws IllegalStateException in a function that makes a signal's value
     */
    public static void batch(Runnable work) {
        Turn.current().batch(work);
    }
}
