package org.ankurah.merge;

import java.util.List;
import java.util.Map;
import org.ankurah.event.BinaryReader;
import org.ankurah.event.BinaryWriter;
import org.ankurah.event.Operation;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * How one kind of property merges: what it keeps, what an operation does to that, and which operation makes a wanted
 * change.
 *
 * <p>Laws: for a set of distinct operations the state is the same in every order in which none comes before those
 * that it was made upon. Counting each event once is the caller's duty. {@link #read} restores what {@link #write}
 * wrote, and equal states are written as equal bytes. Implementations are pure, immutable, and safe to use from any
 * thread; they neither ask the time nor draw random numbers.
 */
public interface PropertyBackend extends PropertyDescriptor.Backend {

    @Override
    default boolean fits(ValueType type) {
        return true;
    }

    @Override
    default Map<String, String> edits() {
        return Map.of();
    }

    /**
     * Merges one operation. One that this backend does not understand stems from the time when the property had
     * another backend; it must not fail.
     *
     * @param before what is kept so far, always in this backend's own terms; null if the property was never written
     * @param eventId the event that holds the operation
     */
    PropertyState apply(@Nullable PropertyState before, Ulid eventId, Operation operation);

    /** Merges what was kept under two names of one property. The events of the two are disjoint. */
    PropertyState join(PropertyState left, PropertyState right);

    /** Takes over what another backend kept, when the model changed meanwhile. What is its own it returns as it is. */
    PropertyState adopt(PropertyState stored);

    /** Writes a state of this backend. */
    void write(BinaryWriter out, PropertyState state);

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws org.ankurah.event.MalformedBytesException when the bytes are damaged
     */
    PropertyState read(BinaryReader in);

    /**
     * The operation that makes a wanted change; null if there is nothing to do.
     *
     * @param before what is kept so far; null if the property was never written
     * @param writer who makes the change
     * @throws AnkurahException with {@code VALIDATION} and the field, when the change does not fit
     */
    @Nullable
    Operation operation(PropertyDescriptor property, @Nullable PropertyState before, Change change, Writer writer);

    /**
     * The operation with which an entity is created; null if it is what the property starts with anyway.
     *
     * @param value fits the property's type
     * @param writer who creates it
     * @throws AnkurahException with {@code VALIDATION} and the field, when the value is refused
     */
    default @Nullable Operation genesis(PropertyDescriptor property, Value value, Writer writer) {
        return value == Value.NULL ? null : new Operation.Set(value);
    }

    /** The values that an operation brings in; the references among them must lead to living entities. */
    default List<Value> written(Operation operation) {
        return operation instanceof Operation.Set set ? List.of(set.value()) : List.of();
    }

    /** What an edit of this backend did, for people who read the history. */
    default Value shown(Operation.Edit edit) {
        return edit.content();
    }

    /** The value that readers see. */
    static Value value(PropertyDescriptor property, @Nullable PropertyState state) {
        Value value = state == null ? Value.NULL : state.value();
        return value == Value.NULL ? property.zero() : value;
    }

    /** That a change is none of those that a backend offers. */
    static AnkurahException unfit(PropertyDescriptor property, String allowed) {
        return AnkurahException.validation(
                property.name() + " cannot be changed in this way: it can be " + allowed + ".", property.name());
    }
}
