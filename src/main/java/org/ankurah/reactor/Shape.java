package org.ankurah.reactor;

import java.util.List;
import java.util.Set;
import org.ankurah.query.Fetch;

/**
 * What a subscriber selected of an entity, at any depth: what makes a difference to it, and what its change sets
 * bring along.
 *
 * @param everyChange whether every event of the entity counts, even one that changes no value (its revision, its
 *     history or the names of changed fields were selected)
 * @param properties the properties whose values were selected
 * @param nested what was selected of other entities. One field selected twice under different aliases or with
 *     different arguments is there twice
 */
public record Shape(boolean everyChange, Set<String> properties, List<Nested> nested) {
    public Shape {
        properties = Set.copyOf(properties);
        nested = List.copyOf(nested);
    }

    /** Every change of the entity itself, nothing of others. */
    public static final Shape OWN = new Shape(true, Set.of(), List.of());

    /** Nothing but that the entity is there. */
    public static final Shape ID = new Shape(false, Set.of(), List.of());

    /** What was selected of the entities that a field leads to. */
    public sealed interface Nested {

        /** What was selected of each of them. */
        Shape shape();
    }

    /**
     * Behind a reference or a list of references.
     *
     * @param property the reference
     */
    public record Referred(String property, Shape shape) implements Nested {}

    /**
     * A page of the entities that refer here.
     *
     * @param property the referring property of {@code fetch}'s collection
     * @param fetch which of them, in which order
     * @param places whether their places in the order were selected as well: cursors, page info
     * @param counted whether the number of all matches was selected
     */
    public record Referring(String property, Fetch fetch, boolean places, boolean counted, Shape shape)
            implements Nested {}
}
