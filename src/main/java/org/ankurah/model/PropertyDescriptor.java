package org.ankurah.model;

import java.util.List;
import java.util.Map;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one property of a model.
 *
 * @param name name in the API, in queries and in events: the record component's name
 * @param formerNames names it had before; events and stored states may still use them
 * @param type what values it takes
 * @param backend how concurrent changes of it merge
 * @param optional whether it may be null; if not, an entity created without it takes {@link #zero()}
 * @param required whether it must be given on create
 * @param unique whether living entities may not share a value
 * @param indexed whether storage keeps an index
 * @param inverse name of the field on the target that lists referring entities; null where not a reference
 * @param description text for people; null where none was given
 * @param own the application's own type of its values, which are stored as {@code type} says; null where the type is
 *     one of the core's
 */
public record PropertyDescriptor(
        String name,
        List<String> formerNames,
        ValueType type,
        Backend backend,
        boolean optional,
        boolean required,
        boolean unique,
        boolean indexed,
        @Nullable String inverse,
        @Nullable String description,
        @Nullable PropertyType<?> own) {

    public PropertyDescriptor {
        formerNames = List.copyOf(formerNames);
    }

    /** A property of one of the core's types. */
    public PropertyDescriptor(
            String name,
            List<String> formerNames,
            ValueType type,
            Backend backend,
            boolean optional,
            boolean required,
            boolean unique,
            boolean indexed,
            @Nullable String inverse,
            @Nullable String description) {
        this(name, formerNames, type, backend, optional, required, unique, indexed, inverse, description, null);
    }

    /** How concurrent changes of a property merge: in a way that is built in, or in one of an application's own. */
    public interface Backend {

        /** The write with the greatest event id wins. */
        Backend LWW = BuiltIn.LWW;

        /** Increments add up, each counted once. */
        Backend COUNTER = BuiltIn.COUNTER;

        /** Text that several people edit at once: everybody's words stay. */
        Backend TEXT = BuiltIn.TEXT;

        /** A list without order and repetition: what somebody added stays unless it was seen and removed. */
        Backend SET = BuiltIn.SET;

        /** A list whose elements keep their identity: concurrent insertions and moves all count. */
        Backend LIST = BuiltIn.LIST;

        /** A document whose members are written one by one. */
        Backend MERGED = BuiltIn.MERGED;

        /** Its name in events, in stored states and in the database's notes; never changes. */
        String label();

        /** Whether properties of this type can have it. */
        boolean fits(ValueType type);

        /**
         * The edits that it offers besides to set a value: their names, and what each does, for those who read the API.
         * Each takes a value of the property's type.
         */
        Map<String, String> edits();
    }

    /** The backends that need no registration. */
    public enum BuiltIn implements Backend {
        LWW("lww"),
        COUNTER("counter"),
        TEXT("text"),
        SET("set"),
        LIST("list"),
        MERGED("merged");

        private final String label;

        BuiltIn(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }

        /** Annotations are checked one by one. */
        @Override
        public boolean fits(ValueType type) {
            return true;
        }

        /** Their edits are part of the API. */
        @Override
        public Map<String, String> edits() {
            return Map.of();
        }
    }

    /** Whether it is collaborative text. */
    public boolean text() {
        return backend == Backend.TEXT;
    }

    /** The value of a property that was never written: null if optional or of an own type, otherwise the type's zero. */
    public Value zero() {
        return optional || own != null ? Value.NULL : Zeros.of(type);
    }

    PropertyDescriptor withInverse(@Nullable String name) {
        return new PropertyDescriptor(
                this.name, formerNames, type, backend, optional, required, unique, indexed, name, description, own);
    }

    /** The collection that this property refers to, or null if it is neither a reference nor a list of them. */
    public @Nullable String target() {
        ValueType element = type instanceof ValueType.ListType list ? list.element() : type;
        return element instanceof ValueType.RefType ref ? ref.collection() : null;
    }

    /** Whether this is a list property. */
    public boolean isList() {
        return type instanceof ValueType.ListType;
    }
}
