package org.ankurah.model;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ankurah.model.ModelDraft.PropertyDraft;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * The way between the records of a model and the values of its properties. Immutable; may be used from any thread.
 *
 * @param <T> the record
 */
public final class ModelBinding<T> {

    private final Class<T> recordClass;
    private final ModelDescriptor model;
    private final MethodHandle constructor;
    private final List<Slot> slots;

    private ModelBinding(Class<T> recordClass, ModelDescriptor model, MethodHandle constructor, List<Slot> slots) {
        this.recordClass = recordClass;
        this.model = model;
        this.constructor = constructor;
        this.slots = slots;
    }

    static <T> ModelBinding<T> of(Class<T> record, ModelDescriptor model, List<PropertyDraft> properties) {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        Class<?>[] types = new Class<?>[properties.size()];
        List<Slot> slots = new ArrayList<>();
        try {
            for (int i = 0; i < types.length; i++) {
                RecordComponent component = properties.get(i).component();
                types[i] = component.getType();
                Method accessor = component.getAccessor();
                accessor.setAccessible(true);
                slots.add(new Slot(
                        properties.get(i).javaType(),
                        lookup.unreflect(accessor).asType(MethodType.methodType(Object.class, Object.class))));
            }
            Constructor<T> canonical = record.getDeclaredConstructor(types);
            canonical.setAccessible(true);
            MethodHandle constructor = lookup.unreflectConstructor(canonical)
                    .asSpreader(Object[].class, types.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
            return new ModelBinding<>(record, model, constructor, List.copyOf(slots));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("record " + record.getName() + " cannot be reached", e);
        }
    }

    public Class<T> recordClass() {
        return recordClass;
    }

    public ModelDescriptor model() {
        return model;
    }

    /**
     * Makes a record. Null values become null where that is allowed, otherwise the property's zero.
     *
     * @param values the value of each property by its name
     */
    public T toRecord(Function<String, Value> values) {
        @Nullable Object[] arguments = new Object[slots.size()];
        for (int i = 0; i < arguments.length; i++) {
            Value value = values.apply(model.properties().get(i).name());
            Value present = value == Value.NULL ? model.zero(i) : value;
            arguments[i] = slots.get(i).toJava(present);
        }
        return recordClass.cast(invoke(constructor, arguments));
    }

    /**
     * The values of a record in the order of the model. A component that is null becomes {@link Value#NULL}, whether
     * or not it may be: whoever creates an entity decides what that means.
     *
     * @throws AnkurahException VALIDATION when a component holds what no property can: NaN, a null in a list
     */
    public Map<String, Value> toValues(T record) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (int i = 0; i < slots.size(); i++) {
            String name = model.properties().get(i).name();
            values.put(name, toValue(slots.get(i), name, slots.get(i).read(record)));
        }
        return values;
    }

    /**
     * The value of one property.
     *
     * @param java an object of the component's type, or null
     * @throws IllegalArgumentException when the model has no such property
     * @throws AnkurahException VALIDATION when it is of another type, or no property can hold it
     */
    public Value toValue(String property, @Nullable Object java) {
        return toValue(slot(property), property, java);
    }

    /** What one property's value is in Java; null for {@link Value#NULL}. */
    public @Nullable Object toJava(String property, Value value) {
        return slot(property).toJava(value);
    }

    private Slot slot(String property) {
        int index = model.indexOf(property);
        if (index < 0) {
            throw new IllegalArgumentException("model " + model + " has no property " + property);
        }
        return slots.get(index);
    }

    private static Value toValue(Slot slot, String property, @Nullable Object java) {
        if (java == null) {
            return Value.NULL;
        }
        try {
            return slot.javaType().toValue().apply(java);
        } catch (ClassCastException e) {
            throw AnkurahException.validation(property + " does not take such a value", property);
        } catch (IllegalArgumentException | NullPointerException e) {
            throw AnkurahException.validation(
                    property + " takes neither NaN, nor infinity, nor a list that holds null", property);
        }
    }

    private static Object invoke(MethodHandle handle, @Nullable Object[] arguments) {
        try {
            return handle.invokeExact(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** One component: its type and the handle of its accessor. */
    private record Slot(JavaType javaType, MethodHandle accessor) {

        @Nullable
        Object toJava(Value value) {
            return value == Value.NULL ? null : javaType.toJava().apply(value);
        }

        @Nullable
        Object read(Object record) {
            try {
                return (@Nullable Object) accessor.invokeExact(record);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
