package org.ankurah.query;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What somebody may see of the entities that a selection looks at, as rules over each of them. What a rule is not true
 * of is, for the selection, not there: not in the result, and where its own predicate or order leads to it, as if it
 * were deleted. The rules themselves see everything.
 *
 * @param rule what the entities of the result must fulfil
 * @param referred what the entities of a collection must fulfil to which references lead; true of all that may be seen
 *     in any other way, since whoever is somewhere already gets from there to itself
 * @param inverse what the entities of a collection must fulfil that are reached against a reference
 * @param others what the entities of collections must fulfil that are not named
 * @param present by collection, what entities must fulfil besides as they are now, deleted or not, wherever a selection
 *     of the past looks at them; nothing if a collection is not named
 */
public record Sight(
        Predicate rule,
        Map<String, Predicate> referred,
        Map<String, Predicate> inverse,
        Predicate others,
        Map<String, Predicate> present) {

    /** Sees everything. */
    public static final Sight EVERYTHING = new Sight(Predicate.TRUE, Map.of(), Map.of(), Predicate.TRUE);

    public Sight {
        referred = Map.copyOf(referred);
        inverse = Map.copyOf(inverse);
        present = Map.copyOf(present);
    }

    /** Whatever the entities are like now. */
    public Sight(Predicate rule, Map<String, Predicate> referred, Map<String, Predicate> inverse, Predicate others) {
        this(rule, referred, inverse, others, Map.of());
    }

    /** The same of the past, if the entities fulfil this now. */
    public Sight ofPast(Map<String, Predicate> now) {
        return new Sight(rule, referred, inverse, others, now);
    }

    /** What an entity of a collection must fulfil as it is now. */
    public Predicate present(String collection) {
        return present.getOrDefault(collection, Predicate.TRUE);
    }

    /**
     * The same of what can be reached alone: equal for all who may see the same of that.
     *
     * @param byReference the collections to which references lead
     * @param againstReference the collections that are reached against their references
     */
    public Sight about(Set<String> byReference, Set<String> againstReference) {
        Map<String, Predicate> ofTargets = restrictions(byReference, this::referred);
        Map<String, Predicate> ofSources = restrictions(againstReference, this::inverse);
        return new Sight(rule, ofTargets, ofSources, Predicate.TRUE, present);
    }

    private static Map<String, Predicate> restrictions(Set<String> collections, Function<String, Predicate> ruleOf) {
        Map<String, Predicate> rules = new HashMap<>();
        for (String collection : collections) {
            Predicate rule = ruleOf.apply(collection);
            if (!rule.equals(Predicate.TRUE)) {
                rules.put(collection, rule);
            }
        }
        return rules;
    }

    /** What an entity of a collection must fulfil to which a reference leads. */
    public Predicate referred(String collection) {
        return referred.getOrDefault(collection, others);
    }

    /** What an entity of a collection must fulfil that refers to where the selection is. */
    public Predicate inverse(String collection) {
        return inverse.getOrDefault(collection, others);
    }
}
