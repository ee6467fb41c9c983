package org.ankurah.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.ankurah.node.Following;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FollowSettingsTest {

    private static Following read(Map<String, String> settings) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(ServerConfig.class)
                .withValidateUnknown(false)
                .addDiscoveredConverters()
                .withDefaultValues(settings)
                .build();
        return FollowSettings.read(config.getConfigMapping(ServerConfig.class));
    }

    @Test
    void eachWayHasItsOwnInterval() {
        assertThat(read(Map.of())).isEqualTo(Following.NOTIFY);
        assertThat(read(Map.of("ankurah.follow", "POLL"))).isEqualTo(Following.POLL);
        assertThat(read(Map.of("ankurah.follow", "poll", "ankurah.follow-interval", "5MS"))
                        .interval())
                .isEqualTo(Duration.ofMillis(5));
    }

    @ParameterizedTest
    @CsvSource({
        "ankurah.follow, bogus, notify or poll",
        "ankurah.follow-interval, abc, 1MS or more",
        "ankurah.follow-interval, 0S, 1MS or more",
        "ankurah.follow-interval, -1, 1MS or more"
    })
    void whatMakesNoSenseIsExplained(String setting, String value, String explanation) {
        assertThatThrownBy(() -> read(Map.of(setting, value)))
                .hasMessageContaining(setting)
                .hasMessageContaining(explanation)
                .hasMessageContaining('"' + value + '"');
    }
}
