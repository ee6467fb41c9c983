package org.ankurah.graphql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.query.Order;
import org.ankurah.query.Orders;
import org.ankurah.query.Path;
import org.ankurah.query.QueryLimits;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ValueType;
import org.jspecify.annotations.Nullable;

/** Reads an {@code orderBy} argument into the keys that query text would give. */
final class OrderReader {

    private OrderReader() {}

    /** @throws AnkurahException with {@code BAD_QUERY} or {@code LIMIT_EXCEEDED} */
    static List<Order> read(Models models, ModelDescriptor model, @Nullable List<Map<String, Object>> orderBy) {
        List<Order> order = new ArrayList<>();
        if (orderBy == null) {
            return order;
        }
        if (orderBy.size() > QueryLimits.MAX_ORDER_KEYS) {
            throw AnkurahException.limitExceeded("An order has at most " + QueryLimits.MAX_ORDER_KEYS + " keys.");
        }
        for (Map<String, Object> key : orderBy) {
            if (key.size() != 1) {
                throw AnkurahException.badQuery("Each entry of orderBy names exactly one property.", "orderBy");
            }
            key.forEach((name, direction) ->
                    order.addAll(Orders.of(models, model, path(model, name), OrderTypes.DESC.equals(direction))));
        }
        return order;
    }

    private static Path path(ModelDescriptor model, String name) {
        if (name.equals(Path.ID)) {
            return new Path(List.of(), name, List.of(), new ValueType.RefType(model.collection()));
        }
        PropertyDescriptor property = model.property(name);
        if (property == null) {
            throw AnkurahException.badQuery(model.typeName() + " has no property " + name + ".", name);
        }
        return new Path(List.of(), name, List.of(), property.type());
    }
}
