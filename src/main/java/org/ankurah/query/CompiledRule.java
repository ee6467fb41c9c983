package org.ankurah.query;

import org.ankurah.merge.EntityState;

/** A rule over entities made ready to be asked of many. Immutable, pure, and safe to use from any thread. */
public final class CompiledRule {

    private final Condition condition;

    private CompiledRule(Condition condition) {
        this.condition = condition;
    }

    public static CompiledRule of(Predicate rule) {
        return new CompiledRule(Conditions.of(rule));
    }

    /**
     * Whether the rule is true of an entity, deleted or not.
     *
     * @param world what else there is; what a sight hides is not hidden from rules
     */
    public boolean holds(EntityState entity, Entities world) {
        return condition.of(entity, world.whole()) == Truth.TRUE;
    }
}
