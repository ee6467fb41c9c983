package org.ankurah.model;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model as far as its own record tells, before the others were looked at.
 *
 * @param record the annotated record
 * @param properties in declared order; the inverse is set only where it was named
 * @param retired names of properties that the record had and has given up
 */
record ModelDraft(
        Class<?> record,
        String typeName,
        String collection,
        String plural,
        @Nullable String description,
        List<PropertyDraft> properties,
        Set<String> retired) {

    /** A property and the component that it was read from. */
    record PropertyDraft(PropertyDescriptor property, JavaType javaType, RecordComponent component) {

        /** The record of the entities that a single reference refers to; null for all other properties. */
        @Nullable
        Class<?> target() {
            return property.isList() || property.target() == null ? null : javaType.source();
        }
    }

    /** The place of a property in messages. */
    String place(PropertyDraft property) {
        return typeName + "." + property.property().name();
    }
}
