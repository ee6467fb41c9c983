package org.ankurah.demo.transfer;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads text line by line as strict UTF-8, and knows whether the last line was ended. */
final class Lines implements Closeable {

    /** An entity larger than this is refused: the file is not held in memory, but one line is. */
    static final int MAX_BYTES = 16 << 20;

    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final InputStream in;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int number;
    private boolean atEnd;

    Lines(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 16);
    }

    /**
     * One line.
     *
     * @param number counted from 1
     * @param text without the line's end
     * @param ended whether a line feed stood behind it; false only for the last line
     */
    record Line(int number, String text, boolean ended) {}

    /**
     * The next line, or null at the end.
     *
     * @throws MalformedLine when the line is too long or no UTF-8; reading may go on behind it
     */
    @Nullable
    Line next() throws IOException, MalformedLine {
        if (atEnd) {
            return null;
        }
        bytes.reset();
        number++;
        boolean tooLong = false;
        int b = in.read();
        for (; b >= 0 && b != '\n'; b = in.read()) {
            if (bytes.size() < MAX_BYTES) {
                bytes.write(b);
            } else {
                tooLong = true;
            }
        }
        atEnd = b < 0;
        if (atEnd && bytes.size() == 0) {
            return null;
        }
        if (tooLong) {
            throw new MalformedLine(number, 0, "the line is longer than " + (MAX_BYTES >> 20) + " MiB");
        }
        return new Line(number, withoutMarks(decode()), !atEnd);
    }

    private String decode() throws MalformedLine {
        ByteBuffer input = ByteBuffer.wrap(bytes.toByteArray());
        CharBuffer output = CharBuffer.allocate(input.remaining());
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(input, output, true);
        if (result.isError()) {
            throw new MalformedLine(number, output.position() + 1, "the text is not valid UTF-8");
        }
        return output.flip().toString();
    }

    private String withoutMarks(String text) {
        String line = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        return number == 1 && !line.isEmpty() && line.charAt(0) == BYTE_ORDER_MARK ? line.substring(1) : line;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
