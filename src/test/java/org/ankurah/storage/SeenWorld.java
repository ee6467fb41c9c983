package org.ankurah.storage;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ankurah.merge.EntityState;
import org.ankurah.query.Entities;
import org.ankurah.query.Living;
import org.ankurah.query.PlainEvaluator;
import org.ankurah.query.Predicate;
import org.ankurah.query.Selection;
import org.ankurah.query.Sight;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/** What is left of a world when all that a sight hides is taken away, told plainly. */
final class SeenWorld implements Entities {

    private final Living living;
    private final PlainEvaluator then;
    private final PlainEvaluator now;
    private final Sight sight;
    private final Map<Ulid, EntityState> present = new HashMap<>();
    private final List<EntityState> listed;
    private final Set<Ulid> referred = new HashSet<>();
    private final Set<Ulid> inverse = new HashSet<>();

    /**
     * @param world what there is, or was
     * @param now what became of it; the world itself if that is the present
     * @param selection who looks
     */
    SeenWorld(List<EntityState> world, List<EntityState> now, Selection selection) {
        this.living = new Living(world);
        this.then = new PlainEvaluator(world);
        this.now = new PlainEvaluator(now);
        this.sight = selection.sight();
        now.forEach(state -> present.put(state.id(), state));
        for (EntityState entity : world) {
            String collection = entity.model().collection();
            if (isSeen(sight.referred(collection), entity)) {
                referred.add(entity.id());
            }
            if (isSeen(sight.inverse(collection), entity)) {
                inverse.add(entity.id());
            }
        }
        this.listed = world.stream()
                .filter(entity -> entity.model() == selection.model())
                .filter(entity -> isSeen(sight.rule(), entity))
                .toList();
    }

    private boolean isSeen(Predicate rule, EntityState entity) {
        Predicate history = sight.present().getOrDefault(entity.model().collection(), Predicate.TRUE);
        return then.isTrue(rule, entity) && now.isTrue(history, present.get(entity.id()));
    }

    /** The entities of the selection's collection, deleted or not, that may be in the result. */
    List<EntityState> listed() {
        return listed;
    }

    @Override
    public @Nullable EntityState find(String collection, Ulid id) {
        return referred.contains(id) ? living.find(collection, id) : null;
    }

    @Override
    public Collection<EntityState> referring(String collection, String property, Ulid target) {
        return living.referring(collection, property, target).stream()
                .filter(entity -> inverse.contains(entity.id()))
                .toList();
    }
}
