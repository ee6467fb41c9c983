package org.ankurah.server;

import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import java.util.Locale;
import org.ankurah.node.Following;
import org.jspecify.annotations.Nullable;

/** Reads the settings that say how a server hears of what others commit. */
final class FollowSettings {

    /** Shorter, and a server would do little else than ask. */
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private FollowSettings() {}

    /**
     * What the settings ask for.
     *
     * @throws IllegalArgumentException when they make no sense; the message is for who has set them
     */
    static Following read(ServerConfig config) {
        Following following = switch (config.follow().trim().toLowerCase(Locale.ROOT)) {
            case "notify" -> Following.NOTIFY;
            case "poll" -> Following.POLL;
            default ->
                throw new IllegalArgumentException(
                        "The setting ankurah.follow must be notify or poll, not \"" + config.follow() + "\".");
        };
        return config.followInterval()
                .map(text -> following.withInterval(interval(text)))
                .orElse(following);
    }

    private static Duration interval(String text) {
        try {
            Duration interval = DurationConverter.parseDuration(text.trim());
            if (interval != null && interval.compareTo(SHORTEST) >= 0) {
                return interval;
            }
        } catch (IllegalArgumentException unreadable) {
            throw wrongInterval(text, unreadable);
        }
        throw wrongInterval(text, null);
    }

    private static IllegalArgumentException wrongInterval(String text, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "The setting ankurah.follow-interval must be a time of 1MS or more, such as 1S or 20MS, not \"" + text
                        + "\".",
                cause);
    }
}
