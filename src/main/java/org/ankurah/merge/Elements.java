package org.ankurah.merge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Coercion;
import org.ankurah.value.Json;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;

/** What sets and ordered lists have in common where their elements are concerned. */
final class Elements {

    /** So many elements a set or an ordered list may hold: each event copies and each read decodes all of them. */
    static final int MAX = 100_000;

    private Elements() {}

    /** The elements of a list; none if it is cleared. */
    static List<Value> in(Value list) {
        return list instanceof Value.Items items ? items.value() : List.of();
    }

    /**
     * A list of elements in the property's type.
     *
     * @throws AnkurahException with {@code VALIDATION} and the field, if it does not fit
     */
    static List<Value> fit(PropertyDescriptor property, Value list) {
        return in(ValueCheck.fit(property, list));
    }

    /** Refuses more elements than a property may hold. */
    static void requireRoom(PropertyDescriptor property, int size) {
        if (size > MAX) {
            throw AnkurahException.validation(
                    property.name() + " would have more than " + MAX + " elements.", property.name());
        }
    }

    /** Refuses what is to be added and removed at once. */
    static void refuseBoth(PropertyDescriptor property, Map<Value, Value> added, Map<Value, Value> removed) {
        for (Value key : added.keySet()) {
            if (removed.containsKey(key)) {
                throw AnkurahException.validation(
                        property.name() + " cannot add and remove the same element.", property.name());
            }
        }
    }

    /** Named values as one document, for people to read. */
    static Value document(Map<String, Value> values) {
        Map<String, Json> members = new LinkedHashMap<>();
        values.forEach((name, value) ->
                members.put(name, ((Value.Doc) Coercion.coerce(value, ValueType.Scalar.JSON)).value()));
        return new Value.Doc(new Json.Obj(members));
    }
}
