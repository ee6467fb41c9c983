package org.ankurah.graphql;

import io.netty.channel.ChannelHandlerContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.util.List;
import java.util.concurrent.Executor;
import org.ankurah.event.MalformedBytesException;
import org.ankurah.node.Access;
import org.ankurah.node.Carrier;
import org.ankurah.node.Context;
import org.ankurah.node.Node;
import org.ankurah.node.UpstreamPeer;
import org.ankurah.node.sync.Message;
import org.ankurah.node.sync.MessageCodec;
import org.ankurah.value.AnkurahException;

/**
 * Another node on a WebSocket, which follows this one. It may do what the policy lets whoever its token names do, as
 * any other client; when that changes it is sent away, and finds out what it may see when it comes back.
 */
final class SyncSession extends SocketLine implements Carrier, UpstreamPeer.Door {

    private final Node node;
    private final UpstreamPeer peer;
    private final Thread thread = Thread.currentThread();
    private final Executor loop = EventLoops.current();
    private boolean greeted;

    /**
     * @param channel what carries the socket
     * @param identity who is on it
     */
    SyncSession(
            ServerWebSocket socket,
            ChannelHandlerContext channel,
            Node node,
            Admission admission,
            SocketIdentity identity) {
        super(socket, channel, admission, identity, true);
        this.node = node;
        this.peer = new UpstreamPeer(node, this, this);
        identity.onChange(
                caller -> peer.end(AnkurahException.unavailable("Your rights have changed. Connect again.")),
                () -> peer.end(SocketIdentity.ended()));
    }

    @Override
    void receive(Buffer frame) {
        List<Message.Request> messages;
        try {
            messages = MessageCodec.decodeRequests(frame.getBytes());
        } catch (MalformedBytesException malformed) {
            admission().messageRefused();
            peer.end(AnkurahException.badQuery("This is no message of the protocol: " + malformed.getMessage()));
            return;
        }
        messages.forEach(peer::receive);
    }

    @Override
    void expectGreeting() {
        if (!greeted) {
            end(SocketClose.GREETING_TOO_LATE, "Hello did not come in time.");
        }
    }

    @Override
    void drained() {
        peer.drained();
    }

    @Override
    void stop() {
        peer.disconnected();
    }

    /** The first message of a socket, so that it comes on the event loop. */
    @Override
    public Uni<Context> admit(Message.Hello hello) {
        return Uni.createFrom()
                .emitter(emitter -> identity()
                        .greet(
                                new Credentials(hello.token(), null),
                                caller -> {
                                    greeted = true;
                                    emitter.complete(context(caller));
                                },
                                failure -> emitter.fail(
                                        failure instanceof RefusedLogin refused ? refused.told() : failure)));
    }

    private Context context(Caller caller) {
        Access access = caller.access();
        return access == null ? node.context(caller.identity()) : node.context(caller.identity(), access);
    }

    @Override
    public boolean isTrusted() {
        return false;
    }

    @Override
    public int messageBytes() {
        return admission().limits().messageBytes();
    }

    @Override
    public void subscribed() {
        if (!admission().openLive()) {
            throw admission().tooManyLiveQueries();
        }
    }

    @Override
    public void unsubscribed() {
        admission().closeLive();
    }

    @Override
    public void send(Message message) {
        if (isOpen()) {
            out().write(MessageCodec.encodeAll(List.of(message)));
            flush();
        }
    }

    @Override
    public boolean isReady() {
        return super.isReady();
    }

    @Override
    public void close() {
        EventLoops.run(thread, loop, () -> end(SocketClose.DONE, "The last message tells why."));
    }
}
