package org.ankurah.graphql;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ankurah.graphql.GraphqlRequest.Transport;
import org.ankurah.value.AnkurahException;
import org.jspecify.annotations.Nullable;

/**
 * One client on a WebSocket, as the protocol graphql-transport-ws has it: a greeting, then any number of
 * operations, each under an id of the client's, until it completes, fails or is cancelled.
 *
 * <p>What breaks the protocol closes the socket; what is wrong with one operation is an {@code error} of that
 * operation. Messages arrive on the socket's event loop, results on any thread.
 *
 * <p>Protocol: <a href="https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md">graphql-ws</a>
 */
final class SocketSession {

    /** A client that connects and does not greet is not one of ours. */
    static final long GREETING_MILLIS = 10_000;

    /** How often a client is asked for a sign of life; also keeps proxies from closing quiet sockets. */
    static final long PULSE_MILLIS = 30_000;

    /** Operations of one client at a time: tabs full of components have dozens. */
    private static final int MAX_OPERATIONS = 1_000;

    private final ServerWebSocket socket;
    private final RequestExecutor executor;
    private final RequestReader reader;
    private final AnswerWriter writer = new AnswerWriter();
    private final Map<String, SocketOutlet> operations = new ConcurrentHashMap<>();
    private boolean greeted;
    private @Nullable String adminKey;
    private boolean pulseOpen;

    SocketSession(ServerWebSocket socket, RequestExecutor executor, RequestReader reader) {
        this.socket = socket;
        this.executor = executor;
        this.reader = reader;
    }

    /** A message came. */
    void receive(String text) {
        Map<String, Object> message;
        try {
            message = reader.parseObject(text, "A message");
        } catch (AnkurahException unreadable) {
            refuse(text, unreadable);
            return;
        }
        if (!(message.get("type") instanceof String type)) {
            SocketClose.BAD_MESSAGE.close(socket, "A message has a type.");
            return;
        }
        switch (type) {
            case "connection_init" -> greet(message.get("payload"));
            case "ping" -> send("pong", null, message.get("payload"));
            case "pong" -> pulseAnswered();
            case "subscribe" -> subscribe(message);
            case "complete" -> cancel(message);
            default -> SocketClose.BAD_MESSAGE.close(socket, "There is no message of type " + type + ".");
        }
    }

    /** A message that is too much to be read is the end of its operation, and no other; one that is no JSON ends all. */
    private void refuse(String text, AnkurahException unreadable) {
        String id = greeted ? reader.idOfOperation(text) : null;
        if (id == null || operations.containsKey(id)) {
            SocketClose.BAD_MESSAGE.close(socket, String.valueOf(unreadable.getMessage()));
        } else {
            send("error", id, AnswerWriter.errors(List.of(ApiErrors.of(unreadable))));
        }
    }

    /** The time for the greeting is over. */
    void expectGreeting() {
        if (!greeted) {
            SocketClose.GREETING_TOO_LATE.close(socket, "Connection initialisation timeout");
        }
    }

    /** Asks for a sign of life; a client that gave none since the last time is gone. */
    void pulse() {
        if (pulseOpen) {
            SocketClose.GOING_AWAY.close(socket, "No sign of life.");
            return;
        }
        pulseOpen = true;
        socket.writePing(Buffer.buffer());
    }

    void pulseAnswered() {
        pulseOpen = false;
    }

    /** The socket takes more again. */
    void drained() {
        operations.values().forEach(SocketOutlet::resume);
    }

    /** The server goes away. */
    void sendAway() {
        SocketClose.GOING_AWAY.close(socket, "The server stops.");
    }

    /** The socket is gone: nothing runs on. */
    void closed() {
        operations.values().forEach(SocketOutlet::cancel);
        operations.clear();
    }

    private void greet(@Nullable Object payload) {
        if (greeted) {
            SocketClose.GREETED_TWICE.close(socket, "Too many initialisation requests");
            return;
        }
        greeted = true;
        adminKey =
                payload instanceof Map<?, ?> members && members.get(AdminKey.MEMBER) instanceof String key ? key : null;
        send("connection_ack", null, null);
    }

    private void subscribe(Map<String, Object> message) {
        if (!greeted) {
            SocketClose.NOT_GREETED.close(socket, "Unauthorized");
            return;
        }
        if (!(message.get("id") instanceof String id) || id.isEmpty()) {
            SocketClose.BAD_MESSAGE.close(socket, "A message of type subscribe has an id, which is a string.");
            return;
        }
        if (!(message.get("payload") instanceof Map<?, ?> payload)) {
            SocketClose.BAD_MESSAGE.close(socket, "A message of type subscribe has a payload, which is an object.");
            return;
        }
        SocketOutlet operation = new SocketOutlet(id, this);
        if (operations.size() >= MAX_OPERATIONS) {
            AnkurahException refusal = AnkurahException.limitExceeded(
                    "A connection runs at most " + MAX_OPERATIONS + " operations at a time.");
            send("error", id, AnswerWriter.errors(List.of(ApiErrors.of(refusal))));
        } else if (operations.putIfAbsent(id, operation) != null) {
            SocketClose.ID_IN_USE.close(socket, "Subscriber for " + id + " already exists");
        } else {
            run(operation, RequestReader.stringKeys(payload));
        }
    }

    private void run(SocketOutlet operation, Map<String, Object> payload) {
        GraphqlRequest request;
        try {
            request = reader.readMap(Transport.WEB_SOCKET, payload).withAdminKey(adminKey);
        } catch (AnkurahException refused) {
            operation.error(List.of(ApiErrors.of(refused)));
            return;
        }
        operation.start(executor, request);
    }

    private void cancel(Map<String, Object> message) {
        if (!(message.get("id") instanceof String id)) {
            SocketClose.BAD_MESSAGE.close(socket, "A message of type complete has an id, which is a string.");
            return;
        }
        SocketOutlet operation = operations.remove(id);
        if (operation != null) {
            operation.cancel();
        }
    }

    /** Whether the socket takes more without piling up. One that is closed takes nothing, and its queue may not be asked. */
    boolean isReady() {
        return !socket.isClosed() && !socket.writeQueueFull();
    }

    /** Says the last word of an operation, unless the client has forgotten it. */
    void finish(SocketOutlet operation, String type, @Nullable Object payload) {
        if (operations.remove(operation.id(), operation)) {
            send(type, operation.id(), payload);
        }
    }

    private void send(String type, @Nullable String id, @Nullable Object payload) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", type);
        if (id != null) {
            message.put("id", id);
        }
        if (payload != null) {
            message.put("payload", payload);
        }
        send(writer.text(message));
    }

    void send(String message) {
        if (!socket.isClosed()) {
            socket.writeTextMessage(message);
        }
    }
}
