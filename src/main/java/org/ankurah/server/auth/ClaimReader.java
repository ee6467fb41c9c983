package org.ankurah.server.auth;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ankurah.graphql.RefusedLogin;
import org.ankurah.graphql.RefusedLogin.Reason;
import org.ankurah.node.Identity;
import org.ankurah.value.Json;
import org.jspecify.annotations.Nullable;

/** Finds in the claims of a token who sends it and which roles that one has. */
final class ClaimReader {

    private static final int MAX_ACTOR_LENGTH = 1_024;

    private final List<String> rolesClaim;
    private final List<String> actorClaim;

    ClaimReader(List<String> rolesClaim, List<String> actorClaim) {
        this.rolesClaim = rolesClaim;
        this.actorClaim = actorClaim;
    }

    /** @throws RefusedLogin if they name nobody */
    Identity read(Map<String, Json> claims) {
        if (!(at(claims, actorClaim) instanceof Json.Str actor) || !isName(actor.value())) {
            throw new RefusedLogin(Reason.MALFORMED);
        }
        Set<String> roles = roles(at(claims, rolesClaim));
        roles.removeAll(Identity.BUILT_IN_ROLES);
        roles.add(Identity.AUTHENTICATED);
        return new Identity(actor.value(), roles, claims);
    }

    /** Whether it can stand in the log as whoever did something. */
    private static boolean isName(String text) {
        return !text.isBlank()
                && text.length() <= MAX_ACTOR_LENGTH
                && text.codePoints()
                        .noneMatch(point -> Character.isISOControl(point)
                                || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE));
    }

    /** A list of names, or names in one text with blanks between them. */
    private static Set<String> roles(@Nullable Json claim) {
        Set<String> roles = new TreeSet<>();
        if (claim instanceof Json.Arr list) {
            for (Json each : list.value()) {
                if (each instanceof Json.Str name) {
                    roles.add(name.value());
                }
            }
        } else if (claim instanceof Json.Str names) {
            roles.addAll(List.of(names.value().strip().split("\\s+")));
            roles.remove("");
        }
        return roles;
    }

    private static @Nullable Json at(Map<String, Json> claims, List<String> path) {
        Map<String, Json> members = claims;
        Json found = null;
        for (String name : path) {
            found = members.get(name);
            members = found instanceof Json.Obj object ? object.value() : Map.of();
        }
        return found;
    }
}
