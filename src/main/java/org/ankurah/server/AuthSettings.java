package org.ankurah.server;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ankurah.server.auth.TokenSettings;
import org.jspecify.annotations.Nullable;

/** Reads the settings that say which tokens are taken. */
final class AuthSettings {

    private static final String AUTH = "ankurah.auth.";

    /** Beyond, an expired token would be as good as one that has not. */
    private static final Duration MOST_SKEW = Duration.ofMinutes(10);

    private final ServerConfig.Auth config;
    private final SettingReader reader;

    private AuthSettings(ServerConfig.Auth config, SettingReader reader) {
        this.config = config;
        this.reader = reader;
    }

    /** What they ask for; null if nothing is said of tokens, so that none are taken. */
    static @Nullable TokenSettings read(ServerConfig.Auth config, SettingReader reader) {
        return new AuthSettings(config, reader).read();
    }

    private @Nullable TokenSettings read() {
        Optional<String> file = given(config.keys());
        Optional<String> url = given(config.jwksUrl());
        Optional<String> issuer = given(config.issuer());
        Set<String> audiences = given(config.audience()).stream()
                .flatMap(all -> Arrays.stream(all.split(",")))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        Duration skew = reader.time(AUTH + "clock-skew", config.clockSkew(), Duration.ZERO, MOST_SKEW);
        if (file.isEmpty() && url.isEmpty() && issuer.isEmpty() && audiences.isEmpty()) {
            return null;
        }
        if (file.isPresent() && url.isPresent()) {
            reader.wrong(AUTH + "jwks-url", "left out where " + AUTH + "keys is given", url.get());
        }
        if (issuer.isEmpty()) {
            reader.wrong(AUTH + "issuer", "given: who makes the tokens, as their claim iss says", "");
        }
        if (audiences.isEmpty()) {
            reader.wrong(AUTH + "audience", "given: whom the tokens are meant for, as their claim aud says", "");
        }
        String by = issuer.orElse("");
        return new TokenSettings(
                keys(file, url, by),
                by,
                audiences,
                skew,
                TokenSettings.path(config.rolesClaim()),
                TokenSettings.path(config.actorClaim()));
    }

    private TokenSettings.Keys keys(Optional<String> file, Optional<String> url, String issuer) {
        if (file.isPresent()) {
            return new TokenSettings.KeyFile(Path.of(file.get()));
        }
        if (url.isPresent()) {
            checkUrl("jwks-url", url.get());
            return new TokenSettings.KeyUrl(url.get());
        }
        if (!issuer.isEmpty()) {
            checkUrl("issuer", issuer);
        }
        return new TokenSettings.Discovery(issuer);
    }

    private void checkUrl(String setting, String text) {
        try {
            URI url = URI.create(text);
            boolean byHttp = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
            if (byHttp && url.getHost() != null) {
                return;
            }
        } catch (IllegalArgumentException unreadable) {
            // It is told like one that leads elsewhere.
        }
        reader.wrong(
                AUTH + setting,
                "a URL such as https://login.example.org/, unless " + AUTH + "keys names a file with keys",
                text);
    }

    private static Optional<String> given(Optional<String> setting) {
        return setting.map(String::strip).filter(text -> !text.isEmpty());
    }
}
