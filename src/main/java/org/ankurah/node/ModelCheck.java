package org.ankurah.node;

/** Checks that a model's own constraints hold for an entity, such as Jakarta Bean Validation's. */
@FunctionalInterface
public interface ModelCheck {

    /** For models without constraints. */
    ModelCheck NONE = record -> {};

    /**
     * Looks at an entity as it is about to be stored.
     *
     * @param record an instance of the model's record
     * @throws org.ankurah.value.AnkurahException with {@code VALIDATION} and the field, if it is refused
     */
    void check(Object record);

    /** Whether any check could refuse instances of this record; if not, none is made. */
    default boolean concerns(Class<?> record) {
        return this != NONE;
    }
}
