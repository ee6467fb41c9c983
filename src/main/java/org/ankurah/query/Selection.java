package org.ankurah.query;

import java.util.List;
import org.ankurah.model.ModelDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * A parsed and typed query over one collection. Ties of the order are broken by ascending id.
 *
 * @param model the collection asked
 * @param predicate what matches
 * @param order keys, most significant first; empty means by id
 * @param limit at most so many, or null for all
 * @param sight what of the entities may be seen
 */
public record Selection(
        ModelDescriptor model,
        Predicate predicate,
        List<Order> order,
        @Nullable Integer limit,
        Sight sight) {
    public Selection {
        order = List.copyOf(order);
    }

    /** By somebody who may see everything. */
    public Selection(ModelDescriptor model, Predicate predicate, List<Order> order, @Nullable Integer limit) {
        this(model, predicate, order, limit, Sight.EVERYTHING);
    }

    /** The same by somebody who sees this. */
    public Selection seenBy(Sight other) {
        return new Selection(model, predicate, order, limit, other);
    }

    /** The same without a limit. */
    public Selection unlimited() {
        return limit == null ? this : new Selection(model, predicate, order, null, sight);
    }

    /** The same without what makes no difference: nothing is told apart behind the id, and by id is the default. */
    public Selection normal() {
        int end = 0;
        while (end < order.size() && !isId(order.get(end))) {
            end++;
        }
        boolean needsId = end < order.size() && order.get(end).descending();
        int size = needsId ? end + 1 : end;
        return size == order.size() ? this : new Selection(model, predicate, order.subList(0, size), limit, sight);
    }

    private static boolean isId(Order key) {
        return key.path().isId() && key.path().refs().isEmpty();
    }

    /** Everything of a collection, by id. */
    public static Selection all(ModelDescriptor model) {
        return new Selection(model, Predicate.TRUE, List.of(), null);
    }
}
