package org.ankurah.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.ankurah.graphql.TransportLimits;
import org.ankurah.node.Following;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerSettingsTest {

    private static ServerSettings read(Map<String, String> settings) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(ServerConfig.class)
                .withValidateUnknown(false)
                .addDiscoveredConverters()
                .withDefaultValues(settings)
                .build();
        return ServerSettings.read(config.getConfigMapping(ServerConfig.class));
    }

    @Test
    void whatIsNotGivenHasItsDefault() {
        ServerSettings settings = read(Map.of());

        assertThat(settings.requests().bodyBytes()).isEqualTo(8 << 20);
        assertThat(settings.clients().messageBytes()).isEqualTo(8 << 20);
        assertThat(settings.clients().unreadBytes()).isEqualTo(64 << 20);
        assertThat(settings.clients().patience()).isEqualTo(TransportLimits.Patience.DEFAULT);
        assertThat(settings.answerRetention()).isEqualTo(Duration.ofDays(1));
        assertThat(settings.minFreeSpace()).isEqualTo(128 << 20);
        assertThat(settings.following()).isEqualTo(Following.NOTIFY);
    }

    @Test
    void eachWayToFollowHasItsOwnInterval() {
        assertThat(read(Map.of("ankurah.follow", "POLL")).following()).isEqualTo(Following.POLL);
        assertThat(read(Map.of("ankurah.follow", "poll", "ankurah.follow-interval", "5MS"))
                        .following()
                        .interval())
                .isEqualTo(Duration.ofMillis(5));
    }

    @ParameterizedTest
    @CsvSource({
        "ankurah.storage, bogus, 'postgresql, rocksdb, tikv or memory'",
        "ankurah.follow, bogus, notify or poll",
        "ankurah.follow, '', notify or poll",
        "ankurah.follow-interval, abc, a time from 1MS to P1D",
        "ankurah.follow-interval, 0S, a time from 1MS to P1D",
        "ankurah.follow-interval, -1, a time from 1MS to P1D",
        "ankurah.limits.pending-changes, 0, a whole number from 1 to 2147483647",
        "ankurah.limits.connections, '', a whole number from 1",
        "ankurah.limits.connections, 1e3, a whole number from 1",
        "ankurah.limits.connections, 2147483648, to 2147483647",
        "ankurah.limits.complexity, 9223372036854775808, to 9223372036854775807",
        "ankurah.limits.greeting-time, P99999999999999D, a time from 1MS to P1D",
        "ankurah.idempotency-retention, -1S, a time from 0S to P36500D",
        "ankurah.origins, example.com, origins such as https://app.example.com",
        "ankurah.origins, https://a.example/path, origins such as https://app.example.com",
        "ankurah.persisted-documents, on, 'off, automatic or allow-list'",
        "ankurah.limits.tokens, 0, a whole number from 1",
        "ankurah.limits.batch, -1, a whole number from 0",
        "ankurah.limits.address-requests-per-second, many, a whole number from 0",
        "ankurah.limits.identity-request-burst, 0, a whole number from 1",
        "ankurah.min-free-space, -1, 'a size of 0 or more, such as'",
        "ankurah.min-free-space, 99999999E, 'a size of 0 or more, such as'",
    })
    void whatMakesNoSenseIsExplained(String setting, String value, String explanation) {
        assertThatThrownBy(() -> read(Map.of(setting, value)))
                .hasMessageContaining("The setting " + setting + " must be ")
                .hasMessageContaining(explanation)
                .hasMessageContaining('"' + value + '"');
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "body-bytes",
                "document-length",
                "depth",
                "complexity",
                "connections",
                "operations-per-socket",
                "live-queries",
                "pending-changes",
                "text-length",
                "unread-bytes",
                "greeting-time",
                "socket-pulse",
                "stream-pulse",
                "messages-per-second",
                "message-burst",
            })
    void noLimitMayBeNoneOrBelow(String limit) {
        for (String value : new String[] {"abc", "0", "-1", "", "1.5.1"}) {
            assertThatThrownBy(() -> read(Map.of("ankurah.limits." + limit, value)))
                    .hasMessageContaining("The setting ankurah.limits." + limit + " must be ")
                    .hasMessageEndingWith(", not \"" + value + "\".");
        }
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        assertThatThrownBy(() -> read(Map.of(
                        "ankurah.limits.body-bytes", "x",
                        "ankurah.limits.connections", "-1",
                        "ankurah.resume-horizon", "y",
                        "ankurah.min-free-space", "z",
                        "ankurah.follow", "?",
                        "ankurah.follow-interval", "!")))
                .hasMessage("The setting ankurah.limits.body-bytes must be a whole number from 1 to 2147483647, not"
                        + " \"x\". The setting ankurah.limits.connections must be a whole number from 1 to 2147483647,"
                        + " not \"-1\". The setting ankurah.resume-horizon must be a whole number from 0 to"
                        + " 9223372036854775807, not \"y\". The setting ankurah.min-free-space must be a size of 0 or"
                        + " more, such as 128M or 1G, not \"z\". The setting ankurah.follow must be notify or poll, not"
                        + " \"?\". The setting ankurah.follow-interval must be a time from 1MS to P1D, such as 90S,"
                        + " 20MS, 5M, 2H or P1D, not \"!\".");
    }
}
