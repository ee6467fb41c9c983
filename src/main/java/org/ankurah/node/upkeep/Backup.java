package org.ankurah.node.upkeep;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.ankurah.model.Models;
import org.ankurah.storage.StorageEngine;
import org.ankurah.storage.StoreView;
import org.ankurah.storage.StoredEvent;

/**
 * Writes the whole log as of one moment as a compressed file, in the form of {@link BackupLine}; servers may go on
 * meanwhile. What else a store holds follows from the log, but for the answers kept for requests that are sent again.
 */
public final class Backup {

    private static final int BUFFER = 1 << 16;

    private final OutputStream out;
    private final RunningDigest digest = new RunningDigest();
    private final Map<String, Long> collections = new TreeMap<>();
    private long events;

    private Backup(OutputStream out) {
        this.out = out;
    }

    /**
     * What was written.
     *
     * @param events how many
     */
    public record Report(long events) {}

    /**
     * Writes a backup.
     *
     * @param engine is open
     * @param takenAt the time now
     * @param target is completed, but not closed
     * @throws BackupException when the log is damaged: then the file would be worth nothing
     */
    public static Report write(
            StorageEngine engine, Models models, Instant takenAt, OutputStream target, Watcher watcher)
            throws IOException, BackupException {
        StoreView view = Await.done(engine.upkeep().view());
        try {
            GZIPOutputStream compressed = new FastGzip(target);
            BufferedOutputStream buffered = new BufferedOutputStream(compressed, BUFFER);
            Backup backup = new Backup(buffered);
            backup.write(view, models, takenAt, watcher);
            buffered.flush();
            compressed.finish();
            return new Report(backup.events);
        } finally {
            Await.done(view.close());
        }
    }

    private void write(StoreView view, Models models, Instant takenAt, Watcher watcher)
            throws IOException, BackupException {
        long position = Await.done(view.position());
        watcher.begin("events saved", position);
        List<String> names =
                models.all().stream().map(model -> model.collection()).sorted().toList();
        write(new BackupLine.Header(BackupLine.VERSION, position, takenAt, names));
        SoundLog log = new SoundLog(0);
        EventPages pages = EventPages.byPosition(view, 0);
        for (List<StoredEvent> page = pages.next(); !page.isEmpty(); page = pages.next()) {
            for (StoredEvent event : page) {
                log.add(event);
                write(event);
            }
            requireSound(log);
            watcher.done(page.size());
        }
        log.end(position);
        requireSound(log);
        write(new BackupLine.End(events, collections));
        write(new BackupLine.Checksum(digest.value(), events));
    }

    private static void requireSound(SoundLog log) throws BackupException {
        if (log.finding() != null) {
            throw new BackupException("The log is damaged, and nobody could restore it. " + log.finding()
                    + ". The command verify lists all that is wrong; an earlier backup may help.");
        }
    }

    private void write(StoredEvent event) throws IOException {
        write(new BackupLine.Of(event));
        collections.merge(event.collection(), 1L, Long::sum);
        events++;
        if (events % BackupLine.EVENTS_PER_CHECKSUM == 0) {
            write(new BackupLine.Checksum(digest.value(), events));
        }
    }

    private void write(BackupLine line) throws IOException {
        byte[] bytes = line.bytes();
        digest.add(bytes);
        out.write(bytes);
    }

    /** Compresses a little less than usual, in half the time: ids and digests do not get shorter anyway. */
    private static final class FastGzip extends GZIPOutputStream {

        private static final int LEVEL = 3;

        FastGzip(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(LEVEL);
        }
    }
}
