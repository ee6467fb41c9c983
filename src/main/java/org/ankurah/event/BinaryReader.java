package org.ankurah.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.ankurah.value.Ulid;

/**
 * Reads what {@link BinaryWriter} wrote. Never reads past the end and never allocates more than the input is
 * long, whatever the bytes claim; everything that does not fit is a {@link MalformedBytesException}.
 *
 * <p>Not thread-safe.
 */
public final class BinaryReader {

    private final byte[] bytes;
    private int at;

    /**
     * @param bytes not copied; must not change while this reads
     */
    public BinaryReader(byte[] bytes) {
        this.bytes = bytes;
    }

    public int readByte() {
        need(1);
        return bytes[at++] & 0xFF;
    }

    public boolean readBoolean() {
        int value = readByte();
        if (value > 1) {
            throw malformed("neither true nor false");
        }
        return value == 1;
    }

    public long readFixed64() {
        need(Long.BYTES);
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = value << 8 | (bytes[at++] & 0xFF);
        }
        return value;
    }

    public long readVarint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = readByte();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw malformed("a number of more than 64 bits");
    }

    public long readSignedVarint() {
        long value = readVarint();
        return (value >>> 1) ^ -(value & 1);
    }

    /** A signed varint that fits into an int. */
    public int readSignedInt() {
        long value = readSignedVarint();
        if (value != (int) value) {
            throw malformed("a number of more than 32 bits");
        }
        return (int) value;
    }

    /** The number of elements that follow, each of at least one byte. */
    public int readCount() {
        return length(readVarint());
    }

    public Ulid readUlid() {
        long high = readFixed64();
        return new Ulid(high, readFixed64());
    }

    public byte[] readBytes() {
        int length = readCount();
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    public String readString() {
        long header = readVarint();
        int length = length(header >>> 1);
        int start = at;
        at += length;
        if ((header & 1) == 0) {
            return new String(bytes, start, length, StandardCharsets.UTF_8);
        }
        char[] chars = new char[length / 2];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = (char) ((bytes[start + 2 * i] & 0xFF) << 8 | (bytes[start + 2 * i + 1] & 0xFF));
        }
        return new String(chars);
    }

    /** Whether all was read. */
    public boolean isAtEnd() {
        return at == bytes.length;
    }

    /** Must be called last: bytes that nobody reads are a sign of damage. */
    public void expectEnd() {
        if (at != bytes.length) {
            throw malformed((bytes.length - at) + " bytes too many");
        }
    }

    /** The failure to throw when what was just read makes no sense. */
    public MalformedBytesException malformed(String what) {
        return new MalformedBytesException(what + " at byte " + at + " of " + bytes.length);
    }

    private int length(long claimed) {
        if (claimed < 0 || claimed > bytes.length - at) {
            throw malformed("cut off: " + Long.toUnsignedString(claimed) + " more bytes expected");
        }
        return (int) claimed;
    }

    private void need(int count) {
        if (bytes.length - at < count) {
            throw malformed("cut off: " + count + " more bytes expected");
        }
    }
}
