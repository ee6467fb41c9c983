package org.ankurah.graphql;

import graphql.GraphQLError;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
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
final class SocketSession extends SocketLine {

    /** How most documents of subscriptions begin. For the others it does not matter much. */
    private static final String SUBSCRIPTION = "subscription";

    private static final byte[] NEXT = utf8("{\"type\":\"next\",\"id\":");
    private static final byte[] PAYLOAD = utf8(",\"payload\":");
    private static final byte[] END = utf8("}");

    private final RequestExecutor executor;
    private final RequestReader reader;
    private final Rates.Pace pace;
    private final StartQueue.Lanes starts;
    private final AnswerWriter writer = new AnswerWriter();
    private final Map<String, SocketOutlet> operations = new ConcurrentHashMap<>();
    private boolean greeting;
    private boolean greeted;

    /**
     * @param channel what carries the socket
     * @param pace holds its operations to how often they may come
     * @param identity who is on it
     * @param starts of the socket's event loop
     */
    SocketSession(
            ServerWebSocket socket,
            ChannelHandlerContext channel,
            RequestExecutor executor,
            RequestReader reader,
            Rates.Pace pace,
            Admission admission,
            SocketIdentity identity,
            StartQueue.Lanes starts) {
        super(socket, channel, admission, identity, false);
        this.executor = executor;
        this.reader = reader;
        this.pace = pace;
        this.starts = starts;
        identity().onChange(this::renewLive, this::endLive);
    }

    @Override
    void begin() {
        if (!SocketEndpoint.PROTOCOL.equals(subProtocol())) {
            end(SocketClose.PROTOCOL_NOT_SPOKEN, "Use the sub-protocol " + SocketEndpoint.PROTOCOL + ".");
        }
    }

    @Override
    void receive(Buffer bytes) {
        String text;
        try {
            text = RequestReader.decode(bytes.getBytes());
        } catch (AnkurahException e) {
            end(SocketClose.BAD_TEXT, "A message is not valid UTF-8.");
            return;
        }
        Map<String, Object> message;
        try {
            message = reader.parseObject(text, "A message");
        } catch (AnkurahException unreadable) {
            refuse(text, unreadable);
            return;
        }
        switchOn(SocketMessage.of(message));
    }

    private void switchOn(SocketMessage message) {
        if (message instanceof SocketMessage.Init init) {
            greet(init.payload());
        } else if (message instanceof SocketMessage.Ping ping) {
            answer(ping.payload());
        } else if (message instanceof SocketMessage.Pong) {
            pulseAnswered();
        } else if (message instanceof SocketMessage.Subscribe subscribe) {
            subscribe(subscribe.id(), subscribe.payload());
        } else if (message instanceof SocketMessage.Complete complete) {
            cancel(complete.id());
        } else if (message instanceof SocketMessage.Invalid invalid) {
            end(SocketClose.BAD_MESSAGE, invalid.reason());
        }
    }

    /** A message that is too much to be read is the end of its operation, and no other; one that is no JSON ends all. */
    private void refuse(String text, AnkurahException unreadable) {
        String id = greeted ? reader.idOfOperation(text) : null;
        if (id == null || operations.containsKey(id)) {
            end(SocketClose.BAD_MESSAGE, String.valueOf(unreadable.getMessage()));
        } else {
            send("error", id, AnswerWriter.errors(List.of(ApiErrors.of(unreadable))));
        }
    }

    @Override
    void expectGreeting() {
        if (!greeted) {
            end(SocketClose.GREETING_TOO_LATE, "Connection initialisation timeout");
        }
    }

    @Override
    void drained() {
        operations.values().forEach(SocketOutlet::resume);
    }

    @Override
    void stop() {
        for (SocketOutlet operation : operations.values()) {
            if (forget(operation)) {
                operation.cancel();
            }
        }
    }

    private boolean forget(SocketOutlet operation) {
        boolean known = operations.remove(operation.id(), operation);
        if (known) {
            admission().operationEnds();
        }
        return known;
    }

    private void greet(Map<String, Object> payload) {
        if (greeting) {
            end(SocketClose.GREETED_TWICE, "Too many initialisation requests");
            return;
        }
        greeting = true;
        identity()
                .greet(
                        Credentials.of(payload),
                        caller -> {
                            greeted = true;
                            send("connection_ack", null, identity().validity());
                        },
                        this::turnAway);
    }

