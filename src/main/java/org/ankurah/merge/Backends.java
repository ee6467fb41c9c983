package org.ankurah.merge;

import org.ankurah.event.Operation;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.BuiltIn;
import org.jspecify.annotations.Nullable;

/** Finds the backend of a property. */
public final class Backends {

    private Backends() {}

    /** The backend of a declared property. */
    public static PropertyBackend of(PropertyDescriptor property) {
        return of(property, property.name());
    }

    /**
     * The backend of a declared property, for an event of a time when it perhaps had another name.
     *
     * @param name its name then
     */
    static PropertyBackend of(PropertyDescriptor property, String name) {
        PropertyDescriptor.Backend backend = property.backend();
        return backend instanceof BuiltIn builtIn ? of(builtIn, name) : (PropertyBackend) backend;
    }

    private static PropertyBackend of(BuiltIn backend, String name) {
        return switch (backend) {
            case LWW -> LwwBackend.INSTANCE;
            case COUNTER -> CounterBackend.INSTANCE;
            case TEXT -> new TextBackend(name);
            case SET -> SetBackend.INSTANCE;
            case LIST -> ListBackend.INSTANCE;
            case MERGED -> MergedBackend.INSTANCE;
        };
    }

    /** The built-in backend of this label for a property of that name, or null. */
    static @Nullable PropertyBackend builtIn(String label, String name) {
        for (BuiltIn backend : BuiltIn.values()) {
            if (backend.label().equals(label)) {
                return of(backend, name);
            }
        }
        return null;
    }

    /**
     * The backend for a property that the model does not know: the one that the operation names; a counter once
     * anything counted it, since a counter keeps what was written as well, whatever came first. Null if it names one
     * of an application's own, which cannot be known here.
     */
    static @Nullable PropertyBackend guess(String name, @Nullable PropertyState before, Operation operation) {
        if (before instanceof Unread) {
            return null;
        }
        if (operation instanceof Operation.Edit edit) {
            return builtIn(edit.backend(), name);
        }
        if (operation instanceof Operation.Increment && !(before instanceof CounterState)) {
            return CounterBackend.INSTANCE;
        }
        return before == null ? LwwBackend.INSTANCE : before.backend();
    }
}
