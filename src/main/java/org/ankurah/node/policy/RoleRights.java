package org.ankurah.node.policy;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.ankurah.model.Right;
import org.ankurah.node.Rights;
import org.ankurah.query.Predicate;
import org.ankurah.value.Json;

/**
 * What one role allows somebody with the entities of one collection: what all its entries for a right say together. And
 * how that adds up over several roles.
 *
 * @param rules by right; a right that is not named is not granted
 * @param hidden properties that the role does not see
 * @param fixed properties that the role does not change: those it does not see, and the frozen ones
 */
record RoleRights(Map<Right, Predicate> rules, Set<String> hidden, Set<String> fixed) {

    static RoleRights of(List<Entry> entries, Map<String, Json> claims) {
        Map<Right, Predicate> rules = new EnumMap<>(Right.class);
        Set<String> hidden = new HashSet<>();
        Set<String> fixed = new HashSet<>();
        for (Entry entry : entries) {
            Predicate rule = entry.resolve(claims);
            entry.allow().forEach(right -> rules.merge(right, rule, (a, b) -> Predicates.and(List.of(a, b))));
            hidden.addAll(entry.hide());
            fixed.addAll(entry.hide());
            fixed.addAll(entry.freeze());
        }
        return new RoleRights(rules, hidden, fixed);
    }

    /** What several roles allow together. */
    static Rights together(List<RoleRights> roles) {
        Predicate retrieve = any(roles, RoleRights::retrieve);
        return new Rights(
                any(roles, role -> role.rule(Right.READ)),
                retrieve,
                any(roles, role -> role.rule(Right.CREATE)),
                any(roles, role -> role.rule(Right.UPDATE)),
                any(roles, role -> role.rule(Right.DELETE)),
                Predicates.and(List.of(any(roles, role -> role.rule(Right.HISTORY)), retrieve)),
                shown(roles),
                changeable(roles));
    }

    private static Predicate any(List<RoleRights> roles, Function<RoleRights, Predicate> right) {
        return Predicates.or(roles.stream().map(right).toList());
    }

    /**
     * A property is shown where a role that does not hide it lets see the entity. A role whose rule looks at other
     * entities as well counts as if it hid the property, since whoever reads an entity's fields has no others at hand.
     */
    private static Map<String, Predicate> shown(List<RoleRights> roles) {
        List<RoleRights> granting = roles.stream()
                .filter(role -> !role.retrieve().equals(Rights.NEVER))
                .toList();
        Map<String, Predicate> shown = new HashMap<>();
        for (String property : all(granting, RoleRights::hidden)) {
            Predicate rule = any(
                    granting.stream()
                            .filter(role ->
                                    !role.hidden().contains(property) && !Predicates.looksBeyond(role.retrieve()))
                            .toList(),
                    RoleRights::retrieve);
            if (!rule.equals(Predicate.TRUE)) {
                shown.put(property, rule);
            }
        }
        return shown;
    }

    /** A property may be changed where a role lets change the entity that neither freezes nor hides it. */
    private static Map<String, Predicate> changeable(List<RoleRights> roles) {
        List<RoleRights> granting = roles.stream()
                .filter(role -> !role.rule(Right.UPDATE).equals(Rights.NEVER))
                .toList();
        Map<String, Predicate> changeable = new HashMap<>();
        for (String property : all(granting, RoleRights::fixed)) {
            Predicate rule = any(
                    granting.stream()
                            .filter(role -> !role.fixed().contains(property))
                            .toList(),
                    role -> role.rule(Right.UPDATE));
            if (!rule.equals(Predicate.TRUE)) {
                changeable.put(property, rule);
            }
        }
        return changeable;
    }

    private static Set<String> all(List<RoleRights> roles, Function<RoleRights, Set<String>> names) {
        Set<String> all = new HashSet<>();
        roles.forEach(role -> all.addAll(names.apply(role)));
        return all;
    }

    private Predicate rule(Right right) {
        return rules.getOrDefault(right, Rights.NEVER);
    }

    private Predicate retrieve() {
        return Predicates.or(List.of(rule(Right.READ), rule(Right.RETRIEVE)));
    }
}
