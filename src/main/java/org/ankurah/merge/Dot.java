package org.ankurah.merge;

import org.ankurah.value.Ulid;

/**
 * Names one addition: what the event added at this place of its own list. No two are ever equal.
 *
 * @param event the event that added
 * @param number counts the event's additions
 * @param whole whether the event wrote the value as a whole, so that a later such write takes its place
 */
record Dot(Ulid event, int number, boolean whole) implements Comparable<Dot> {

    /** Number and kind in one, as it is stored and as operations name it. */
    long code() {
        return (long) number << 1 | (whole ? 1 : 0);
    }

    static Dot of(Ulid event, long code) {
        return new Dot(event, (int) (code >> 1), (code & 1) == 1);
    }

    /** Later events are greater. */
    @Override
    public int compareTo(Dot other) {
        int order = event.compareTo(other.event);
        return order != 0 ? order : Long.compare(code(), other.code());
    }
}
