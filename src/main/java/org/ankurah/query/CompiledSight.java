package org.ankurah.query;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.ankurah.merge.EntityState;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/** A sight made ready to look at many worlds. Immutable, pure, and safe to use from any thread. */
public final class CompiledSight {

    private static final Condition ALWAYS = (entity, all) -> Truth.TRUE;
    private static final CompiledSight EVERYTHING = new CompiledSight(Sight.EVERYTHING, entity -> true);

    private final Condition rule;
    private final Map<String, Condition> referred = new HashMap<>();
    private final Map<String, Condition> inverse = new HashMap<>();
    private final Condition others;
    private final java.util.function.Predicate<EntityState> remembered;
    private final boolean whole;

    private CompiledSight(Sight sight, java.util.function.Predicate<EntityState> remembered) {
        this.remembered = remembered;
        this.rule = condition(sight.rule());
        this.others = condition(sight.others());
        sight.referred().forEach((collection, of) -> referred.put(collection, condition(of)));
        sight.inverse().forEach((collection, of) -> inverse.put(collection, condition(of)));
        this.whole = sight.present().isEmpty()
                && others == ALWAYS
                && referred.values().stream().allMatch(of -> of == ALWAYS)
                && inverse.values().stream().allMatch(of -> of == ALWAYS);
    }

    public static CompiledSight of(Sight sight) {
        return of(sight, entity -> true);
    }

    /** @param remembered tells of entities of a past world whether they are now as the sight demands */
    static CompiledSight of(Sight sight, java.util.function.Predicate<EntityState> remembered) {
        return sight.equals(Sight.EVERYTHING) ? EVERYTHING : new CompiledSight(sight, remembered);
    }

    private static Condition condition(Predicate rule) {
        return rule.equals(Predicate.TRUE) ? ALWAYS : Conditions.of(rule);
    }

    /** Whether an entity of the result may be seen in a world. */
    boolean shows(EntityState entity, Entities world) {
        return shows(rule, entity, world);
    }

    private boolean shows(Condition shown, EntityState entity, Entities world) {
        return (shown == ALWAYS || shown.of(entity, world) == Truth.TRUE) && remembered.test(entity);
    }

    /** A world without what is hidden behind references and against them. */
    public Entities in(Entities world) {
        return whole ? world : new Seen(world);
    }

    private final class Seen implements Entities {

        private final Entities world;

        Seen(Entities world) {
            this.world = world;
        }

        @Override
        public Entities whole() {
            return world;
        }

        @Override
        public @Nullable EntityState find(String collection, Ulid id) {
            EntityState found = world.find(collection, id);
            return found != null && shows(referred.getOrDefault(collection, others), found, world) ? found : null;
        }

        @Override
        public Collection<EntityState> referring(String collection, String property, Ulid target) {
            Condition shown = inverse.getOrDefault(collection, others);
            Collection<EntityState> found = world.referring(collection, property, target);
            return found.stream().filter(entity -> shows(shown, entity, world)).toList();
        }
    }
}
