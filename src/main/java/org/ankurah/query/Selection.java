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
 */
public record Selection(
        ModelDescriptor model,
        Predicate predicate,
        List<Order> order,
        @Nullable Integer limit) {
    public Selection {
        order = List.copyOf(order);
    }

    /** The same without a limit. */
    public Selection unlimited() {
        return limit == null ? this : new Selection(model, predicate, order, null);
    }

    /** Everything of a collection, by id. */
    public static Selection all(ModelDescriptor model) {
        return new Selection(model, Predicate.TRUE, List.of(), null);
    }
}
