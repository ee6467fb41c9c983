package org.ankurah.node.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ankurah.model.Models;
import org.ankurah.node.Access;
import org.ankurah.node.Identity;
import org.ankurah.value.Json;
import org.jspecify.annotations.Nullable;

/**
 * What roles are granted, checked against the models. Rules of one role for one right must all hold; several roles
 * allow what one of them allows; what no rule grants is refused. Safe to use from any thread.
 */
public final class PolicyRules {

    /** Sets of roles, and answers to identities whose rules use claims, that are remembered at least. */
    private static final int MAX_REMEMBERED = 4_096;

    private final Map<String, Map<String, List<Entry>>> roles;
    private final Set<String> collections;
    private final int size;
    private final Recent<Set<String>, RoleSet> roleSets = new Recent<>(MAX_REMEMBERED);
    private final Recent<Key, Access> answers = new Recent<>(MAX_REMEMBERED);

    private PolicyRules(Map<String, Map<String, List<Entry>>> roles, Set<String> collections, int size) {
        this.roles = roles;
        this.collections = collections;
        this.size = size;
    }

    /** Roles with the values of the claims that their rules use. */
    private record Key(RoleSet roles, List<@Nullable Json> claims) {}

    /**
     * Checks grants and makes rules of them.
     *
     * @throws PolicyException when some make no sense
     */
    public static PolicyRules of(Models models, List<Grant> grants) {
        GrantReader reader = new GrantReader(models);
        Map<String, Map<String, List<Entry>>> roles = reader.read(grants);
        Set<String> collections = new TreeSet<>();
        models.all().forEach(model -> collections.add(model.collection()));
        return new PolicyRules(roles, collections, grants.size());
    }

    /** The number of roles. */
    public int roles() {
        return roles.size();
    }

    /** The number of grants. */
    public int grants() {
        return size;
    }

    /** What an identity may do. */
    public Access resolve(Identity identity) {
        Set<String> known = known(identity);
        RoleSet roleSet = roleSets.get(known, this::roleSet);
        List<@Nullable Json> values = roleSet.values(identity.claims());
        return RoleSet.isSmall(values)
                ? answers.get(new Key(roleSet, values), key -> roleSet.resolve(identity.claims()))
                : roleSet.resolve(identity.claims());
    }

    private RoleSet roleSet(Set<String> names) {
        List<Map<String, List<Entry>>> entries = new ArrayList<>();
        names.forEach(name -> entries.add(roles.getOrDefault(name, Map.of())));
        return new RoleSet(entries, collections);
    }

    /**
     * The roles of an identity of which there are rules. The built-in ones follow from who it is: a token cannot make
     * its bearer anonymous, nor somebody without one known.
     */
    private Set<String> known(Identity identity) {
        Set<String> known = new TreeSet<>();
        for (String role : identity.roles()) {
            if (roles.containsKey(role)) {
                known.add(role);
            }
        }
        boolean anonymous = isAnonymous(identity);
        known.remove(anonymous ? Identity.AUTHENTICATED : Identity.ANONYMOUS_ROLE);
        String own = anonymous ? Identity.ANONYMOUS_ROLE : Identity.AUTHENTICATED;
        if (roles.containsKey(own)) {
            known.add(own);
        }
        return known;
    }

    private static boolean isAnonymous(Identity identity) {
        Set<String> given = identity.roles();
        return identity.actor() == null
                && identity.claims().isEmpty()
                && (given.isEmpty() || given.equals(Set.of(Identity.ANONYMOUS_ROLE)));
    }
}
