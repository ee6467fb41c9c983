package org.ankurah.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.ankurah.event.Clock;
import org.ankurah.merge.EntityState;
import org.ankurah.query.Fetch;
import org.ankurah.query.Page;
import org.ankurah.query.Path;
import org.ankurah.query.SortKey;
import org.ankurah.reactor.Shape;
import org.ankurah.reactor.Shape.Part;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What a subscriber sees of an entity: what its shape asks for, at any depth, and nothing else.
 *
 * @param id null for another entity than the live query's own whose id was not selected
 * @param head null unless every change counts
 * @param beyond for each nested part of the shape, in its order, a list of entities or a page; null for a list of
 *     references that is null
 */
record Seen(@Nullable Ulid id, @Nullable Clock head, Map<String, Value> values, List<@Nullable Object> beyond) {

    /** Where to look for other entities, all as of one position. */
    interface Sight {

        /** A living entity, or null. */
        @Nullable
        EntityState find(String collection, Ulid id);

        /** The page of entities that refer to a target. */
        Rows page(Shape.Referring nested, Ulid target);
    }

    /**
     * The rows of a nested page.
     *
     * @param first the place of the first of all that match and refer to the target; null if there are none
     * @param last the place of the last of them
     * @param total their number, whatever the selection's limit
     */
    record Rows(
            Page page, @Nullable SortKey first, @Nullable SortKey last, long total) {}

    /** What is seen of a nested page; null is what was not asked for. */
    record SeenPage(
            @Nullable List<Seen> nodes,
            Map<Part, Object> places,
            @Nullable Long total) {}

    /**
     * What cursors and page info show. Whether there is more in the page's own direction is said by the page; otherwise
     * a bound may hide some.
     */
    private static Map<Part, Object> places(Set<Part> parts, Fetch fetch, Rows found) {
        List<SortKey> keys = found.page().rows().stream().map(Page.Row::key).toList();
        boolean more = found.page().more();
        SortKey start = keys.isEmpty() ? null : keys.get(0);
        SortKey end = keys.isEmpty() ? null : keys.get(keys.size() - 1);
        boolean beyondEnd = fetch.before() != null && !Objects.equals(found.last(), end);
        boolean beyondStart = fetch.after() != null && !Objects.equals(found.first(), start);
        Map<Part, Object> places = new TreeMap<>();
        places.put(Part.CURSORS, keys);
        places.put(Part.START, Optional.ofNullable(start));
        places.put(Part.END, Optional.ofNullable(end));
        places.put(Part.NEXT, beyondEnd || (!fetch.fromEnd() && more));
        places.put(Part.PREVIOUS, beyondStart || (fetch.fromEnd() && more));
        places.keySet().retainAll(parts);
        return places;
    }

    /** What is seen of one of the live query's own entities. */
    static Seen of(EntityState entity, Shape shape, Sight sight) {
        return of(entity, entity.id(), shape, sight);
    }

    private static Seen nested(EntityState entity, Shape shape, Sight sight) {
        return of(entity, shape.properties().contains(Path.ID) ? entity.id() : null, shape, sight);
    }

    private static Seen of(EntityState entity, @Nullable Ulid id, Shape shape, Sight sight) {
        Map<String, Value> values = new TreeMap<>();
        shape.properties().stream()
                .filter(name -> entity.model().property(name) != null)
                .forEach(name -> values.put(name, entity.value(name)));
        List<@Nullable Object> beyond = new ArrayList<>();
        for (Shape.Nested nested : shape.nested()) {
            beyond.add(
                    nested instanceof Shape.Referred referred
                            ? referred(entity, referred, sight)
                            : page((Shape.Referring) nested, entity.id(), sight));
        }
        return new Seen(id, shape.everyChange() ? entity.head() : null, values, beyond);
    }

    private static @Nullable List<Seen> referred(EntityState entity, Shape.Referred nested, Sight sight) {
        String target = entity.model().property(nested.property()).target();
        Value value = entity.value(nested.property());
        boolean list = entity.model().property(nested.property()).isList();
        if (list && value == Value.NULL) {
            return null;
        }
        List<Value> ids = value instanceof Value.Items items ? items.value() : List.of(value);
        List<Seen> seen = new ArrayList<>();
        for (Value id : ids) {
            EntityState found = id instanceof Value.Id known ? sight.find(target, known.value()) : null;
            if (found != null) {
                seen.add(nested(found, nested.shape(), sight));
            }
        }
        return seen;
    }

    private static SeenPage page(Shape.Referring nested, Ulid target, Sight sight) {
        Rows found = sight.page(nested, target);
        List<Seen> nodes = found.page().rows().stream()
                .map(row -> nested(row.entity(), nested.shape(), sight))
                .toList();
        return new SeenPage(
                nested.parts().contains(Part.ROWS) ? nodes : null,
                places(nested.parts(), nested.fetch(), found),
                nested.parts().contains(Part.COUNT) ? found.total() : null);
    }

    @Override
    public String toString() {
        return (id == null ? "" : id.toString().substring(18)) + (head == null ? "" : " " + head) + " " + values + " "
                + beyond;
    }
}
