package org.ankurah.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What happened in a simulated life, as lines of text: ids are numbered in the order in which they appear. And what went
 * wrong, where it cannot be thrown.
 */
final class SimTrace {

    private static final Pattern ID = Pattern.compile("\\b[0-7][0-9A-HJKMNP-TV-Z]{25}\\b");

    /** What is written otherwise each time, or by each process, and says nothing. */
    private static final Pattern NOISE = Pattern.compile("\\[B@[0-9a-f]+|models=\\{[^}]*}");

    private final SimSchedule schedule;
    private final boolean on;
    private final List<String> lines = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();
    private @Nullable String failure;

    /** @param on whether lines are wanted; they cost more than what they tell of */
    SimTrace(SimSchedule schedule, boolean on) {
        this.schedule = schedule;
        this.on = on;
    }

    /** @param what happened; its parts are written one after the other */
    void say(Object... what) {
        if (on) {
            StringBuilder text = new StringBuilder();
            for (Object part : what) {
                text.append(part);
            }
            lines.add("%9.3f ".formatted(schedule.now() / 1_000.0) + named(text.toString()));
        }
    }

    private String named(String text) {
        Matcher ids = ID.matcher(NOISE.matcher(text).replaceAll("…"));
        return ids.replaceAll(id -> names.computeIfAbsent(id.group(), any -> "#" + (names.size() + 1)));
    }

    List<String> lines() {
        return lines;
    }

    /** Something that must not be is. The first of these is kept. */
    void fail(String what) {
        if (failure == null) {
            failure = named(what);
            say("FAILED: ", failure);
        }
    }

    /** Fails unless two things are equal. */
    void same(String what, @Nullable Object is, @Nullable Object expected) {
        if (failure == null && !Objects.equals(is, expected)) {
            fail(what + "\n  is       " + is + "\n  expected " + expected);
        }
    }

    @Nullable
    String failure() {
        return failure;
    }
}
