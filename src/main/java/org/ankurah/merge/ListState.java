package org.ankurah.merge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/** An ordered list: every placing of an element that nobody undid. */
final class ListState implements PropertyState {

    static final ListState EMPTY = new ListState(Dots.empty());

    private final Dots<Placing> dots;

    /** Both made when asked for; whoever makes them makes the same, and what they hold is not changed. */
    private @Nullable Value value;

    private @Nullable List<Standing> standing;

    ListState(Dots<Placing> dots) {
        this.dots = dots;
    }

    /**
     * That an element was put somewhere.
     *
     * @param moved the addition that brought the element in; null if this is it
     * @param element what is put
     * @param spot where
     */
    record Placing(@Nullable Dot moved, Value element, Place.Spot spot) {}

    /**
     * An element as it stands in the list.
     *
     * @param identity the addition that brought it in
     * @param element its value
     * @param place where it stands
     * @param placings all that put it somewhere; more than one if it was moved by several at once
     */
    record Standing(Dot identity, Value element, Place place, List<Dot> placings) {}

    Dots<Placing> dots() {
        return dots;
    }

    @Override
    public Value value() {
        Value made = value;
        if (made == null) {
            made = new Value.Items(standing().stream().map(Standing::element).toList());
            value = made;
        }
        return made;
    }

    @Override
    public PropertyBackend backend() {
        return ListBackend.INSTANCE;
    }

    /** The elements in order, each once, where it was put last. */
    List<Standing> standing() {
        List<Standing> made = standing;
        if (made == null) {
            made = List.copyOf(order());
            standing = made;
        }
        return made;
    }

    private List<Standing> order() {
        // In the order in which they were put there, which mostly is almost the order of places.
        Map<Dot, Standing> elements = new LinkedHashMap<>();
        dots.living().forEach((dot, placing) -> {
            Dot identity = placing.moved() == null ? dot : placing.moved();
            Standing before = elements.get(identity);
            List<Dot> placings = before == null ? new ArrayList<>(1) : before.placings();
            placings.add(dot);
            elements.put(
                    identity,
                    new Standing(identity, placing.element(), placing.spot().of(dot), placings));
        });
        List<Standing> order = new ArrayList<>(elements.values());
        order.sort((a, b) -> a.place().compareTo(b.place()));
        return order;
    }
}
