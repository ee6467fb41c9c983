package org.ankurah.storage.kv;

import java.util.Arrays;

/**
 * A range of keys.
 *
 * @param from the first key
 * @param to the key behind the last one; not greater than {@code from} if the range is empty
 */
@SuppressWarnings("ArrayRecordComponent") // keys are never changed
public record KeyRange(byte[] from, byte[] to) {

    /** All keys that begin with these bytes, of which one at least is not 255. */
    public static KeyRange of(byte[] prefix) {
        return new KeyRange(prefix, behind(prefix));
    }

    /**
     * The first key behind all that begin with these bytes.
     *
     * @throws IllegalArgumentException when there is none, as all of the bytes are 255
     */
    public static byte[] behind(byte[] prefix) {
        for (int i = prefix.length - 1; i >= 0; i--) {
            if (prefix[i] != -1) {
                byte[] behind = Arrays.copyOf(prefix, i + 1);
                behind[i]++;
                return behind;
            }
        }
        throw new IllegalArgumentException("nothing lies behind");
    }

    /** Whether there is no key in it. */
    public boolean isEmpty() {
        return Arrays.compareUnsigned(from, to) >= 0;
    }
}
