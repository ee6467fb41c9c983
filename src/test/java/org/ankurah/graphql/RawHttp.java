package org.ankurah.graphql;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;

/** One HTTP request whose every header is chosen by the test, also those that clients set themselves. */
final class RawHttp {

    private static final int PATIENCE_MILLIS = 10_000;

    private RawHttp() {}

    /**
     * The head of the answer, and what comes with it.
     *
     * @param head the first line and some headers, with bars in between
     * @param body is sent if the method is POST
     */
    static String send(URI server, String head, String body, String... headers) {
        boolean upgrade = head.contains("Upgrade");
        StringBuilder request = new StringBuilder(head.replace("|", "\r\n")).append("\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        request.append(upgrade ? "\r\n" : "Connection: close\r\n\r\n").append(head.startsWith("POST") ? body : "");
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.toString().getBytes(ISO_8859_1));
            return read(socket.getInputStream(), upgrade);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads to the end, or, as sockets stay open, the head of the answer to one and the error if it is refused. */
    private static String read(InputStream in, boolean upgrade) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                read.write(next);
                String text = upgrade ? read.toString(ISO_8859_1) : "";
                if (text.contains("\r\n\r\n") && (text.startsWith("HTTP/1.1 101") || text.endsWith("]}"))) {
                    break;
                }
            }
        } catch (SocketTimeoutException openStill) {
            // What came is the answer.
        }
        return read.toString(ISO_8859_1);
    }
}