    /** The greeting was not good enough. */
    private void turnAway(Throwable failure) {
        if (failure instanceof RefusedLogin refused) {
            end(SocketClose.FORBIDDEN, "Forbidden: " + refused.getMessage());
        } else {
            end(SocketClose.TRY_LATER, ApiErrors.of(failure).getMessage());
        }
    }

    /** A ping that says who the client is replaces what it said before; others get back what they bring. */
    private void answer(@Nullable Object payload) {
        Credentials given = payload instanceof Map<?, ?> members ? Credentials.of(members) : null;
        if (!greeted || given == null || given.token() == null) {
            send("pong", null, payload);
            return;
        }
        identity()
                .login(
                        given.or(new Credentials(null, identity().caller().adminKey())),
                        caller -> {
                            Map<String, Object> validity = identity().validity();
                            send("pong", null, validity == null ? Map.of() : validity);
                        },
                        failure -> send("pong", null, Map.of("error", ApiErrors.specification(errorOf(failure)))));
    }

    /** What was said of the client is not true any more: what it follows ends, what it waits for does not. */
    private void endLive() {
        List<GraphQLError> errors = List.of(ApiErrors.of(SocketIdentity.ended()));
        operations.values().forEach(operation -> operation.endLive(errors));
    }

    /** Whoever is on it may do something else from now on: what it follows goes on so, one in each turn of the loop. */
    private void renewLive(Caller caller) {
        Executor own = EventLoops.current();
        Executor turns = start -> starts.of(true).enter(() -> own.execute(start));
        operations.values().forEach(operation -> operation.renew(caller, turns));
    }

    private static GraphQLError errorOf(Throwable failure) {
        return ApiErrors.of(failure instanceof RefusedLogin refused ? refused.told() : failure);
    }

    private void subscribe(String id, Map<String, Object> payload) {
        if (!greeted) {
            end(SocketClose.NOT_GREETED, "Unauthorized");
        } else if (operations.containsKey(id)) {
            end(SocketClose.ID_IN_USE, "Subscriber for " + id + " already exists");
        } else if (operations.size() >= admission().limits().operationsPerSocket()) {
            send(
                    "error",
                    id,
                    AnswerWriter.errors(List.of(ApiErrors.of(admission().tooManyOperations()))));
        } else if (!admission().isStopping()) {
            // A server that stops leaves new operations to the next one, to which clients take what was not answered.
            SocketOutlet operation = new SocketOutlet(id, this);
            operations.put(id, operation);
            admission().operationBegins();
            run(operation, payload);
        }
    }

    private void run(SocketOutlet operation, Map<String, Object> payload) {
        GraphqlRequest request;
        try {
            Caller caller = identity().current();
            pace.operation(caller.identity());
            request = reader.readMap(Transport.WEB_SOCKET, payload).by(caller);
        } catch (AnkurahException | TooFastException refused) {
            operation.error(List.of(ApiErrors.of(refused)));
            return;
        }
        Executor own = EventLoops.current();
        boolean live = request.query().stripLeading().startsWith(SUBSCRIPTION);
        starts.of(live).enter(() -> own.execute(() -> start(operation, request)));
    }

    /** Starts it, unless the client or the socket is gone. */
    private void start(SocketOutlet operation, GraphqlRequest request) {
        if (operations.get(operation.id()) != operation) {
            return;
        }
        try {
            // Who it is may have changed while it waited for its turn.
            operation.start(executor, admission(), request.by(identity().current()));
        } catch (AnkurahException ended) {
            operation.error(List.of(ApiErrors.of(ended)));
        }
    }

    private void cancel(String id) {
        SocketOutlet operation = operations.get(id);
        if (operation != null && forget(operation)) {
            operation.cancel();
        }
    }

    /** Says the last word of an operation, unless the client has forgotten it. */
    void finish(SocketOutlet operation, String type, @Nullable Object payload) {
        if (forget(operation)) {
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
        if (isOpen()) {
            out().write(writer.bytes(message));
            flush();
        }
    }

    /** Writes one more result of an operation; it is sent with what follows, or by {@link #flush}. */
    void next(String id, byte[] result) {
        if (isOpen()) {
            out().write(NEXT, writer.bytes(id), PAYLOAD, result, END);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
