package org.ankurah.server.auth;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.function.Function;

/** Gets small texts by HTTP. It follows no redirections: an issuer says where its keys are. */
final class Fetcher implements Function<String, Uni<String>> {

    /** Key sets have a few kilobytes. */
    private static final int MAX_BYTES = 1 << 20;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient client;

    Fetcher(Vertx vertx) {
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) PATIENCE.toMillis())
                .setVerifyHost(true));
    }

    @Override
    public Uni<String> apply(String url) {
        return Uni.createFrom()
                .<String>emitter(emitter -> client.request(new RequestOptions()
                                .setAbsoluteURI(url)
                                .setTimeout(PATIENCE.toMillis())
                                .putHeader("Accept", "application/json"))
                        // Whoever looks at a response later than at once may miss all of it.
                        .compose(request -> request.send().onSuccess(response -> read(url, response, emitter)))
                        .onFailure(emitter::fail))
                .ifNoItem()
                .after(PATIENCE.multipliedBy(2))
                .fail();
    }

    private static void read(String url, HttpClientResponse response, UniEmitter<? super String> emitter) {
        if (response.statusCode() != 200) {
            emitter.fail(new IllegalStateException(url + " answers with status " + response.statusCode()));
            response.request().reset();
            return;
        }
        Buffer body = Buffer.buffer();
        response.handler(chunk -> {
            if (body.length() + chunk.length() > MAX_BYTES) {
                emitter.fail(new IllegalStateException(url + " answers with more than " + MAX_BYTES + " bytes"));
                response.request().reset();
            } else {
                body.appendBuffer(chunk);
            }
        });
        response.exceptionHandler(emitter::fail);
        response.endHandler(end -> emitter.complete(body.toString()));
    }
}
