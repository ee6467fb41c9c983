package org.ankurah.reactor;

import java.util.List;
import java.util.Set;
import org.ankurah.query.Fetch;
import org.ankurah.query.Predicate;

/**
 * What a subscriber selected of an entity, at any depth: what makes a difference to it, and what its change sets
 * bring along.
 *
 * @param everyChange whether every event of the entity counts, even one that changes no value (its revision, its
 *     history or the names of changed fields were selected)
 * @param properties the properties whose values were selected, and {@code id} if it was: without it, one entity in the
 *     place of another with the same values makes no difference
 * @param nested what was selected of other entities. One field selected twice under different aliases or with
 *     different arguments is there twice
 * @param rules decide what else is shown of the entity, so it makes a difference whether they are true of it
 */
public record Shape(boolean everyChange, Set<String> properties, List<Nested> nested, Set<Predicate> rules) {
    public Shape {
        properties = Set.copyOf(properties);
        nested = List.copyOf(nested);
        rules = Set.copyOf(rules);
    }

    /** By no rules. */
    public Shape(boolean everyChange, Set<String> properties, List<Nested> nested) {
        this(everyChange, properties, nested, Set.of());
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
     * @param parts what of the page was selected
     * @param shape what of each row, if the rows were selected
     */
    public record Referring(String property, Fetch fetch, Set<Part> parts, Shape shape) implements Nested {
        public Referring {
            parts = Set.copyOf(parts);
        }
    }

    /** What can be selected of a page. */
    public enum Part {
        /** The rows themselves. */
        ROWS,
        /** The place of each row. */
        CURSORS,
        /** The place of the first row. */
        START,
        /** The place of the last row. */
        END,
        /** Whether there is anything behind the page. */
        NEXT,
        /** Whether there is anything ahead of the page. */
        PREVIOUS,
        /** The number of all matches. */
        COUNT
    }
}
