package org.ankurah.model;

import java.util.function.Function;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * How a Java type holds the values of a property.
 *
 * @param type the values' type
 * @param toValue from a Java object that is not null
 * @param toJava from a value that is not null
 * @param source the enum, or the record that a reference refers to; null for all other types
 */
record JavaType(
        ValueType type,
        Function<Object, Value> toValue,
        Function<Value, Object> toJava,
        @Nullable Class<?> source) {}
