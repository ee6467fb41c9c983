package org.ankurah.benchmark;

import java.util.Arrays;

/** Times that were taken, in nanoseconds. */
final class Samples {

    private long[] nanos = new long[1_024];
    private int size;
    private boolean sorted;

    void add(long time) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, size * 2);
        }
        nanos[size++] = time;
        sorted = false;
    }

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    /** The least time in milliseconds that so many per cent did not exceed; not a number if there is none. */
    double millis(int percent) {
        if (size == 0) {
            return Double.NaN;
        }
        if (!sorted) {
            Arrays.sort(nanos, 0, size);
            sorted = true;
        }
        return nanos[(int) Math.ceil(size * percent / 100.0) - 1] / 1e6;
    }
}
