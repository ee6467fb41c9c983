package org.ankurah.event;

/** Tells the time. May stand still or go back; whoever needs more says so. */
@FunctionalInterface
public interface TimeSource {

    /** Milliseconds since 1970. */
    long millis();
}
