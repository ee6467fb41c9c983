package org.ankurah.node.sync;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ankurah.event.BinaryReader;
import org.ankurah.event.BinaryWriter;
import org.ankurah.event.MalformedBytesException;

/**
 * The binary form of messages, as carriers between processes send them. A message is one byte that tells its kind, and
 * its parts in the order in which {@link Message} names them; numbers, text and lists are those of {@link BinaryWriter}.
 * Names and transaction ids of events are written once per message, and then by their number in it.
 *
 * <p>What comes from elsewhere may be anything: reading takes no more memory than a small multiple of the bytes, and
 * fails with {@link MalformedBytesException} and nothing else.
 */
public final class MessageCodec {

    static final int HELLO = 1;
    static final int HOLDING = 2;
    static final int SUBSCRIBE = 3;
    static final int UNSUBSCRIBE = 4;
    static final int FETCH = 5;
    static final int COMMIT = 6;
    static final int CREDIT = 7;
    static final int WELCOME = 16;
    static final int GOODBYE = 17;
    static final int DELTA = 18;
    static final int ENDED = 19;
    static final int FETCHED = 20;
    static final int COMMITTED = 21;
    static final int REJECTED = 22;

    static final int SAME = 0;
    static final int STATE = 1;
    static final int EVENTS = 2;
    static final int GONE = 3;

    private MessageCodec() {}

    /** Messages in one piece, each behind its length. */
    public static byte[] encodeAll(List<? extends Message> messages) {
        BinaryWriter out = new BinaryWriter();
        messages.forEach(message -> out.writeBytes(encode(message)));
        return out.toByteArray();
    }

    /**
     * What a follower says, several messages in one piece.
     *
     * @throws MalformedBytesException when the bytes are not such a piece
     */
    public static List<Message.Request> decodeRequests(byte[] piece) {
        return all(piece, MessageCodec::decodeRequest);
    }

    /**
     * What an upstream says, several messages in one piece.
     *
     * @throws MalformedBytesException when the bytes are not such a piece
     */
    public static List<Message.Answer> decodeAnswers(byte[] piece) {
        return all(piece, MessageCodec::decodeAnswer);
    }

    private static <M> List<M> all(byte[] piece, Function<byte[], M> decode) {
        BinaryReader in = new BinaryReader(piece);
        List<M> messages = new ArrayList<>();
        while (!in.isAtEnd()) {
            messages.add(decode.apply(in.readBytes()));
        }
        return messages;
    }

    /** The bytes of a message. */
    public static byte[] encode(Message message) {
        BinaryWriter out = new BinaryWriter();
        if (message instanceof Message.Request request) {
            new MessageWriter(out).request(request);
        } else if (message instanceof Message.Answer answer) {
            new MessageWriter(out).answer(answer);
        }
        return out.toByteArray();
    }

    /**
     * What a follower says.
     *
     * @throws MalformedBytesException when the bytes are none of its messages
     */
    public static Message.Request decodeRequest(byte[] bytes) {
        if (decode(bytes) instanceof Message.Request request) {
            return request;
        }
        throw ofTheOtherSide(bytes);
    }

    /**
     * What an upstream says.
     *
     * @throws MalformedBytesException when the bytes are none of its messages
     */
    public static Message.Answer decodeAnswer(byte[] bytes) {
        if (decode(bytes) instanceof Message.Answer answer) {
            return answer;
        }
        throw ofTheOtherSide(bytes);
    }

    private static MalformedBytesException ofTheOtherSide(byte[] bytes) {
        return new BinaryReader(bytes).malformed("a message of the other side");
    }

    private static Message decode(byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes);
        try {
            Message message = new MessageReader(in).message();
            in.expectEnd();
            return message;
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException impossible) {
            throw in.malformed("a message that makes no sense (" + impossible.getMessage() + ")");
        }
    }
}
