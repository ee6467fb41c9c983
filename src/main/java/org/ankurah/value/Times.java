package org.ankurah.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Reads moments and days in ISO-8601. Years go from 1 to 9999, which every store and client can hold. Written
 * by hand, since it also runs where formatters do not.
 */
final class Times {

    private static final Instant MIN = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant MAX = Instant.parse("9999-12-31T23:59:59.999999999Z");
    private static final long SECONDS_OF_DAY = 86_400;
    private static final int DATE_LENGTH = 10;
    private static final int NANO_DIGITS = 9;

    private final String text;
    private int at;

    private Times(String text) {
        this.text = text;
    }

    static boolean inRange(Instant moment) {
        return !moment.isBefore(MIN) && !moment.isAfter(MAX);
    }

    static boolean inRange(LocalDate day) {
        return day.getYear() >= 1 && day.getYear() <= 9999;
    }

    /** Reads {@code 2001-12-31}; null when it is no day. */
    static @Nullable LocalDate day(String text) {
        if (text.length() != DATE_LENGTH || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return null;
        }
        Times reader = new Times(text);
        int year = reader.number(4);
        reader.at++;
        int month = reader.number(2);
        reader.at++;
        int day = reader.number(2);
        try {
            return year < 1 ? null : LocalDate.of(year, month, day);
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    /**
     * Reads a moment: a day, then {@code T} or a blank and a time {@code hh:mm[:ss[.fraction]]}, then {@code Z} or
     * an offset. Without offset it is UTC, without time midnight. Null when it is no moment.
     */
    static @Nullable Instant moment(String text) {
        LocalDate day = text.length() < DATE_LENGTH ? null : day(text.substring(0, DATE_LENGTH));
        if (day == null) {
            return null;
        }
        Times reader = new Times(text);
        reader.at = DATE_LENGTH;
        long seconds = day.toEpochDay() * SECONDS_OF_DAY;
        long nanos = 0;
        if (reader.takes('T') || reader.takes('t') || reader.takes(' ')) {
            long clock = reader.clock();
            nanos = reader.fraction();
            long offset = reader.offset();
            if (clock < 0 || nanos < 0 || offset == Long.MIN_VALUE) {
                return null;
            }
            seconds += clock - offset;
        }
        Instant moment = Instant.ofEpochSecond(seconds, nanos);
        return reader.at == text.length() && inRange(moment) ? moment : null;
    }

    /** Seconds of the day, or -1. */
    private long clock() {
        int hours = number(2);
        int minutes = takes(':') ? number(2) : -1;
        int seconds = takes(':') ? number(2) : 0;
        boolean valid = hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60 && seconds >= 0 && seconds < 60;
        return valid ? hours * 3600L + minutes * 60L + seconds : -1;
    }

    /** Nanoseconds, or -1. */
    private long fraction() {
        if (!takes('.')) {
            return 0;
        }
        int start = at;
        long nanos = 0;
        while (at < text.length() && isDigit(text.charAt(at))) {
            nanos = nanos * 10 + (text.charAt(at++) - '0');
            if (at - start > NANO_DIGITS) {
                return -1;
            }
        }
        if (at == start) {
            return -1;
        }
        for (int digits = at - start; digits < NANO_DIGITS; digits++) {
            nanos *= 10;
        }
        return nanos;
    }

    /** Seconds east of UTC, or {@link Long#MIN_VALUE}. */
    private long offset() {
        if (at == text.length() || takes('Z') || takes('z')) {
            return 0;
        }
        int sign = takes('+') ? 1 : takes('-') ? -1 : 0;
        int hours = number(2);
        int minutes = takes(':') || at < text.length() ? number(2) : 0;
        boolean valid = sign != 0 && hours >= 0 && hours <= 18 && minutes >= 0 && minutes < 60;
        return valid ? sign * (hours * 3600L + minutes * 60L) : Long.MIN_VALUE;
    }

    private boolean takes(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    /** Exactly so many digits, or -1. */
    private int number(int digits) {
        if (at + digits > text.length()) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < digits; i++) {
            char c = text.charAt(at);
            if (!isDigit(c)) {
                return -1;
            }
            number = number * 10 + (c - '0');
            at++;
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
