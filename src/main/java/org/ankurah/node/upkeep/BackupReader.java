package org.ankurah.node.upkeep;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.ankurah.storage.StoredEvent;
import org.jspecify.annotations.Nullable;

/** Reads a backup event by event, and holds it to its checksums, its totals and its end. */
final class BackupReader {

    private static final int BUFFER = 1 << 16;

    /** No event that a server accepts is as long, so that a file that is none cannot fill the memory. */
    private static final int LONGEST_LINE = 256 << 20;

    private final String name;
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private final RunningDigest digest = new RunningDigest();
    private final Map<String, Long> collections = new TreeMap<>();
    private final BackupLine.Header header;
    private int filled;
    private int at;
    private long line;
    private long soundLine;
    private long events;

    /**
     * Reads the header.
     *
     * @param name of the file, for people
     * @param file closed by the caller
     */
    BackupReader(String name, InputStream file) throws IOException, BackupException {
        this.name = name;
        try {
            this.in = new GZIPInputStream(file, BUFFER);
        } catch (ZipException | EOFException other) {
            throw new BackupException(name + " is no backup: it is not compressed with gzip.", other);
        }
        this.header = readHeader();
    }

    private BackupLine.Header readHeader() throws IOException, BackupException {
        byte[] first = nextLine();
        BackupLine read;
        try {
            read = BackupLine.parse(new String(first, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException other) {
            throw new BackupException(name + " is no backup: its first line is not that of one.", other);
        }
        if (!(read instanceof BackupLine.Header found)) {
            throw new BackupException(name + " is no whole backup: its first line is missing.");
        }
        if (found.version() != BackupLine.VERSION) {
            throw new BackupException(name + " was made by another version of Ankurah, in the format " + found.version()
                    + "; this one reads the format " + BackupLine.VERSION
                    + ". Restore it with the version that made it.");
        }
        digest.add(first);
        return found;
    }

    BackupLine.Header header() {
        return header;
    }

    /** The line of the event that was read last, counted from 1. */
    long line() {
        return line;
    }

    /** How many events of each collection there were. */
    Map<String, Long> collections() {
        return collections;
    }

    /** The next event; null at the end, when all that the file says of itself has proved true. */
    @Nullable
    StoredEvent next() throws IOException, BackupException {
        while (true) {
            byte[] bytes = nextLine();
            BackupLine read;
            try {
                read = BackupLine.parse(new String(bytes, StandardCharsets.UTF_8));
            } catch (IllegalArgumentException malformed) {
                throw damaged("line " + line + " cannot be read: " + malformed.getMessage(), malformed);
            }
            if (read instanceof BackupLine.Checksum checksum) {
                check(checksum);
            }
            digest.add(bytes);
            if (read instanceof BackupLine.Of event) {
                events++;
                collections.merge(event.event().collection(), 1L, Long::sum);
                return event.event();
            }
            if (read instanceof BackupLine.End end) {
                finish(end);
                return null;
            }
            if (read instanceof BackupLine.Header) {
                throw damaged("line " + line + " begins another backup", null);
            }
        }
    }

    private void check(BackupLine.Checksum checksum) throws BackupException {
        if (checksum.events() != events) {
            throw damaged(
                    "in front of line " + line + " there should be " + checksum.events() + " events, not " + events,
                    null);
        }
        if (!checksum.sha256().equals(digest.value())) {
            throw damaged(
                    "something between the lines " + (soundLine + 1) + " and " + line
                            + " was changed: the checksum is another",
                    null);
        }
        soundLine = line;
    }

    private void finish(BackupLine.End end) throws IOException, BackupException {
        if (end.events() != events || !end.collections().equals(collections) || header.position() != events) {
            throw damaged("its totals in line " + line + " are not what it holds", null);
        }
        BackupLine last;
        try {
            last = BackupLine.parse(new String(nextLine(), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            throw damaged("its last line, " + line + ", cannot be read", malformed);
        }
        if (!(last instanceof BackupLine.Checksum checksum)) {
            throw damaged("its last line, " + line + ", is no checksum", null);
        }
        check(checksum);
        if (fill()) {
            throw damaged("it goes on behind its last line, " + line, null);
        }
    }

    /** The next line, its end included. */
    private byte[] nextLine() throws IOException, BackupException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(BUFFER >> 6);
        line++;
        while (fill()) {
            int end = at;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            boolean ended = end < filled;
            bytes.write(buffer, at, end - at + (ended ? 1 : 0));
            at = ended ? end + 1 : end;
            if (ended) {
                return bytes.toByteArray();
            }
            if (bytes.size() > LONGEST_LINE) {
                throw damaged("line " + line + " has no end", null);
            }
        }
        throw damaged("it is cut off behind line " + (line - 1), null);
    }

    /** Whether there are more bytes; they are in the buffer then. */
    private boolean fill() throws IOException, BackupException {
        if (at < filled) {
            return true;
        }
        try {
            at = 0;
            filled = in.read(buffer);
            return filled > 0;
        } catch (EOFException cut) {
            throw damaged("it is cut off behind line " + (line - 1), cut);
        } catch (ZipException malformed) {
            throw damaged("it cannot be decompressed behind line " + (line - 1), malformed);
        }
    }

    /** What is wrong with the file, and what to do. */
    BackupException damaged(String what, @Nullable Throwable cause) {
        return new BackupException(
                name + " is damaged: " + what + ". Use another copy of it, or another backup.", cause);
    }
}
