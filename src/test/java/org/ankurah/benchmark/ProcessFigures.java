package org.ankurah.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What processes have taken of the processors and the memory, read from Linux's {@code /proc}. */
final class ProcessFigures {

    /** What Linux counts processor time in, for all programs: hundredths of a second. */
    private static final double TICK_SECONDS = 0.01;

    /** Places in {@code /proc/PID/stat} behind the name: user and system time, own and of children that ended. */
    private static final int[] OWN = {11, 12};

    private static final int[] OF_ENDED_CHILDREN = {13, 14};

    private final long pid;
    private final Map<Path, Long> nanosByThread = new HashMap<>();

    /** Begins to watch a process. */
    ProcessFigures(long pid) {
        this.pid = pid;
        secondsSince();
    }

    /** Seconds that a process has used since this was called before, to the nanosecond; threads that ended left out. */
    double secondsSince() {
        long nanos = 0;
        try (var threads = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path thread : threads) {
                String[] fields = read(thread.resolve("schedstat")).split(" ");
                long now = fields[0].isEmpty() ? 0 : Long.parseLong(fields[0]);
                Long before = nanosByThread.put(thread, now);
                nanos += now - (before == null ? 0 : before);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return nanos / 1e9;
    }

    /** Seconds that a process and all its children have used, those that ended included. */
    static double secondsOfTree(long pid) {
        long ticks = ticks(pid, OWN) + ticks(pid, OF_ENDED_CHILDREN);
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        ticks += process.children().mapToLong(child -> ticks(child.pid(), OWN)).sum();
        return ticks * TICK_SECONDS;
    }

    /** Megabytes of memory that a process occupies, shared libraries included. */
    static double residentMegabytes(long pid) {
        return read(Path.of("/proc", Long.toString(pid), "status"))
                        .lines()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                        .sum()
                / 1024.0;
    }

    private static long ticks(long pid, int[] places) {
        String stat = read(Path.of("/proc", Long.toString(pid), "stat"));
        if (stat.isEmpty()) {
            return 0;
        }
        // The name, in parentheses, may hold spaces.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = 0;
        for (int place : places) {
            ticks += Long.parseLong(fields[place]);
        }
        return ticks;
    }

    /** The content of a file; empty if what it tells of has ended. */
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException ended) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
