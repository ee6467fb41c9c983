package org.ankurah.server;

import java.time.Duration;
import java.util.Locale;
import org.ankurah.node.Following;

/** Reads the settings that say how a server hears of what others commit. */
final class FollowSettings {

    /** Shorter, and a server would do little else than ask. */
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private static final Duration LONGEST = Duration.ofDays(1);

    private FollowSettings() {}

    /** What the settings ask for. */
    static Following read(ServerConfig config, SettingReader reader) {
        Following following = switch (config.follow().strip().toLowerCase(Locale.ROOT)) {
            case "notify" -> Following.NOTIFY;
            case "poll" -> Following.POLL;
            default -> {
                reader.wrong("ankurah.follow", "notify or poll", config.follow());
                yield Following.NOTIFY;
            }
        };
        return config.followInterval()
                .map(text -> reader.time("ankurah.follow-interval", text, SHORTEST, LONGEST))
                .map(following::withInterval)
                .orElse(following);
    }
}
