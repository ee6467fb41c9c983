package org.ankurah.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.ankurah.value.Ulid;

/**
 * Writes the primitives of the binary formats into a growing array: equal input always gives equal bytes.
 *
 * <ul>
 *   <li>fixed numbers are big-endian;
 *   <li>a varint holds seven bits per byte, lowest first, with the eighth bit set on all but the last;
 *   <li>a signed varint is zigzag-coded first, so that small negative numbers stay short;
 *   <li>text is UTF-8 behind twice its length in bytes; text that is no valid Unicode (an unpaired surrogate) is
 *       UTF-16 behind twice its length plus one, so that every string survives.
 * </ul>
 *
 * <p>Not thread-safe.
 */
public final class BinaryWriter {

    private static final int FIRST_CAPACITY = 128;

    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int size;

    public void writeByte(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    public void writeBoolean(boolean value) {
        writeByte(value ? 1 : 0);
    }

    public void writeFixed64(long value) {
        room(Long.BYTES);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    /** Writes a number that is read as unsigned. */
    public void writeVarint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            writeByte((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        writeByte((int) rest);
    }

    public void writeSignedVarint(long value) {
        writeVarint((value << 1) ^ (value >> 63));
    }

    public void writeUlid(Ulid ulid) {
        writeFixed64(ulid.high());
        writeFixed64(ulid.low());
    }

    public void writeBytes(byte[] value) {
        writeVarint(value.length);
        writeRaw(value);
    }

    public void writeString(String value) {
        if (hasUnpairedSurrogate(value)) {
            writeUtf16(value);
            return;
        }
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        writeVarint((long) utf8.length << 1);
        writeRaw(utf8);
    }

    /** The number of bytes that were written. */
    public int size() {
        return size;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** By hand, because the charset would replace the very character that must survive. */
    private void writeUtf16(String value) {
        writeVarint((long) value.length() << 2 | 1);
        for (int i = 0; i < value.length(); i++) {
            writeByte(value.charAt(i) >>> 8);
            writeByte(value.charAt(i));
        }
    }

    private void writeRaw(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), bytes.length + (bytes.length >> 1)));
        }
    }

    /** Surrogates that form a pair are read as one code point beyond them. */
    private static boolean hasUnpairedSurrogate(String value) {
        int codePoint;
        for (int i = 0; i < value.length(); i += Character.charCount(codePoint)) {
            codePoint = value.codePointAt(i);
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                return true;
            }
        }
        return false;
    }
}
