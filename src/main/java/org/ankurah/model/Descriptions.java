package org.ankurah.model;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the texts for people. */
final class Descriptions {

    private Descriptions() {}

    /** The text on a record, component, enum or constant; null if there is none. */
    static @Nullable String of(AnnotatedElement element) {
        Description description = element.getAnnotation(Description.class);
        return description == null || description.value().isBlank()
                ? null
                : description.value().strip();
    }

    static EnumDescriptor ofEnum(Class<?> type) {
        Map<String, @Nullable String> constants = new LinkedHashMap<>();
        Arrays.stream(type.getFields())
                .filter(Field::isEnumConstant)
                .forEach(constant -> constants.put(constant.getName(), of(constant)));
        return new EnumDescriptor(type.getSimpleName(), of(type), constants);
    }
}
