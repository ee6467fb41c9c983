package org.ankurah.demo.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an import did so far, in a file beside the imported one, so that the import can be stopped at any moment
 * and run again.
 *
 * <p>The journal only grows. An entry is on the disk before the next step is taken: the intent before its batch is
 * sent, the result before the next batch. Each entry is one line; a line that was cut off by a crash is dropped
 * when the journal is opened again. The file is locked while it is open, so that two imports of one file cannot
 * run at once.
 */
final class Journal implements Closeable {

    private static final String SUFFIX = ".progress";

    private final Path path;
    private final FileChannel channel;
    private final List<Entry> entries = new ArrayList<>();

    private Journal(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** One step of an import. */
    sealed interface Entry {

        /**
         * A batch is about to be sent: until a result follows, nobody knows whether it arrived.
         *
         * @param collection the collection of all its entities
         * @param mark an id on the server that was given before the batch was sent; null for none
         * @param at when it was about to be sent
         * @param keys the keys of its entities, in order
         * @param digests the digests of their lines, in the same order
         */
        record Intent(String collection, @Nullable String mark, Instant at, List<String> keys, List<Long> digests)
                implements Entry {
            public Intent {
                keys = List.copyOf(keys);
                digests = List.copyOf(digests);
            }
        }

        /**
         * The batch of the last intent was created.
         *
         * @param ids the ids of its entities, in order
         */
        record Created(List<String> ids) implements Entry {
            public Created {
                ids = List.copyOf(ids);
            }
        }

        /** The batch of the last intent was refused and nothing of it was written. */
        record Refused() implements Entry {}

        /**
         * References that had been left out were set.
         *
         * @param collection the collection of the entities
         * @param keys the keys of the entities that hold the references
         */
        record Linked(String collection, List<String> keys) implements Entry {
            public Linked {
                keys = List.copyOf(keys);
            }
        }
    }

    /** Where the journal of this file is. */
    static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + SUFFIX);
    }

    /**
     * Opens the journal, or begins one.
     *
     * @throws TransferException when another import holds it, or it cannot be read
     */
    static Journal open(Path path) throws IOException, TransferException {
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw new OverlappingFileLockException();
            }
            Journal journal = new Journal(path, channel);
            journal.read();
            return journal;
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new TransferException("Another import of this file is running: it holds " + path + ".", e);
        } catch (IOException | TransferException e) {
            channel.close();
            throw e;
        }
    }

    /** The entries that were there when the journal was opened, in order. */
    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Writes an entry and returns when it is on the disk. */
    void append(Entry entry) throws IOException {
        ByteBuffer line = ByteBuffer.wrap((encode(entry) + "\n").getBytes(StandardCharsets.UTF_8));
        while (line.hasRemaining()) {
            channel.write(line);
        }
        channel.force(false);
    }

    /** Keeps what was written under another name and begins anew. */
    void restart() throws IOException {
        Path old = path.resolveSibling(path.getFileName() + ".old");
        try (FileChannel copy = FileChannel.open(
                old, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.transferTo(0, channel.size(), copy);
            copy.force(true);
        }
        channel.truncate(0);
        channel.position(0);
        channel.force(false);
        entries.clear();
    }

    private void read() throws IOException, TransferException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // a channel may return less than was asked for
        }
        String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        int end = text.lastIndexOf('\n') + 1;
        int number = 0;
        for (String line : text.substring(0, end).lines().toList()) {
            number++;
            entries.add(decode(line, number));
        }
        channel.truncate(text.substring(0, end).getBytes(StandardCharsets.UTF_8).length);
        channel.position(channel.size());
    }

    private static String encode(Entry entry) {
        ObjectNode node = Wire.object();
        if (entry instanceof Entry.Intent intent) {
            node.put("step", "intent").put("collection", intent.collection());
            node.put("mark", intent.mark()).put("at", intent.at().toString());
            texts(node.putArray("keys"), intent.keys());
            ArrayNode digests = node.putArray("digests");
            intent.digests().forEach(digests::add);
        } else if (entry instanceof Entry.Created created) {
            texts(node.put("step", "created").putArray("ids"), created.ids());
        } else if (entry instanceof Entry.Linked linked) {
            node.put("step", "linked").put("collection", linked.collection());
            texts(node.putArray("keys"), linked.keys());
        } else {
            node.put("step", "refused");
        }
        return node.toString();
    }

    private Entry decode(String line, int number) throws TransferException {
        try {
            JsonNode node = Wire.JSON.readTree(line);
            switch (node.path("step").asText()) {
                case "intent" -> {
                    List<Long> digests = new ArrayList<>();
                    node.path("digests").forEach(digest -> digests.add(digest.asLong()));
                    return new Entry.Intent(
                            node.path("collection").asText(),
                            node.path("mark").textValue(),
                            Instant.parse(node.path("at").asText()),
                            texts(node.path("keys")),
                            digests);
                }
                case "created" -> {
                    return new Entry.Created(texts(node.path("ids")));
                }
                case "linked" -> {
                    return new Entry.Linked(node.path("collection").asText(), texts(node.path("keys")));
                }
                case "refused" -> {
                    return new Entry.Refused();
                }
                default -> throw damaged(number, null);
            }
        } catch (JsonProcessingException | DateTimeException e) {
            throw damaged(number, e);
        }
    }

    private TransferException damaged(int line, @Nullable Throwable cause) {
        return new TransferException(
                path + " is damaged in line " + line + ". Restore it; or delete it to begin anew, which creates"
                        + " everything again.",
                cause);
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
