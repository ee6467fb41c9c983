package org.ankurah.remote;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ankurah.event.BinaryWriter;
import org.ankurah.event.MalformedBytesException;
import org.ankurah.node.Carrier;
import org.ankurah.node.Node;
import org.ankurah.node.UpstreamLink;
import org.ankurah.node.sync.Message;
import org.ankurah.node.sync.MessageCodec;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.jspecify.annotations.Nullable;

/** One connection of a node to a server. Whatever is called on other threads is done on the event loop, in its order. */
final class RemoteCarrier implements Carrier {

    /** How often the server is asked for a sign of life; one that gave none since the last time is gone. */
    private static final Duration PULSE = Duration.ofSeconds(20);

    /** How much is sent in one piece, unless a single message is larger. */
    private static final int PIECE = 1 << 16;

    private final WebSocket socket;
    private final Vertx vertx;
    private final Context loop;
    private final Ends ends;
    private final UpstreamLink link;
    private final long pulse;
    private final List<Message> unsent = new ArrayList<>();

    // On the event loop only.
    private int largest;
    private boolean pulseOpen;
    private boolean over;
    private @Nullable AnkurahException reason;
    private boolean forGood;

    /** Who is told what becomes of the connection; on the event loop. */
    interface Ends {

        /** The server has let the node in. */
        void welcomed();

        /**
         * It is over, told once.
         *
         * @param forGood whether trying again cannot help
         */
        void ended(AnkurahException reason, boolean forGood);
    }

    RemoteCarrier(WebSocket socket, Node node, Vertx vertx, Context loop, Ends ends) {
        this.socket = socket;
        this.vertx = vertx;
        this.loop = loop;
        this.ends = ends;
        this.link = new UpstreamLink(node, this);
        this.pulse = vertx.setPeriodic(PULSE.toMillis(), timer -> loop.runOnContext(now -> pulse()));
    }

    void open(@Nullable String token) {
        socket.binaryMessageHandler(this::receive);
        socket.pongHandler(pong -> pulseOpen = false);
        socket.exceptionHandler(failure -> loop.runOnContext(now -> lost()));
        socket.closeHandler(closed -> loop.runOnContext(now -> lost()));
        link.open(token);
    }

    private void receive(Buffer piece) {
        if (over) {
            return;
        }
        List<Message.Answer> messages;
        try {
            messages = MessageCodec.decodeAnswers(piece.getBytes());
        } catch (MalformedBytesException malformed) {
            close(AnkurahException.badQuery("The server does not speak the protocol: " + malformed.getMessage()), true);
            return;
        }
        for (Message.Answer message : messages) {
            link.receive(message);
            if (message instanceof Message.Welcome welcome && reason == null) {
                largest = welcome.messageBytes();
                ends.welcomed();
            }
        }
    }

    /** What is sent at once goes in few pieces. */
    @Override
    public void send(Message message) {
        boolean first;
        synchronized (unsent) {
            first = unsent.isEmpty();
            unsent.add(message);
        }
        if (first) {
            loop.runOnContext(now -> flush());
        }
    }

    private void flush() {
        List<Message> messages;
        synchronized (unsent) {
            messages = List.copyOf(unsent);
            unsent.clear();
        }
        BinaryWriter piece = new BinaryWriter();
        for (Message message : messages) {
            byte[] bytes = MessageCodec.encode(message);
            if (largest > 0 && bytes.length > largest - Long.BYTES && message instanceof Message.Commit commit) {
                refuse(commit);
                continue;
            }
            if (piece.size() > 0 && piece.size() + bytes.length > PIECE) {
                write(piece);
                piece = new BinaryWriter();
            }
            piece.writeBytes(bytes);
        }
        if (piece.size() > 0) {
            write(piece);
        }
    }

    private void write(BinaryWriter piece) {
        if (!over && !socket.isClosed()) {
            socket.writeBinaryMessage(Buffer.buffer(piece.toByteArray()));
        }
    }

    /** The server would end the connection at this, and at each attempt to send it again. */
    private void refuse(Message.Commit commit) {
        link.receive(new Message.Rejected(
                commit.transaction(),
                ErrorCode.LIMIT_EXCEEDED,
                "The transaction is larger than the " + largest + " bytes that the server takes. Split it.",
                null));
    }

    private void pulse() {
        if (over) {
            return;
        }
        if (pulseOpen) {
            close(AnkurahException.unavailable("The server gives no sign of life."), false);
            lost();
            return;
        }
        pulseOpen = true;
        socket.writePing(Buffer.buffer());
    }

    @Override
    public void close(AnkurahException why, boolean forGoodNow) {
        loop.runOnContext(now -> {
            if (reason == null) {
                reason = why;
                forGood = forGoodNow;
            }
            shut();
        });
    }

    @Override
    public void close() {
        loop.runOnContext(now -> shut());
    }

    private void shut() {
        if (!socket.isClosed()) {
            socket.close();
        }
        lost();
    }

    /** The socket is gone. On the event loop. */
    void lost() {
        if (over) {
            return;
        }
        over = true;
        vertx.cancelTimer(pulse);
        link.lost();
        String told = socket.closeReason();
        AnkurahException why = reason != null
                ? reason
                : AnkurahException.unavailable(
                        "The connection was lost" + (told == null || told.isEmpty() ? "." : ": " + told));
        ends.ended(why, forGood);
    }
}
