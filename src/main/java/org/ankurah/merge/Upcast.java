package org.ankurah.merge;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ankurah.event.Event;
import org.ankurah.event.Operation;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.value.Value;

/**
 * Reads what events did in the terms of the model as it is now: former names become today's, and values of narrower
 * types those of today's. The events themselves stay what they were, so that their ids can be checked for ever.
 */
public final class Upcast {

    private Upcast() {}

    /**
     * What an event did, by the names that properties have now. What the model does not know, such as a retired
     * property, is shown as the event has it.
     */
    public static SortedMap<String, Operation> operations(ModelDescriptor model, Event event) {
        SortedMap<String, Operation> operations = new TreeMap<>();
        event.operations().forEach((name, operation) -> {
            PropertyDescriptor property = model.propertyByAnyName(name);
            if (property == null) {
                operations.put(name, operation);
            } else {
                // Two properties that became one: the one of today's name comes last, whatever the order of names.
                boolean taken =
                        !name.equals(property.name()) && event.operations().containsKey(property.name());
                operations.put(taken ? name : property.name(), shown(property, operation));
            }
        });
        return Collections.unmodifiableSortedMap(operations);
    }

    /**
     * An operation on a property in the terms of the property's type.
     *
     * @throws IllegalStateException when the types have nothing to do with each other
     */
    static Operation operation(PropertyDescriptor property, Operation operation) {
        if (operation instanceof Operation.Set set) {
            return new Operation.Set(Widening.widen(property, set.value()));
        }
        return operation instanceof Operation.Increment increment ? increment(property, increment) : operation;
    }

    /** Whole numbers may have been counted where decimals are now. */
    private static Operation increment(PropertyDescriptor property, Operation.Increment increment) {
        Value widened = Widening.tryToWiden(property, increment.by());
        return widened == null || widened == increment.by() ? increment : new Operation.Increment(widened);
    }

    /** To be looked at, what fits nothing may be shown as it is. */
    private static Operation shown(PropertyDescriptor property, Operation operation) {
        if (operation instanceof Operation.Increment increment) {
            return increment(property, increment);
        }
        Value widened = operation instanceof Operation.Set set ? Widening.tryToWiden(property, set.value()) : null;
        return widened == null ? operation : new Operation.Set(widened);
    }
}
