package org.ankurah.server.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.ankurah.value.AnkurahException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keys that are fetched: when they are first needed, when they are old, and when a token names one that is not among
 * them. However many tokens ask, there is one fetch at a time and not more than one in a while, so that nobody can have
 * the issuer flooded. What was fetched stays in use while the issuer is away.
 */
final class FetchedKeys implements KeySource {

    private static final Logger LOG = Logger.getLogger(FetchedKeys.class);

    /** Keys that were withdrawn are trusted no longer than this, if the issuer answers. */
    private static final long MAX_AGE_NANOS = Duration.ofMinutes(10).toNanos();

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TokenSettings.Keys where;
    private final Function<String, Uni<String>> get;
    private final LongSupplier nanos;
    private final long pauseNanos;

    // Guarded by this.
    private @Nullable TrustedKeys known;
    private @Nullable Uni<TrustedKeys> underWay;
    private boolean tried;
    private long triedAt;
    private long fetchedAt;

    /**
     * @param get fetches the text at a URL
     * @param nanos a clock
     * @param pause how long there is no fetch after one
     */
    FetchedKeys(TokenSettings.Keys where, Function<String, Uni<String>> get, LongSupplier nanos, Duration pause) {
        this.where = where;
        this.get = get;
        this.nanos = nanos;
        this.pauseNanos = pause.toNanos();
    }

    @Override
    public Uni<TrustedKeys> current() {
        TrustedKeys keys;
        boolean old;
        synchronized (this) {
            keys = known;
            old = nanos.getAsLong() - fetchedAt > MAX_AGE_NANOS;
        }
        if (keys == null) {
            return fetch(unavailable());
        }
        if (old) {
            fetch(Uni.createFrom().item(keys)).subscribe().with(fetched -> {}, failed -> {});
        }
        return Uni.createFrom().item(keys);
    }

    @Override
    public Uni<TrustedKeys> instead(TrustedKeys given) {
        synchronized (this) {
            if (known != null && known != given) {
                return Uni.createFrom().item(known);
            }
        }
        return fetch(Uni.createFrom().item(given));
    }

    /** @param otherwise what there is if it is too soon, or fails */
    private Uni<TrustedKeys> fetch(Uni<TrustedKeys> otherwise) {
        Uni<TrustedKeys> fetching;
        synchronized (this) {
            fetching = underWay;
            if (fetching == null) {
                long now = nanos.getAsLong();
                if (tried && now - triedAt < pauseNanos) {
                    return otherwise;
                }
                tried = true;
                triedAt = now;
                fetching =
                        all().onItemOrFailure().invoke(this::fetched).memoize().indefinitely();
                underWay = fetching;
            }
        }
        return fetching.onFailure().recoverWithUni(otherwise);
    }

    private synchronized void fetched(@Nullable TrustedKeys keys, @Nullable Throwable failure) {
        underWay = null;
        if (keys != null) {
            known = keys;
            fetchedAt = nanos.getAsLong();
        } else {
            LOG.warnf("The keys of tokens cannot be fetched: %s", failure == null ? "no reason" : failure.getMessage());
        }
    }

    private Uni<TrustedKeys> all() {
        Uni<String> text = where instanceof TokenSettings.Discovery discovery
                ? get.apply(discovery.url())
                        .map(told -> keysUrl(told, discovery))
                        .chain(get::apply)
                : get.apply(((TokenSettings.KeyUrl) where).url());
        return text.map(TrustedKeys::read);
    }

    /** Who answers in the place of another issuer is not believed. */
    private static String keysUrl(String told, TokenSettings.Discovery discovery) {
        JsonNode document;
        try {
            document = JSON.readTree(told);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalArgumentException("What the issuer says at " + discovery.url() + " is no JSON.");
        }
        if (!document.path("issuer").asText().equals(discovery.issuer())) {
            throw new IllegalArgumentException("What is said at " + discovery.url() + " is of another issuer.");
        }
        String url = document.path("jwks_uri").asText();
        if (!url.startsWith("https://") && !url.startsWith("http://")) {
            throw new IllegalArgumentException("What the issuer says at " + discovery.url() + " has no jwks_uri.");
        }
        return url;
    }

    private static Uni<TrustedKeys> unavailable() {
        return Uni.createFrom()
                .failure(() -> AnkurahException.unavailable(
                        "The token cannot be checked now, as the keys of its issuer cannot be fetched. Try again."));
    }
}
