package org.ankurah.reactor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ankurah.merge.EntityState;
import org.ankurah.model.Models;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.query.Entities;
import org.ankurah.query.Found;
import org.ankurah.query.Lookups;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * The entities that live queries look at besides their own, as of the reactor's position: a cache of the answers to
 * {@link Lookups}, kept current by every transaction.
 *
 * <p>Known are single entities (or that one is not there), and for some targets the whole set of entities that refer
 * to it. What is not known is noted as a miss, read from storage, and provided; whoever looked then looks again. So
 * nothing here ever has to be kept: to forget it costs a read.
 */
final class Replica {

    /** Known entities by collection; an empty place stands for one that is not there, or not living. */
    private final Map<String, Map<Ulid, Known>> entities = new HashMap<>();

    private final Map<Lookups.Referring, Set<Ulid>> referring = new HashMap<>();

    /** Which referring properties anybody asked for, by collection: only these are kept current. */
    private final Map<String, Set<String>> askedProperties = new HashMap<>();

    private final Models models;
    private final int most;
    private int references;
    private int size;

    /** @param most how many entities and references to keep while nobody is in the middle of looking */
    Replica(Models models, int most) {
        this.models = models;
        this.most = most;
    }

    private record Known(@Nullable EntityState state) {}

    /** The entities as of now; what is not known is noted and taken for absent. */
    Entities world(Misses misses) {
        return new World(misses);
    }

    /** Whether there is nothing to keep current. */
    boolean isEmpty() {
        return entities.isEmpty() && referring.isEmpty();
    }

    /** Forgets everything. */
    void clear() {
        entities.clear();
        referring.clear();
        askedProperties.clear();
        references = 0;
        size = 0;
    }

    /** Forgets everything if there is too much of it. */
    void trim() {
        if (size + references > most) {
            clear();
        }
    }

    /** Brings what is known up to date. */
    void apply(NetChanges changes) {
        if (isEmpty()) {
            return;
        }
        // First all that are new, since others that come before them may refer to them.
        changes.all().stream().filter(Delta::creates).forEach(this::noteUnreferred);
        changes.all().forEach(this::apply);
    }

    private void apply(Delta delta) {
        EntityState before = delta.livingBefore();
        EntityState after = delta.livingAfter();
        String collection = delta.model().collection();
        boolean kept = known(collection, delta.id()) != null;
        for (String property : askedProperties.getOrDefault(collection, Set.of())) {
            if (before != null) {
                targets(before, property).forEach(target -> unlink(lookup(delta, property, target), delta.id()));
            }
            if (after != null) {
                for (Ulid target : targets(after, property)) {
                    kept |= link(lookup(delta, property, target), delta.id());
                }
            }
        }
        if (kept || delta.creates()) {
            keep(collection, delta.id(), after);
        }
    }

    /** Nobody can have referred to an entity before it was created, so all who will are known from now on. */
    private void noteUnreferred(Delta created) {
        String target = created.model().collection();
        askedProperties.forEach((collection, properties) -> {
            for (String property : properties) {
                PropertyDescriptor descriptor = models.get(collection).property(property);
                if (descriptor != null && target.equals(descriptor.target())) {
                    referring.computeIfAbsent(
                            new Lookups.Referring(collection, property, created.id()), absent -> new LinkedHashSet<>());
                }
            }
        });
    }

    private static Lookups.Referring lookup(Delta delta, String property, Ulid target) {
        return new Lookups.Referring(delta.model().collection(), property, target);
    }

    private boolean link(Lookups.Referring lookup, Ulid id) {
        Set<Ulid> known = referring.get(lookup);
        if (known != null && known.add(id)) {
            references++;
        }
        return known != null;
    }

    private void unlink(Lookups.Referring lookup, Ulid id) {
        Set<Ulid> known = referring.get(lookup);
        if (known != null && known.remove(id)) {
            references--;
        }
    }

    /**
     * Takes in what was asked for.
     *
     * @param lookups the questions
     * @param found the answers, as of another position perhaps
     * @param changes what leads from that position to the reactor's
     */
    void provide(Lookups lookups, Found found, NetChanges changes) {
        lookups.entities().forEach((collection, ids) -> ids.forEach(id -> keep(collection, id, null)));
        found.entities().forEach(state -> keep(state.model().collection(), state.id(), state));
        for (Lookups.Referring lookup : lookups.referring()) {
            askedProperties
                    .computeIfAbsent(lookup.collection(), absent -> new LinkedHashSet<>())
                    .add(lookup.property());
            Set<Ulid> ids = new LinkedHashSet<>();
            for (EntityState state : found.referring().getOrDefault(lookup, List.of())) {
                ids.add(state.id());
                keep(lookup.collection(), state.id(), state);
            }
            Set<Ulid> before = referring.put(lookup, ids);
            references += ids.size() - (before == null ? 0 : before.size());
        }
        apply(changes);
    }

    private @Nullable Known known(String collection, Ulid id) {
        Map<Ulid, Known> known = entities.get(collection);
        return known == null ? null : known.get(id);
    }

    private void keep(String collection, Ulid id, @Nullable EntityState state) {
        Known before =
                entities.computeIfAbsent(collection, absent -> new HashMap<>()).put(id, new Known(state));
        size += before == null ? 1 : 0;
    }

    /** The entities that a property of an entity refers to. */
    static Collection<Ulid> targets(EntityState state, String property) {
        PropertyDescriptor descriptor = state.model().property(property);
        Value value = descriptor == null ? Value.NULL : state.value(property);
        if (value instanceof Value.Id id) {
            return List.of(id.value());
        }
        if (value instanceof Value.Items items) {
            Set<Ulid> ids = new LinkedHashSet<>();
            items.value().forEach(item -> ids.add(((Value.Id) item).value()));
            return ids;
        }
        return List.of();
    }

    private final class World implements Entities {

        private final Misses misses;

        World(Misses misses) {
            this.misses = misses;
        }

        @Override
        public @Nullable EntityState find(String collection, Ulid id) {
            Known known = known(collection, id);
            if (known == null) {
                misses.entity(collection, id);
                return null;
            }
            return known.state();
        }

        @Override
        public Collection<EntityState> referring(String collection, String property, Ulid target) {
            Lookups.Referring lookup = new Lookups.Referring(collection, property, target);
            Set<Ulid> ids = referring.get(lookup);
            if (ids == null) {
                misses.referring(lookup);
                return List.of();
            }
            List<EntityState> states = new ArrayList<>(ids.size());
            for (Ulid id : ids) {
                Known known = known(collection, id);
                if (known == null || known.state() == null) {
                    throw new IllegalStateException("the state of a known reference is missing: " + id);
                }
                states.add(known.state());
            }
            return states;
        }
    }
}
