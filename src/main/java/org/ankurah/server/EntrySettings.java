package org.ankurah.server;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.ankurah.graphql.Origins;
import org.ankurah.graphql.PersistedDocuments;
import org.ankurah.graphql.RateLimits;

/**
 * The settings that say who is let in, how often, and with which documents.
 *
 * @param rates how often clients may ask
 * @param origins the pages that may talk to the server
 * @param documents what clients may name instead of sending it
 */
record EntrySettings(RateLimits rates, Origins origins, PersistedDocuments.Mode documents) {

    private static final String LIMITS = "ankurah.limits.";

    static EntrySettings read(ServerConfig config, SettingReader reader) {
        ServerConfig.Limits limits = config.limits();
        RateLimits rates = new RateLimits(
                new RateLimits.Rate(
                        reader.number(LIMITS + "address-requests-per-second", limits.addressRequestsPerSecond(), 0),
                        reader.number(LIMITS + "address-request-burst", limits.addressRequestBurst(), 1)),
                new RateLimits.Rate(
                        reader.number(LIMITS + "identity-requests-per-second", limits.identityRequestsPerSecond(), 0),
                        reader.number(LIMITS + "identity-request-burst", limits.identityRequestBurst(), 1)));
        return new EntrySettings(rates, origins(config, reader), documents(config, reader));
    }

    private static Origins origins(ServerConfig config, SettingReader reader) {
        List<String> entries = Arrays.stream(config.origins().split(",", -1))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
        try {
            return new Origins(entries);
        } catch (IllegalArgumentException wrong) {
            reader.wrong(
                    "ankurah.origins",
                    "origins such as https://app.example.com or http://localhost:*, with commas in between, or *",
                    String.valueOf(wrong.getMessage()));
            return new Origins(List.of());
        }
    }

    private static PersistedDocuments.Mode documents(ServerConfig config, SettingReader reader) {
        return switch (config.persistedDocuments().strip().toLowerCase(Locale.ROOT)) {
            case "off" -> PersistedDocuments.Mode.OFF;
            case "automatic" -> PersistedDocuments.Mode.AUTOMATIC;
            case "allow-list" -> PersistedDocuments.Mode.ALLOW_LIST;
            default -> {
                reader.wrong(
                        "ankurah.persisted-documents", "off, automatic or allow-list", config.persistedDocuments());
                yield PersistedDocuments.Mode.AUTOMATIC;
            }
        };
    }
}
