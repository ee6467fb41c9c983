package org.ankurah.node.upkeep;

/**
 * Something about a store that is not as it should be.
 *
 * @param kind what it concerns
 * @param place which event or entity, such as {@code position 7, event 01J…}
 * @param what what is wrong with it, in words for people
 */
public record Finding(Kind kind, String place, String what) {

    /** What a finding concerns, and so what helps. */
    public enum Kind {
        /** The positions of the log have a gap, or its noted end is another. Only a backup can help. */
        POSITION,
        /** The content of an event cannot be read, or is not what its id vouches for. Only a backup can help. */
        CONTENT,
        /** An event contradicts its entity or its parents. Only a backup can help. */
        HISTORY,
        /** The events of a transaction are torn apart. Only a backup can help. */
        TRANSACTION,
        /** A later event has an earlier time. Harmless: clocks are set back. */
        TIME,
        /** A row of a table is not what the log gives. A rebuild mends it. */
        ROW,
        /** An answer kept for a request is not what the log has. It is forgotten by itself, some time after the request. */
        ANSWER;

        /** Whether the log itself is damaged, so that only a backup can help. */
        public boolean isOfLog() {
            return this != ROW && this != ANSWER && !isHarmless();
        }

        /** Whether it may be left as it is. */
        public boolean isHarmless() {
            return this == TIME;
        }
    }

    @Override
    public String toString() {
        return place + ": " + what;
    }
}
