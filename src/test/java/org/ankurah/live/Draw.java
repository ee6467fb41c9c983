package org.ankurah.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ankurah.merge.EntityState;
import org.ankurah.query.RandomValues;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;

/**
 * Random choices of one step. Values come from the few of their type that the whole scenario deals in, so that ties,
 * hits and returns are frequent.
 */
final class Draw {

    private static final int VALUES_OF_A_TYPE = 4;

    private final long scenario;
    private final Random random;
    private final RandomValues fresh;
    private final History history;

    /**
     * @param scenario the seed that gives the scenario's values
     * @param random gives this step's choices
     * @param history whose entities references may lead to
     */
    Draw(long scenario, Random random, History history) {
        this.scenario = scenario;
        this.random = random;
        this.fresh = new RandomValues(random);
        this.history = history;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** True once in so many times. */
    boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    RandomValues fresh() {
        return fresh;
    }

    /** A value that a property can hold; a reference leads to one of the given entities. */
    Value value(ValueType type, List<Ulid> targets) {
        if (type instanceof ValueType.RefType) {
            return targets.isEmpty() ? Value.NULL : new Value.Id(one(targets));
        }
        if (type instanceof ValueType.ListType list && list.element() instanceof ValueType.RefType) {
            List<Value> items = new ArrayList<>();
            for (int n = targets.isEmpty() ? 0 : random.nextInt(4); n > 0; n--) {
                items.add(new Value.Id(one(targets)));
            }
            return new Value.Items(items);
        }
        return once(12) ? fresh.of(type, List.of()) : one(usual(type));
    }

    private List<Value> usual(ValueType type) {
        RandomValues source =
                new RandomValues(new Random(scenario * 31 + type.toString().hashCode()));
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < VALUES_OF_A_TYPE; i++) {
            values.add(source.of(type, List.of()));
        }
        return values;
    }

    /** Something to compare a property with: mostly what some entity holds, sometimes what none can hold, or null. */
    Value literal(ValueType type) {
        if (once(15)) {
            return Value.NULL;
        }
        if (type instanceof ValueType.RefType reference) {
            List<Ulid> ids = ids(reference.collection());
            return ids.isEmpty() ? new Value.Id(Ulid.ZERO) : new Value.Id(one(ids));
        }
        if (type instanceof ValueType.ListType list && list.element() instanceof ValueType.RefType reference) {
            return value(type, ids(reference.collection()));
        }
        return once(3) ? fresh.literal(type, List.of()) : one(usual(type));
    }

    /** The ids of all entities of a collection, deleted ones included. */
    List<Ulid> ids(String collection) {
        return history.now().stream()
                .filter(state -> state.model().collection().equals(collection))
                .map(EntityState::id)
                .toList();
    }

    /** The states of all entities of a collection, deleted ones included. */
    List<EntityState> states(String collection) {
        return history.now().stream()
                .filter(state -> state.model().collection().equals(collection))
                .toList();
    }
}
