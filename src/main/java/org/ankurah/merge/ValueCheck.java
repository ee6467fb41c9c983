package org.ankurah.merge;

import org.ankurah.model.PropertyDescriptor;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Coercion;
import org.ankurah.value.Value;

/** Checks that a value fits a property before it is written. */
public final class ValueCheck {

    private ValueCheck() {}

    /**
     * The value in the property's type.
     *
     * @throws AnkurahException with {@code VALIDATION} and the field, if it does not fit
     */
    public static Value fit(PropertyDescriptor property, Value value) {
        if (value == Value.NULL) {
            if (!property.optional()) {
                throw AnkurahException.validation(property.name() + " cannot be null.", property.name());
            }
            return value;
        }
        try {
            Value coerced = Coercion.coerce(value, property.type());
            return property.own() == null ? coerced : property.own().canonical(coerced);
        } catch (AnkurahException | IllegalArgumentException refused) {
            throw AnkurahException.validation(property.name() + ": " + refused.getMessage(), property.name());
        }
    }
}
