package org.ankurah.merge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ankurah.value.Value;
import org.ankurah.value.Values;
import org.jspecify.annotations.Nullable;

/** A set: every addition that nobody removed, each with its element. */
final class SetState implements PropertyState {

    static final SetState EMPTY = new SetState(Dots.empty());

    private final Dots<Value> dots;

    /** Made when asked for; whoever makes it makes the same, and what it holds is immutable. */
    private @Nullable Value value;

    SetState(Dots<Value> dots) {
        this.dots = dots;
    }

    Dots<Value> dots() {
        return dots;
    }

    /** Each element once, in {@link ElementOrder}; of those that are equal the one that was added last. */
    @Override
    public Value value() {
        Value made = value;
        if (made == null) {
            List<Value> elements = new ArrayList<>(byKey().values());
            elements.sort(ElementOrder.INSTANCE);
            made = new Value.Items(elements);
            value = made;
        }
        return made;
    }

    @Override
    public PropertyBackend backend() {
        return SetBackend.INSTANCE;
    }

    /** The elements by what makes them equal. */
    Map<Value, Value> byKey() {
        Map<Value, Value> elements = new HashMap<>();
        dots.living().values().forEach(element -> elements.put(Values.canonical(element), element));
        return elements;
    }

    /** The additions that stand behind each element. */
    Map<Value, List<Dot>> dotsByKey() {
        Map<Value, List<Dot>> additions = new LinkedHashMap<>();
        dots.living()
                .forEach((dot, element) -> additions
                        .computeIfAbsent(Values.canonical(element), key -> new ArrayList<>())
                        .add(dot));
        return additions;
    }
}
