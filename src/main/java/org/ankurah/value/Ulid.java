package org.ankurah.value;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A 128-bit identity that sorts by time: 48 bits of milliseconds first, then 80 bits that the issuer
 * chooses. Written as 26 characters of Crockford's Base32, in upper case.
 *
 * <p>The order of two values equals the order of their text and of their sixteen bytes (unsigned,
 * big-endian), so memory, SQL and clients sort alike. Format: <a
 * href="https://github.com/ulid/spec">ULID specification</a>.
 *
 * @param high the first eight bytes: 48 bits of milliseconds and 16 bits more
 * @param low the last eight bytes
 */
public record Ulid(long high, long low) implements Comparable<Ulid> {

    /** Number of characters of the text form. */
    public static final int LENGTH = 26;

    /** Number of bytes of the binary form. */
    public static final int BYTES = 16;

    /** The smallest value; stands for "no id" where an encoding needs sixteen bytes. */
    public static final Ulid ZERO = new Ulid(0, 0);

    /** The greatest value, which no event has: it lies eight thousand years ahead. */
    public static final Ulid MAX = new Ulid(-1, -1);

    private static final char[] DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();

    /**
     * Reads the text form. Lower case is accepted; the look-alikes {@code I L O U} are not, so that one
     * id has one spelling up to case.
     *
     * @return null when the text is no ULID (wrong length, a foreign character, or beyond 128 bits)
     */
    public static @Nullable Ulid tryParse(@Nullable String text) {
        if (text == null || text.length() != LENGTH || text.charAt(0) > '7') {
            return null;
        }
        long high = 0;
        long low = 0;
        for (int i = 0; i < LENGTH; i++) {
            int digit = digit(text.charAt(i));
            if (digit < 0) {
                return null;
            }
            high = (high << 5) | (low >>> 59);
            low = (low << 5) | digit;
        }
        return new Ulid(high, low);
    }

    /**
     * Reads the text form of an id that is known to be well formed.
     *
     * @throws IllegalArgumentException when it is not
     */
    public static Ulid parse(String text) {
        Ulid ulid = tryParse(text);
        if (ulid == null) {
            throw new IllegalArgumentException("not a ULID: " + text);
        }
        return ulid;
    }

    /** The same 128 bits as a UUID, which databases have a type for; its text has the same order, too. */
    public UUID toUuid() {
        return new UUID(high, low);
    }

    /** The ULID of the same 128 bits. */
    public static Ulid fromUuid(UUID uuid) {
        return new Ulid(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    }

    /** The sixteen bytes, big-endian. */
    public byte[] toBytes() {
        byte[] bytes = new byte[BYTES];
        for (int i = 0; i < Long.BYTES; i++) {
            int shift = Long.SIZE - Byte.SIZE * (i + 1);
            bytes[i] = (byte) (high >>> shift);
            bytes[i + Long.BYTES] = (byte) (low >>> shift);
        }
        return bytes;
    }

    /**
     * The ULID of sixteen bytes.
     *
     * @throws IllegalArgumentException when there are more or fewer
     */
    public static Ulid fromBytes(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("not the " + BYTES + " bytes of a ULID: " + bytes.length);
        }
        long high = 0;
        long low = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            high = high << Byte.SIZE | (bytes[i] & 0xFF);
            low = low << Byte.SIZE | (bytes[i + Long.BYTES] & 0xFF);
        }
        return new Ulid(high, low);
    }

    /** The milliseconds since 1970 that the first 48 bits hold. */
    public long millis() {
        return high >>> 16;
    }

    @Override
    public int compareTo(Ulid other) {
        int order = Long.compareUnsigned(high, other.high);
        return order != 0 ? order : Long.compareUnsigned(low, other.low);
    }

    @Override
    public int hashCode() {
        long mixed = (high * 31 + low) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32);
    }

    @Override
    public String toString() {
        char[] text = new char[LENGTH];
        long h = high;
        long l = low;
        for (int i = LENGTH - 1; i >= 0; i--) {
            text[i] = DIGITS[(int) (l & 31)];
            l = (l >>> 5) | (h << 59);
            h >>>= 5;
        }
        return new String(text);
    }

    private static int digit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        char upper = c >= 'a' && c <= 'z' ? (char) (c - 32) : c;
        for (int i = 10; i < 32; i++) {
            if (DIGITS[i] == upper) {
                return i;
            }
        }
        return -1;
    }
}
