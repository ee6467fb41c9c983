package org.ankurah.query;

import java.util.List;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyType;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ValueType;
import org.jspecify.annotations.Nullable;

/** Says by which keys results are ordered that are to be ordered by what a path leads to. */
public final class Orders {

    private Orders() {}

    /**
     * The keys: the path itself, or the parts of an own type one after the other.
     *
     * @throws AnkurahException {@code BAD_QUERY} when it leads to what has no order
     */
    public static List<Order> of(Models models, ModelDescriptor model, Path path, boolean descending) {
        PropertyType<?> own = path.json().isEmpty() && !path.isId() ? own(models, model, path) : null;
        if (own != null && !own.parts().isEmpty()) {
            return own.parts().entrySet().stream()
                    .map(part -> new Path(path.refs(), path.property(), List.of(part.getKey()), part.getValue()))
                    .map(part -> new Order(part, descending))
                    .toList();
        }
        if (path.type() instanceof ValueType.ListType || path.type() == ValueType.Scalar.JSON) {
            String type = own == null ? TypeNames.of(path.type()) : own.name();
            throw AnkurahException.badQuery(
                    Terms.name(path) + " is of type " + type + ", by which nothing can be ordered", Terms.name(path));
        }
        return List.of(new Order(path, descending));
    }

    private static @Nullable PropertyType<?> own(Models models, ModelDescriptor model, Path path) {
        ModelDescriptor end =
                Paths.follow(models, model, path.refs(), path.refs().size());
        PropertyDescriptor property = end.property(path.property());
        return property == null ? null : property.own();
    }
}
