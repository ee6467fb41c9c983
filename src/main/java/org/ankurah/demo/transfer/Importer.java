package org.ankurah.demo.transfer;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.ankurah.demo.transfer.Journal.Entry;
import org.ankurah.demo.transfer.StoreSchema.Collection;
import org.ankurah.server.command.Progress;
import org.jspecify.annotations.Nullable;

/**
 * Imports a file into a running server.
 *
 * <p>The whole file is checked before anything is written. Then it is read once more per pass of the
 * {@link PassPlan} and sent in batches; each batch is one transaction. The {@link Journal} beside the file
 * remembers which key became which id, so that running the import again goes on where it stopped and never
 * creates anything twice.
 */
final class Importer {

    /** Updates travel as one field each; servers bound the number of fields. */
    private static final int LINK_BATCH = 20;

    private final GraphQlClient client;
    private final Path file;
    private final int batchSize;
    private final PrintStream out;

    /**
     * @param client the server
     * @param file what to import
     * @param batchSize how many entities one transaction creates at most
     * @param out where to tell how it goes
     */
    Importer(GraphQlClient client, Path file, int batchSize, PrintStream out) {
        this.client = client;
        this.file = file;
        this.batchSize = batchSize;
        this.out = out;
    }

    /** Imports what is not imported yet. */
    void run() throws IOException, TransferException {
        requireFile();
        StoreSchema schema = client.schema();
        KeyTable keys = FileCheck.check(schema, file);
        int passes = PassPlan.make(schema, file, keys);
        try (Journal journal = Journal.open(Journal.beside(file))) {
            if (!Resume.isSameStore(journal, client)) {
                out.println("The journal of an earlier import belongs to another store; this one begins anew.");
                journal.restart();
            }
            Resume resume = Resume.read(journal, keys);
            if (resume.done() > 0 && resume.done() < keys.size()) {
                out.printf(Locale.ROOT, "Going on behind %,d entities that were imported before.%n", resume.done());
            }
            Progress progress = Progress.on(out, "imported", keys.size(), resume.done());
            BatchSender sender = new BatchSender(client, journal, keys, progress);
            try {
                send(schema, keys, passes, sender, resume.lost());
            } finally {
                progress.end();
            }
            tell(keys, progress);
        }
    }

    /** A slip in the file's name is told at once, whether the server is there or not. */
    private void requireFile() throws IOException, TransferException {
        if (Files.isDirectory(file)) {
            throw new TransferException(file + " is a directory, not a file.");
        }
        Files.newInputStream(file).close();
    }

    private void send(StoreSchema schema, KeyTable keys, int passes, BatchSender sender, Entry.@Nullable Intent lost)
            throws IOException, TransferException {
        if (lost != null) {
            recover(lost, schema.get(lost.collection()), keys, sender);
        }
        for (int pass = 1; pass <= passes; pass++) {
            create(pass, schema, keys, sender);
        }
        link(schema, keys, sender);
    }

    private void recover(Entry.Intent lost, Collection collection, KeyTable keys, BatchSender sender)
            throws IOException, TransferException {
        Set<String> wanted = new HashSet<>(lost.keys());
        List<FileRecord> records = new ArrayList<>();
        RecordReader.forEach(file, record -> {
            if (record.collection().equals(collection.name()) && wanted.contains(record.key())) {
                records.add(record);
            }
        });
        Batch batch = new Batch(collection, records);
        List<String> ids = new LostBatch(client).find(lost, batch, batch.inputs(keys));
        if (!ids.isEmpty()) {
            sender.created(batch, ids);
        }
    }

    private void create(int pass, StoreSchema schema, KeyTable keys, BatchSender sender)
            throws IOException, TransferException {
        BatchBuffer buffer = new BatchBuffer(schema, batchSize, sender::create);
        RecordReader.forEach(file, record -> {
            KeyTable.Entry entry = keys.of(record);
            if (entry.pass == pass && entry.id == null) {
                buffer.add(record);
            }
        });
        buffer.flush();
    }

    private void link(StoreSchema schema, KeyTable keys, BatchSender sender) throws IOException, TransferException {
        BatchBuffer buffer = new BatchBuffer(schema, LINK_BATCH, sender::link);
        RecordReader.forEach(file, record -> {
            KeyTable.Entry entry = keys.of(record);
            if (entry.deferred && !entry.linked) {
                buffer.add(record);
            }
        });
        buffer.flush();
    }

    private void tell(KeyTable keys, Progress progress) {
        if (keys.size() == 0) {
            out.println(file + " holds no entities.");
        } else if (progress.count() == 0) {
            out.printf(Locale.ROOT, "Nothing to do: all %,d entities of %s were imported before.%n", keys.size(), file);
        } else {
            out.printf("%s: %s%n", file, progress.summary());
        }
    }
}
