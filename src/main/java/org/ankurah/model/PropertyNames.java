package org.ankurah.model;

import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicReference;

/** Finds the names of properties that are named by their accessors. May be used from any thread. */
public final class PropertyNames {

    /** Each method reference in the source is a class of its own; its name is found once and goes with the class. */
    private static final ClassValue<AtomicReference<String>> NAMES = new ClassValue<>() {
        @Override
        protected AtomicReference<String> computeValue(Class<?> reference) {
            return new AtomicReference<>();
        }
    };

    private PropertyNames() {}

    /**
     * The name of the property.
     *
     * @param property a reference to the accessor of a record
     * @throws IllegalArgumentException when it is anything else, such as a lambda with a body
     */
    public static String of(Property<?, ?> property) {
        AtomicReference<String> known = NAMES.get(property.getClass());
        String name = known.get();
        if (name == null) {
            name = find(property);
            known.set(name);
        }
        return name;
    }

    private static String find(Property<?, ?> property) {
        try {
            Method method = property.getClass().getDeclaredMethod("writeReplace");
            method.setAccessible(true);
            if (method.invoke(property) instanceof SerializedLambda lambda && isName(lambda.getImplMethodName())) {
                return lambda.getImplMethodName();
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("name a property by its accessor, such as Album::year", e);
        }
        throw new IllegalArgumentException("name a property by its accessor, such as Album::year");
    }

    /** The compiler's own methods, which hold the bodies of lambdas, have a {@code $} in their names. */
    private static boolean isName(String method) {
        return method.indexOf('$') < 0;
    }
}
