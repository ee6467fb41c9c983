package org.ankurah.node.policy;

import java.util.Map;
import java.util.Set;
import org.ankurah.model.Right;
import org.ankurah.query.Predicate;
import org.ankurah.value.Json;
import org.jspecify.annotations.Nullable;

/**
 * A grant of one role for one collection, checked.
 *
 * @param rule with which entities; null for all
 */
record Entry(Set<Right> allow, @Nullable Rule rule, Set<String> hide, Set<String> freeze) {

    /** With which entities, for somebody with these claims. */
    Predicate resolve(Map<String, Json> claims) {
        return rule == null ? Predicate.TRUE : rule.resolve(claims);
    }
}
