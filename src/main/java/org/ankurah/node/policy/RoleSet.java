package org.ankurah.node.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.ankurah.node.Access;
import org.ankurah.node.Rights;
import org.ankurah.query.Claims;
import org.ankurah.value.Json;
import org.jspecify.annotations.Nullable;

/**
 * What some roles together come to, but for the claims. Collections of which no rule names a claim are resolved once.
 */
final class RoleSet {

    /** Claims with more values are resolved each time, so that a few of them do not fill the memory. */
    private static final int MAX_REMEMBERED_VALUES = 1_000;

    private final Map<String, Rights> constant = new HashMap<>();

    /** Per collection, the entries of each role. */
    private final Map<String, List<List<Entry>>> variable = new HashMap<>();

    private final List<List<String>> claims;

    /** @param roles the entries of each role by collection; all name the same collections */
    RoleSet(Collection<Map<String, List<Entry>>> roles, Set<String> collections) {
        Set<List<String>> used = new TreeSet<>(Rule.ORDER);
        for (String collection : collections) {
            List<List<Entry>> entries = new ArrayList<>();
            Set<List<String>> named = new TreeSet<>(Rule.ORDER);
            roles.forEach(role -> entries.add(role.getOrDefault(collection, List.of())));
            entries.forEach(all -> all.forEach(entry -> {
                if (entry.rule() != null) {
                    named.addAll(entry.rule().claims());
                }
            }));
            if (named.isEmpty()) {
                constant.put(collection, rights(entries, Map.of()));
            } else {
                variable.put(collection, entries);
                used.addAll(named);
            }
        }
        this.claims = List.copyOf(used);
    }

    /** The values of the claims that matter, by which the answer is remembered. */
    List<@Nullable Json> values(Map<String, Json> all) {
        List<@Nullable Json> values = new ArrayList<>(claims.size());
        claims.forEach(claim -> values.add(Claims.find(all, claim)));
        return values;
    }

    /** Whether an answer for these values is small enough to be remembered. */
    static boolean isSmall(List<@Nullable Json> values) {
        return values.stream().filter(Objects::nonNull).mapToInt(RoleSet::size).sum() <= MAX_REMEMBERED_VALUES;
    }

    private static int size(@Nullable Json json) {
        if (json instanceof Json.Arr array) {
            return 1 + array.value().stream().mapToInt(RoleSet::size).sum();
        }
        return json instanceof Json.Obj object
                ? 1 + object.value().values().stream().mapToInt(RoleSet::size).sum()
                : 1;
    }

    /** What somebody with these claims may do. */
    Access resolve(Map<String, Json> all) {
        Map<String, Rights> rights = new HashMap<>(constant);
        variable.forEach((collection, entries) -> rights.put(collection, rights(entries, all)));
        boolean everything = rights.values().stream().allMatch(Rights.ALL::equals);
        return everything ? Access.EVERYTHING : new Access(rights, Rights.NONE);
    }

    private static Rights rights(List<List<Entry>> roles, Map<String, Json> claims) {
        return RoleRights.together(
                roles.stream().map(entries -> RoleRights.of(entries, claims)).toList());
    }
}
