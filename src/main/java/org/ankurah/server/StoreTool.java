package org.ankurah.server;

import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ankurah.model.Models;
import org.ankurah.node.upkeep.Backup;
import org.ankurah.node.upkeep.BackupException;
import org.ankurah.node.upkeep.Rebuild;
import org.ankurah.node.upkeep.Restore;
import org.ankurah.node.upkeep.Verification;
import org.ankurah.server.command.CommandException;
import org.ankurah.server.command.Tool;
import org.ankurah.storage.StorageEngine;
import org.ankurah.value.AnkurahException;

/** Does the work of a {@link StoreCommand} once the database is there. */
@Singleton
public class StoreTool implements QuarkusApplication {

    /** Stands for the standard input or output where a file is asked for. */
    static final String STANDARD = "-";

    /** Crash recovery of the database and new indexes on large tables take their time. */
    private static final Duration LONGEST_OPEN = Duration.ofMinutes(10);

    /** Entities that are named, of those that cannot be rebuilt. */
    private static final int MAX_NAMED = 100;

    private final ServerStorage storage;
    private final Models models;

    StoreTool(ServerStorage storage, Models models) {
        this.storage = storage;
        this.models = models;
    }

    @Override
    public int run(String... arguments) {
        String file = arguments.length > 1 ? arguments[1] : "";
        PrintStream out = StoreCommand.messages(file);
        return Tool.run("", System.err, () -> file, given -> {
            try {
                return run(arguments[0], given, out);
            } catch (BackupException | AnkurahException | IllegalStateException failure) {
                throw new CommandException(failure.getMessage(), failure);
            }
        });
    }

    private int run(String command, String file, PrintStream out) throws IOException, BackupException {
        StorageEngine engine = storage.engine();
        engine.open(models).await().atMost(LONGEST_OPEN);
        ShownProgress progress = new ShownProgress(out);
        return switch (command) {
            case "verify" -> verify(engine, progress, out);
            case "rebuild" -> rebuild(engine, progress, out);
            case "backup" -> backup(engine, progress, file);
            case "restore" -> restore(engine, progress, file, out);
            default -> throw new IllegalArgumentException(command);
        };
    }

    private int verify(StorageEngine engine, ShownProgress progress, PrintStream out) {
        ShownFindings findings = new ShownFindings(progress, out);
        Verification.Report report = Verification.run(engine, models, progress, findings::add);
        progress.end();
        findings.end();
        tellStrangers(out, report.strangers());
        String compared = String.format(
                Locale.ROOT,
                "%,d events and %,d entities, up to position %d",
                report.position(),
                report.entities(),
                report.position());
        if (report.findings() == 0) {
            out.println("All is well: " + compared + ".");
            return Tool.DONE;
        }
        out.printf(Locale.ROOT, "Not all is well: %,d findings in %s.%n", report.findings(), compared);
        findings.advise();
        return Tool.FAILED;
    }

    private int rebuild(StorageEngine engine, ShownProgress progress, PrintStream out) {
        Rebuild.Report report = Rebuild.run(engine, models, progress);
        progress.end();
        out.printf(
                Locale.ROOT,
                "%,d rows written and %,d deleted; %,d entities are as the log has them.%n",
                report.mended().written(),
                report.mended().deleted(),
                report.entities());
        tellStrangers(out, report.strangers());
        if (report.unreadable().isEmpty()) {
            return Tool.DONE;
        }
        out.printf(
                Locale.ROOT,
                "%,d entities were left as they are: their events are damaged.%n",
                report.unreadable().size());
        new TreeMap<>(report.unreadable()).values().stream().limit(MAX_NAMED).forEach(out::println);
        return Tool.FAILED;
    }

    private int backup(StorageEngine engine, ShownProgress progress, String file) throws IOException, BackupException {
        if (file.equals(STANDARD)) {
            Backup.write(engine, models, Instant.now(), System.out, progress);
            System.out.flush();
            progress.end();
            return Tool.DONE;
        }
        Path target = Path.of(file);
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            writeBackup(engine, progress, part);
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
        progress.end();
        return Tool.DONE;
    }

    private void writeBackup(StorageEngine engine, ShownProgress progress, Path part)
            throws IOException, BackupException {
        try (FileChannel channel = FileChannel.open(
                        part,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                OutputStream out = Channels.newOutputStream(channel)) {
            Backup.write(engine, models, Instant.now(), out, progress);
            // Under its name there is only what would survive a crash of the machine.
            channel.force(true);
        }
    }

    private int restore(StorageEngine engine, ShownProgress progress, String file, PrintStream out)
            throws IOException, BackupException {
        if (!file.equals(STANDARD)) {
            return restore(engine, progress, Path.of(file), out);
        }
        // It is read twice: the whole is checked before anything is written.
        Path copy = Files.createTempFile("ankurah-restore", ".gz");
        try {
            Files.copy(System.in, copy, StandardCopyOption.REPLACE_EXISTING);
            return restore(engine, progress, copy, out);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private int restore(StorageEngine engine, ShownProgress progress, Path file, PrintStream out)
            throws IOException, BackupException {
        Restore.Report report = Restore.run(engine, models, file, progress);
        progress.end();
        if (report.before() == report.position()) {
            out.printf(Locale.ROOT, "Nothing to do: the store holds all %,d events already.%n", report.before());
        } else {
            String before = report.before() == 0
                    ? ""
                    : String.format(Locale.ROOT, ", %,d of them since before", report.before());
            out.printf(Locale.ROOT, "The store holds all %,d events now%s.%n", report.position(), before);
        }
        tellStrangers(out, report.strangers());
        return Tool.DONE;
    }

    private static void tellStrangers(PrintStream out, Map<String, Long> strangers) {
        if (!strangers.isEmpty()) {
            out.println("Collections that this build has no model of, so that they have no tables to look after: "
                    + new TreeMap<>(strangers)
                            .entrySet().stream()
                                    .map(entry -> String.format(
                                            Locale.ROOT, "%s (%,d events)", entry.getKey(), entry.getValue()))
                                    .collect(Collectors.joining(", "))
                    + ". If a model comes back, run rebuild.");
        }
    }
}
