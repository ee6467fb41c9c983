package org.ankurah.node;

import java.time.Instant;
import org.ankurah.event.Clock;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelBinding;
import org.ankurah.model.Property;
import org.ankurah.model.PropertyNames;
import org.ankurah.model.Ref;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * A read-only, typed snapshot of one entity. Immutable; safe to share between threads.
 *
 * @param <T> the model's record
 */
public final class View<T> {

    private final ModelBinding<T> binding;
    private final EntityState state;

    View(ModelBinding<T> binding, EntityState state) {
        this.binding = binding;
        this.state = state;
    }

    public Ulid id() {
        return state.id();
    }

    /** A reference to the entity, for properties of others. */
    public Ref<T> ref() {
        return Ref.to(state.id());
    }

    /** The ids of the entity's newest events. */
    public Clock head() {
        return state.head();
    }

    /** Log position of the entity's last change. */
    public long position() {
        return state.position();
    }

    public Instant createdAt() {
        return state.createdAt();
    }

    public Instant updatedAt() {
        return state.updatedAt();
    }

    public boolean deleted() {
        return state.deleted();
    }

    /** The entity's values as an instance of the model's record, made anew at each call. */
    public T model() {
        return binding.toRecord(state::value);
    }

    /** The value of one property, without a record of all; null if it has none. */
    @SuppressWarnings("unchecked") // what the binding makes for a component is of the component's type
    public <V> @Nullable V value(Property<T, V> property) {
        String name = PropertyNames.of(property);
        return (@Nullable V) binding.toJava(name, state.value(name));
    }

    ModelBinding<T> binding() {
        return binding;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof View<?> view && id().equals(view.id()) && head().equals(view.head());
    }

    @Override
    public int hashCode() {
        return id().hashCode() * 31 + head().hashCode();
    }

    @Override
    public String toString() {
        return state.model().typeName() + "[" + id() + "]";
    }
}
