package org.ankurah.storage;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ankurah.event.BinaryReader;
import org.ankurah.event.BinaryWriter;
import org.ankurah.event.MalformedBytesException;
import org.ankurah.value.Ulid;

/**
 * What is kept of a transaction that came with a {@link RequestKey}, so that whoever sends it again gets the first
 * answer: not the answer itself, but where the log has it.
 *
 * @param digest of what the transaction wanted, by which another one under the same key is noticed
 * @param transactionId the transaction that was committed
 * @param base the log position that its events follow
 * @param position the position of its last event; the base if it appended none
 * @param committedAt when
 * @param writes what each write did, in order
 */
@SuppressWarnings("ArrayRecordComponent") // copied in and out, with equality by content
public record Answer(
        byte[] digest, Ulid transactionId, long base, long position, Instant committedAt, List<Write> writes) {

    private static final int VERSION = 1;

    public Answer {
        digest = digest.clone();
        writes = List.copyOf(writes);
    }

    /**
     * What one write did.
     *
     * @param entity the entity that was written
     * @param collection its collection
     * @param events how many of the transaction's events it appended
     */
    public record Write(String collection, Ulid entity, int events) {}

    @Override
    public byte[] digest() {
        return digest.clone();
    }

    /** Whether the first transaction wanted the same. */
    public boolean wants(byte[] other) {
        return Arrays.equals(digest, other);
    }

    /** Bytes from which {@link #decode} restores it. */
    public byte[] encode() {
        BinaryWriter out = new BinaryWriter();
        out.writeByte(VERSION);
        out.writeBytes(digest);
        out.writeUlid(transactionId);
        out.writeVarint(base);
        out.writeVarint(position);
        out.writeSignedVarint(ChronoUnit.MICROS.between(Instant.EPOCH, committedAt));
        out.writeVarint(writes.size());
        for (Write write : writes) {
            out.writeString(write.collection());
            out.writeUlid(write.entity());
            out.writeVarint(write.events());
        }
        return out.toByteArray();
    }

    /**
     * Restores what {@link #encode} wrote.
     *
     * @throws MalformedBytesException when the bytes are cut off, damaged or of an unknown version
     */
    public static Answer decode(byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes);
        int version = in.readByte();
        if (version != VERSION) {
            throw in.malformed("an answer of the unknown version " + version);
        }
        byte[] digest = in.readBytes();
        Ulid transactionId = in.readUlid();
        long base = in.readVarint();
        long position = in.readVarint();
        Instant committedAt = Instant.EPOCH.plus(in.readSignedVarint(), ChronoUnit.MICROS);
        List<Write> writes = new ArrayList<>();
        for (int left = in.readCount(); left > 0; left--) {
            writes.add(new Write(in.readString(), in.readUlid(), (int) in.readVarint()));
        }
        in.expectEnd();
        return new Answer(digest, transactionId, base, position, committedAt, writes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Answer answer && Arrays.equals(encode(), answer.encode());
    }

    @Override
    public int hashCode() {
        return transactionId.hashCode();
    }
}
