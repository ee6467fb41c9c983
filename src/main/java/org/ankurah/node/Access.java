package org.ankurah.node;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.ankurah.query.Predicate;
import org.ankurah.query.Sight;

/**
 * What an identity may do, by collection. Immutable; equal to any other that allows the same.
 *
 * @param rights what it may do with the entities of each collection; with any other collection, {@code others}
 * @param others what it may do with entities of collections that are not named: all or nothing
 */
public record Access(Map<String, Rights> rights, Rights others) {

    /** Everything. */
    public static final Access EVERYTHING = new Access(Map.of(), Rights.ALL);

    /** Nothing at all. */
    public static final Access NOTHING = new Access(Map.of(), Rights.NONE);

    public Access {
        rights = Map.copyOf(rights);
        if (!others.equals(Rights.ALL) && !others.equals(Rights.NONE)) {
            throw new IllegalArgumentException("collections that are not named are open or closed");
        }
    }

    /** What it may do with the entities of a collection. */
    public Rights of(String collection) {
        return rights.getOrDefault(collection, others);
    }

    /** Whether nothing is hidden or forbidden. */
    public boolean isEverything() {
        return others.equals(Rights.ALL) && rights.values().stream().allMatch(Rights.ALL::equals);
    }

    /** Whether the past of all entities may be seen. */
    boolean remembersAll() {
        return others.history().equals(Predicate.TRUE)
                && rights.values().stream().allMatch(of -> of.history().equals(Predicate.TRUE));
    }

    /** Sees the entities of a collection that may be listed, from there what may be seen. */
    public Sight listing(String collection) {
        return seeing(of(collection).read());
    }

    /** Sees the entities of a collection that may be seen by those who know their ids, from there what may be seen. */
    public Sight retrieving(String collection) {
        return seeing(of(collection).retrieve());
    }

    private Sight seeing(Predicate rule) {
        return new Sight(rule, rules(Rights::retrieve), rules(Rights::read), others.retrieve());
    }

    private Map<String, Predicate> rules(Function<Rights, Predicate> right) {
        Map<String, Predicate> rules = new HashMap<>();
        rights.forEach((collection, of) -> rules.put(collection, right.apply(of)));
        return rules;
    }
}
