package org.ankurah.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** How much of the processors processes have taken, read from Linux's {@code /proc}. */
final class ProcessCpu {

    /** What Linux counts processor time in, for all programs: hundredths of a second. */
    private static final double TICK_SECONDS = 0.01;

    /** Places in {@code /proc/PID/stat} behind the name: user and system time, own and of children that ended. */
    private static final int[] OWN = {11, 12};

    private static final int[] OF_ENDED_CHILDREN = {13, 14};

    private ProcessCpu() {}

    /** Seconds that a process has used. */
    static double seconds(long pid) {
        return ticks(pid, OWN) * TICK_SECONDS;
    }

    /** Seconds that a process and all its children have used, those that ended included. */
    static double secondsOfTree(long pid) {
        long ticks = ticks(pid, OWN) + ticks(pid, OF_ENDED_CHILDREN);
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        ticks += process.children().mapToLong(child -> ticks(child.pid(), OWN)).sum();
        return ticks * TICK_SECONDS;
    }

    private static long ticks(long pid, int[] places) {
        String stat;
        try {
            stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        } catch (NoSuchFileException ended) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // The name, in parentheses, may hold spaces.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = 0;
        for (int place : places) {
            ticks += Long.parseLong(fields[place]);
        }
        return ticks;
    }
}
