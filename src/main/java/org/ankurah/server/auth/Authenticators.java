package org.ankurah.server.auth;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.ankurah.graphql.Authenticator;
import org.ankurah.graphql.RefusedLogin;
import org.ankurah.graphql.RefusedLogin.Reason;
import org.jspecify.annotations.Nullable;

/** Makes what finds out who sends a token. */
public final class Authenticators {

    /** How long an issuer is not asked again for keys that it did not have. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private Authenticators() {}

    /**
     * One for these settings.
     *
     * @param settings null if no tokens are taken
     * @throws IllegalArgumentException if its keys are in a file that cannot be used; the message says why
     */
    public static Authenticator of(@Nullable TokenSettings settings, Vertx vertx) {
        if (settings == null) {
            return token -> Uni.createFrom().failure(new RefusedLogin(Reason.NOT_SET_UP));
        }
        KeySource keys = settings.keys() instanceof TokenSettings.KeyFile file
                ? KeySource.of(read(file.path()))
                : fetched(settings, vertx);
        return new TokenVerifier(settings, keys, Clock.systemUTC());
    }

    private static KeySource fetched(TokenSettings settings, Vertx vertx) {
        KeySource keys = new FetchedKeys(settings.keys(), new Fetcher(vertx), System::nanoTime, PAUSE);
        // The first client does not have to wait for them. A failure is logged, and tried again when a token comes.
        keys.current().subscribe().with(fetched -> {}, failed -> {});
        return keys;
    }

    private static TrustedKeys read(Path file) {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException missing) {
            throw unusable(file, "There is no such file.");
        } catch (CharacterCodingException binary) {
            throw unusable(file, "It is no text.");
        } catch (IOException unreadable) {
            throw unusable(file, "It cannot be read.");
        }
        try {
            return TrustedKeys.read(text);
        } catch (IllegalArgumentException wrong) {
            throw unusable(file, String.valueOf(wrong.getMessage()));
        }
    }

    private static IllegalArgumentException unusable(Path file, String why) {
        return new IllegalArgumentException(
                "The setting ankurah.auth.keys names the file " + file.toAbsolutePath() + ". " + why);
    }
}
