package org.ankurah.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ankurah.event.Clock;
import org.ankurah.merge.EntityState;
import org.ankurah.query.Page;
import org.ankurah.query.SortKey;
import org.ankurah.reactor.Shape;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What a subscriber sees of an entity: what its shape asks for, at any depth, and nothing else.
 *
 * @param head null unless every change counts
 * @param beyond for each nested part of the shape, in its order, a list of entities or a page; null for a list of
 *     references that is null
 */
record Seen(Ulid id, @Nullable Clock head, Map<String, Value> values, List<@Nullable Object> beyond) {

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
     * @param total the number of all that match and refer to the target
     */
    record Rows(List<Page.Row> rows, boolean more, long total) {}

    /** What is seen of a nested page; null is what was not asked for. */
    record SeenPage(
            List<Seen> nodes,
            @Nullable List<SortKey> places,
            @Nullable Boolean more,
            @Nullable Long total) {}

    static Seen of(EntityState entity, Shape shape, Sight sight) {
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
        return new Seen(entity.id(), shape.everyChange() ? entity.head() : null, values, beyond);
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
                seen.add(of(found, nested.shape(), sight));
            }
        }
        return seen;
    }

    private static SeenPage page(Shape.Referring nested, Ulid target, Sight sight) {
        Rows page = sight.page(nested, target);
        List<Seen> nodes = page.rows().stream()
                .map(row -> of(row.entity(), nested.shape(), sight))
                .toList();
        List<SortKey> places = page.rows().stream().map(Page.Row::key).toList();
        return new SeenPage(
                nodes,
                nested.places() ? places : null,
                nested.places() ? page.more() : null,
                nested.counted() ? page.total() : null);
    }
}
