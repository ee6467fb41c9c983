package org.ankurah.merge.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes the parts that updates are made of. */
final class UpdateWriter {

    private byte[] bytes = new byte[256];
    private int length;

    void writeByte(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
    }

    void writeNumber(long value) {
        reserve(8);
        long rest = value;
        while (rest >= 0x80) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    void writeString(String value) {
        writeBytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Text as it stands in an array; half a pair of surrogates becomes the character for what cannot be shown. */
    void writeString(char[] chars, int start, int count) {
        for (int i = start; i < start + count; i++) {
            if (chars[i] >= 0x80) {
                writeBytes(replaceHalves(new String(chars, start, count)).getBytes(StandardCharsets.UTF_8));
                return;
            }
        }
        writeNumber(count);
        reserve(count);
        for (int i = start; i < start + count; i++) {
            bytes[length++] = (byte) chars[i];
        }
    }

    private static String replaceHalves(String text) {
        StringBuilder whole = new StringBuilder(text.length());
        text.codePoints().forEach(c -> whole.appendCodePoint(c >= 0xD800 && c < 0xE000 ? 0xFFFD : c));
        return whole.toString();
    }

    void writeBytes(byte[] value) {
        writeNumber(value.length);
        writeRaw(value);
    }

    void writeRaw(byte[] value) {
        reserve(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    private void reserve(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
        }
    }
}
