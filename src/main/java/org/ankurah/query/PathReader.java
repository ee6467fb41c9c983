package org.ankurah.query;

import java.util.List;
import org.ankurah.merge.EntityState;
import org.ankurah.model.PartValues;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.value.Json;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Reads the value that a path leads to. A reference that is null, or whose target is unknown or deleted, leads to
 * null, and so does a step into a document that finds nothing, or finds JSON's null. Pure, and safe to use from any
 * thread.
 */
@FunctionalInterface
public interface PathReader {

    /**
     * The value that the path leads to from an entity.
     *
     * @param entities where references lead; not asked by a path without any
     */
    Value read(EntityState entity, Entities entities);

    /** The reader of a path. */
    static PathReader of(Path path) {
        String property = path.property();
        PathReader own =
                path.isId() ? (entity, all) -> new Value.Id(entity.id()) : (entity, all) -> entity.value(property);
        List<String> steps = path.json();
        boolean json = path.type() == ValueType.Scalar.JSON;
        PathReader inside = json ? (entity, all) -> step(own.read(entity, all), steps) : typed(own, path);
        return path.refs().isEmpty()
                ? inside
                : (entity, all) -> {
                    EntityState target = follow(entity, path.refs(), all);
                    return target == null ? Value.NULL : inside.read(target, all);
                };
    }

    private static PathReader typed(PathReader own, Path path) {
        if (!path.isPart()) {
            return own;
        }
        String part = path.json().get(0);
        return (entity, all) -> PartValues.of(own.read(entity, all), part, path.type());
    }

    /** The entity at the end of some references, or null if they lead nowhere. */
    static @Nullable EntityState follow(EntityState from, List<String> refs, Entities all) {
        EntityState entity = from;
        for (String name : refs) {
            PropertyDescriptor reference = entity.model().property(name);
            String target = reference == null ? null : reference.target();
            EntityState next =
                    target != null && entity.value(name) instanceof Value.Id id ? all.find(target, id.value()) : null;
            if (next == null) {
                return null;
            }
            entity = next;
        }
        return entity;
    }

    private static Value step(Value document, List<String> steps) {
        if (!(document instanceof Value.Doc doc)) {
            return Value.NULL;
        }
        Json found = JsonSteps.find(doc.value(), steps);
        if (found == null || found == Json.NULL) {
            return Value.NULL;
        }
        return steps.isEmpty() ? document : new Value.Doc(found);
    }
}
