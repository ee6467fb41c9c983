package org.ankurah.node;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ankurah.merge.EntityState;
import org.ankurah.query.CompiledRule;
import org.ankurah.query.Entities;
import org.ankurah.query.Found;
import org.ankurah.query.Lookups;
import org.ankurah.query.Predicate;
import org.ankurah.storage.StateReader;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * Says of which entities a rule is true, whether they are deleted or not. What the rule looks at besides an entity is
 * read when it turns out to be needed: one read for each step away from the entities, however many they are.
 *
 * @param world where entities are found
 */
record Judge(StateReader world) {

    /** More steps than the longest path of a rule has. */
    private static final int MAX_ROUNDS = 64;

    /** The ids of the entities of which the rule is true. */
    Uni<Set<Ulid>> allowed(Predicate rule, Collection<EntityState> states) {
        if (states.isEmpty() || rule.equals(Rights.NEVER)) {
            return Uni.createFrom().item(Set.of());
        }
        if (rule.equals(Predicate.TRUE)) {
            return Uni.createFrom().item(states.stream().map(EntityState::id).collect(Collectors.toSet()));
        }
        return judge(CompiledRule.of(rule), states, new Known(), MAX_ROUNDS);
    }

    private Uni<Set<Ulid>> judge(CompiledRule rule, Collection<EntityState> states, Known known, int rounds) {
        Set<Ulid> allowed = new HashSet<>();
        for (EntityState state : states) {
            if (rule.holds(state, known)) {
                allowed.add(state.id());
            }
        }
        Lookups missing = known.missing();
        if (missing.isEmpty()) {
            return Uni.createFrom().item(allowed);
        }
        if (rounds == 0) {
            throw AnkurahException.limitExceeded("A rule about who may see this looks too far.");
        }
        return world.find(missing).chain(found -> {
            known.learn(missing, found);
            return judge(rule, states, known, rounds - 1);
        });
    }

    /** What was read so far, and what was asked for in vain since. */
    private static final class Known implements Entities {

        private final Map<Ulid, EntityState> living = new HashMap<>();
        private final Set<Ulid> looked = new HashSet<>();
        private final Map<Lookups.Referring, List<EntityState>> referring = new HashMap<>();
        private final Map<String, Set<Ulid>> missingEntities = new TreeMap<>();
        private final Set<Lookups.Referring> missingReferring = new HashSet<>();

        @Override
        public @Nullable EntityState find(String collection, Ulid id) {
            if (!looked.contains(id)) {
                missingEntities
                        .computeIfAbsent(collection, name -> new HashSet<>())
                        .add(id);
            }
            return living.get(id);
        }

        @Override
        public Collection<EntityState> referring(String collection, String property, Ulid target) {
            Lookups.Referring question = new Lookups.Referring(collection, property, target);
            List<EntityState> known = referring.get(question);
            if (known == null) {
                missingReferring.add(question);
                return List.of();
            }
            return known;
        }

        Lookups missing() {
            Lookups missing = new Lookups(missingEntities, missingReferring);
            missingEntities.clear();
            missingReferring.clear();
            return missing;
        }

        void learn(Lookups asked, Found found) {
            asked.entities().values().forEach(looked::addAll);
            found.entities().forEach(state -> living.put(state.id(), state));
            asked.referring()
                    .forEach(question ->
                            referring.put(question, found.referring().getOrDefault(question, List.of())));
        }
    }
}
