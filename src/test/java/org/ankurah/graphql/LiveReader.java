package org.ankurah.graphql;

import com.fasterxml.jackson.databind.ObjectMapper;
import graphql.GraphQLError;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A client of one live query that takes payloads, or does not, without a transport. */
final class LiveReader implements Outlet {

    /** All albums, as {@link #titles} needs them. */
    static final String ALBUMS = "subscription { albums(orderBy: {title: ASC}) "
            + "{ cursor reset totalCount changes { kind id index album { id title } } } }";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<byte[]> payloads = new CopyOnWriteArrayList<>();
    private final List<GraphQLError> errors = new CopyOnWriteArrayList<>();
    private final OperationRun run;
    private volatile boolean ready = true;

    LiveReader(Requests requests, Admission admission, String document, Map<String, Object> variables) {
        this(requests, admission, document, variables, Caller.ANONYMOUS);
    }

    LiveReader(Requests requests, Admission admission, String document, Map<String, Object> variables, Caller caller) {
        run = OperationRun.start(
                requests,
                Runnable::run,
                admission,
                new GraphqlRequest(GraphqlRequest.Transport.WEB_SOCKET, document, null, variables, null, caller),
                this);
    }

    /** Lets in whoever comes. */
    static Admission unlimited() {
        return new Admission(new TransportLimits(
                Integer.MAX_VALUE,
                Integer.MAX_VALUE,
                Integer.MAX_VALUE,
                Integer.MAX_VALUE,
                Integer.MAX_VALUE,
                Integer.MAX_VALUE,
                Long.MAX_VALUE,
                TransportLimits.Patience.DEFAULT,
                false));
    }

    @Override
    public boolean isReady() {
        return ready;
    }

    @Override
    public void next(byte[] result) {
        payloads.add(result);
    }

    @Override
    public void flush() {}

    @Override
    public void error(List<GraphQLError> reasons) {
        errors.addAll(reasons);
    }

    @Override
    public void complete() {
        throw new AssertionError("a live query does not complete");
    }

    List<byte[]> payloads() {
        return payloads;
    }

    List<GraphQLError> errors() {
        return errors;
    }

    byte[] last() {
        return payloads.get(payloads.size() - 1);
    }

    /** Where it is behind the last payload. */
    String cursor() {
        Map<?, ?> data = (Map<?, ?>) json(last()).get("data");
        return (String) ((Map<?, ?>) data.get("albums")).get("cursor");
    }

    void stall() {
        ready = false;
    }

    void goOn() {
        ready = true;
        run.resume();
    }

    /** The client is somebody else now. */
    void renew(Caller caller) {
        run.renew(caller, Runnable::run);
    }

    void cancel() {
        run.cancel();
    }

    /** What another was told comes behind what this one was told, as if it were the same client. */
    void goOnAs(LiveReader other) {
        payloads.addAll(other.payloads);
    }

    /** The titles that it holds by what it was told. */
    List<?> titles() {
        LiveFold fold = new LiveFold("albums", "album", Integer.MAX_VALUE);
        for (byte[] payload : payloads) {
            Map<String, Object> read = json(payload);
            if (read.toString().contains("reset=true")) {
                fold = new LiveFold("albums", "album", Integer.MAX_VALUE);
            }
            fold.apply(read);
        }
        return fold.items().stream()
                .map(album -> ((Map<?, ?>) album).get("title"))
                .toList();
    }

    /** The titles that a reader of all albums has to hold. */
    static List<?> stored(Api api) {
        return api.run("{ albums(orderBy: {title: ASC}, first: 1000) { nodes { title } } }")
                .each("title", "albums", "nodes");
    }

    @SuppressWarnings("unchecked") // every payload is an object
    static Map<String, Object> json(byte[] payload) {
        try {
            return JSON.readValue(payload, Map.class);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
