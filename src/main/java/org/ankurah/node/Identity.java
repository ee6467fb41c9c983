package org.ankurah.node;

import java.util.Map;
import java.util.Set;
import org.ankurah.value.Json;
import org.jspecify.annotations.Nullable;

/**
 * Who acts. Events carry the actor's name; the roles and claims decide what a {@link Policy} allows.
 *
 * @param actor a stable name of the person or service, or null if nobody is known
 * @param roles the names of the roles that it has
 * @param claims what is known of it, by name, as its token says it
 */
public record Identity(@Nullable String actor, Set<String> roles, Map<String, Json> claims) {

    /** The role of those who have not said who they are. */
    public static final String ANONYMOUS_ROLE = "anonymous";

    /** The role of all who have said who they are, with a token or a key. */
    public static final String AUTHENTICATED = "authenticated";

    /** The role of those who may administer the server. */
    public static final String ADMIN = "admin";

    /** The roles that nobody is given: everybody has one of them. */
    public static final Set<String> BUILT_IN_ROLES = Set.of(ANONYMOUS_ROLE, AUTHENTICATED);

    /** Nobody in particular. */
    public static final Identity ANONYMOUS = new Identity(null, Set.of(ANONYMOUS_ROLE), Map.of());

    public Identity {
        roles = Set.copyOf(roles);
        claims = Map.copyOf(claims);
    }

    /** Somebody of whom nothing but the name is known. */
    public Identity(@Nullable String actor) {
        this(actor, Set.of(), Map.of());
    }
}
