package org.ankurah.server;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads settings and gathers what is wrong with them, to be told all at once. */
final class SettingReader {

    private final List<String> problems = new ArrayList<>();

    /** A whole number within these bounds; the least of them if it is none. */
    int number(String setting, String text, int least) {
        return (int) number(setting, text, least, Integer.MAX_VALUE);
    }

    /** A whole number within these bounds; the least of them if it is none. */
    long number(String setting, String text, long least, long most) {
        try {
            BigInteger number = new BigInteger(text.strip());
            if (number.compareTo(BigInteger.valueOf(least)) >= 0 && number.compareTo(BigInteger.valueOf(most)) <= 0) {
                return number.longValue();
            }
        } catch (NumberFormatException unreadable) {
            // It is told like one that is too small.
        }
        wrong(setting, "a whole number from " + least + " to " + most, text);
        return least;
    }

    /** A time within these bounds; the shortest if it is none. */
    Duration time(String setting, String text, Duration shortest, Duration longest) {
        try {
            Duration time = DurationConverter.parseDuration(text.strip());
            if (time != null && time.compareTo(shortest) >= 0 && time.compareTo(longest) <= 0) {
                return time;
            }
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException unreadable) {
            // It is told like one that is too short.
        }
        wrong(
                setting,
                "a time from " + shown(shortest) + " to " + shown(longest) + ", such as 90S, 20MS, 5M, 2H or P1D",
                text);
        return shortest;
    }

    /** A size in bytes; 0 if it is none. */
    long size(String setting, String text) {
        try {
            MemorySize size = new MemorySizeConverter().convert(text.strip());
            if (size != null && size.asBigInteger().bitLength() < Long.SIZE) {
                return size.asLongValue();
            }
        } catch (IllegalArgumentException | ArithmeticException unreadable) {
            // It is told like one that is too large.
        }
        wrong(setting, "a size of 0 or more, such as 128M or 1G", text);
        return 0;
    }

    /** Notes that a setting is not what it must be. */
    void wrong(String setting, String must, String text) {
        problems.add("The setting " + setting + " must be " + must + ", not \"" + text + "\".");
    }

    /**
     * Looks at what was noted.
     *
     * @throws IllegalArgumentException if anything was wrong; the message is for who has set it
     */
    void end() {
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join(" ", problems));
        }
    }

    private static String shown(Duration time) {
        if (time.toMillisPart() > 0) {
            return time.toMillis() + "MS";
        }
        return time.toSeconds() < Duration.ofDays(1).toSeconds() ? time.toSeconds() + "S" : "P" + time.toDays() + "D";
    }
}
