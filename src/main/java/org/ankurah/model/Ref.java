package org.ankurah.model;

import org.ankurah.value.Ulid;

/**
 * A typed reference to an entity by its id. It says nothing of whether the entity exists; a write that names
 * an unknown or deleted target is refused.
 *
 * @param id the id of the target
 * @param <T> the model of the target
 */
@SuppressWarnings("UnusedTypeParameter") // it makes references to different models different types
public record Ref<T>(Ulid id) {

    /** A reference to the entity with this id. */
    public static <T> Ref<T> to(Ulid id) {
        return new Ref<>(id);
    }

    @Override
    public String toString() {
        return id.toString();
    }
}
