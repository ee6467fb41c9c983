package org.ankurah.merge.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the parts that updates are made of. Everything is checked against the bytes that are there. */
final class UpdateReader {

    /** What JavaScript counts exactly. */
    private static final long MAX_NUMBER = (1L << 53) - 1;

    /** Deeper values are refused, so that what was read can be read again on any stack. */
    private static final int MAX_DEPTH = 100;

    private final byte[] bytes;
    private int at;

    UpdateReader(byte[] bytes) {
        this.bytes = bytes;
    }

    int position() {
        return at;
    }

    int readByte() {
        if (at >= bytes.length) {
            throw malformed("it ends too early");
        }
        return bytes[at++] & 0xFF;
    }

    /** A number of at most 53 bits. */
    long readNumber() {
        long value = 0;
        for (int shift = 0; shift < 56; shift += 7) {
            int next = readByte();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                if (value > MAX_NUMBER) {
                    break;
                }
                return value;
            }
        }
        throw malformed("a number is too large");
    }

    /** A number of at most 31 bits: a place in a writer's edits, or a length. */
    int readInt() {
        long value = readNumber();
        if (value > Integer.MAX_VALUE) {
            throw malformed("a number is too large");
        }
        return (int) value;
    }

    /** How many bytes follow. */
    int readLength() {
        long length = readNumber();
        if (length > bytes.length - at) {
            throw malformed("a length leads beyond its end");
        }
        return (int) length;
    }

    void skip(int count) {
        if (count > bytes.length - at) {
            throw malformed("it ends too early");
        }
        at += count;
    }

    String readString() {
        int length = readLength();
        int start = at;
        at += length;
        for (int i = start; i < at; i++) {
            if (bytes[i] < 0) {
                return decode(start, length);
            }
        }
        return new String(bytes, start, length, StandardCharsets.ISO_8859_1);
    }

    private String decode(int start, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, start, length))
                    .toString();
        } catch (CharacterCodingException wrong) {
            throw malformed("a text is not UTF-8");
        }
    }

    /** Reads a text behind those that were read before, and returns its length. */
    int readInto(Run run) {
        int length = readLength();
        int start = at;
        at += length;
        run.reserve(length);
        for (int i = start; i < at; i++) {
            if (bytes[i] < 0) {
                String text = decode(start, length);
                run.append(text);
                return text.length();
            }
            run.chars[run.used + i - start] = (char) bytes[i];
        }
        run.used += length;
        return length;
    }

    /** The bytes from a place up to here. */
    byte[] since(int start) {
        return Arrays.copyOfRange(bytes, start, at);
    }

    /** Passes over one value of any kind. */
    void skipAny() {
        skipAny(0);
    }

    private void skipAny(int depth) {
        if (depth > MAX_DEPTH) {
            throw malformed("a value nests too deep");
        }
        int kind = readByte();
        switch (kind) {
            case 127, 126, 121, 120 -> {}
            case 125 -> skipSigned();
            case 124 -> skip(4);
            case 123, 122 -> skip(8);
            case 119 -> readString();
            case 118 -> {
                for (long count = readNumber(); count > 0; count--) {
                    readString();
                    skipAny(depth + 1);
                }
            }
            case 117 -> {
                for (long count = readNumber(); count > 0; count--) {
                    skipAny(depth + 1);
                }
            }
            case 116 -> skip(readLength());
            default -> throw malformed("a value is of the unknown kind " + kind);
        }
    }

    private void skipSigned() {
        for (int length = 0; readByte() >= 0x80; length++) {
            if (length > 8) {
                throw malformed("a number is too large");
            }
        }
    }

    void expectEnd() {
        if (at != bytes.length) {
            throw malformed("there are bytes after its end");
        }
    }

    MalformedTextException malformed(String what) {
        return new MalformedTextException("the update is damaged at byte " + at + ": " + what);
    }
}
