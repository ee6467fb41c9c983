package org.ankurah.server.auth;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tokens a server takes.
 *
 * @param keys where the keys are that have signed them
 * @param issuer who has made them
 * @param audiences whom they are meant for, one of these
 * @param clockSkew how far clocks may differ
 * @param rolesClaim the way to the claim that names roles
 * @param actorClaim the way to the claim that names whoever sends it
 */
public record TokenSettings(
        Keys keys,
        String issuer,
        Set<String> audiences,
        Duration clockSkew,
        List<String> rolesClaim,
        List<String> actorClaim) {

    public TokenSettings {
        audiences = Set.copyOf(audiences);
        rolesClaim = List.copyOf(rolesClaim);
        actorClaim = List.copyOf(actorClaim);
    }

    /** Where keys are. */
    public sealed interface Keys {}

    /** In a file: read it at the start. */
    public record KeyFile(Path path) implements Keys {}

    /** At a URL: fetch it now and then. */
    public record KeyUrl(String url) implements Keys {}

    /** Where the issuer says: ask it, then fetch them. */
    public record Discovery(String issuer) implements Keys {

        /** Where OpenID Connect has it say so. */
        String url() {
            return (issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer)
                    + "/.well-known/openid-configuration";
        }
    }

    /** The way to a claim, such as {@code realm_access.roles}; a name may hold dots itself if it is a URL. */
    public static List<String> path(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return List.of();
        }
        String name = text.strip();
        return name.contains("://") ? List.of(name) : List.of(name.split("\\.", -1));
    }
}
