package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pages are let in. */
class OriginsTest {

    private final Origins origins = new Origins(List.of("http://localhost:*", "https://App.example.com"));

    @ParameterizedTest
    @CsvSource({
        "http://localhost, true",
        "http://localhost:5173, true",
        "HTTP://LOCALHOST:5173, true",
        "https://localhost:5173, false",
        "http://localhost.evil.com, false",
        "http://localhost@evil.com, false",
        "http://evil.com#localhost, false",
        "https://app.example.com, true",
        "https://app.example.com:8443, false",
        "https://app.example.com.evil.com, false",
        "https://evilapp.example.com, false",
        "http://app.example.com, false",
        "null, false",
        "'', false",
        "file://, false",
        "chrome-extension://abc, false",
    })
    void knowsWhomToLetIn(String origin, boolean allowed) {
        assertThat(origins.allows(origin)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example, a.example",
        "https://a.example:443, a.example",
        "http://a.example:80, a.example",
        "http://a.example:443, a.example:443",
        "http://[::1]:8080, [::1]:8080",
        "null,",
    })
    void tellsHostAndPort(String origin, String authority) {
        assertThat(Origins.authority(origin)).isEqualTo(authority);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.com",
                "ftp://a",
                "https://",
                "https://a/",
                "https://a/b",
                "https://a:*:*",
                "https://a:1:*"
            })
    void whatIsNoOriginCannotBeAllowed(String entry) {
        assertThatThrownBy(() -> new Origins(List.of(entry))).hasMessage(entry);
    }
}
