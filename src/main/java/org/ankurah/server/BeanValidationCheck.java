package org.ankurah.server;

import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.ankurah.node.ModelCheck;
import org.ankurah.value.AnkurahException;

/** Holds entities to the Jakarta Bean Validation constraints on their model's components. */
@Singleton
public class BeanValidationCheck implements ModelCheck {

    private final Validator validator;
    private final Map<Class<?>, Boolean> constrained = new ConcurrentHashMap<>();

    BeanValidationCheck(Validator validator) {
        this.validator = validator;
    }

    @Override
    public boolean concerns(Class<?> record) {
        return constrained.computeIfAbsent(
                record, type -> validator.getConstraintsForClass(type).isBeanConstrained());
    }

    @Override
    public void check(Object record) {
        Set<ConstraintViolation<Object>> violations = validator.validate(record);
        // One error per write, and always the same one for the same values.
        violations.stream()
                .min(Comparator.comparing(violation -> violation.getPropertyPath() + violation.getMessage()))
                .ifPresent(violation -> {
                    throw refused(violation);
                });
    }

    private static AnkurahException refused(ConstraintViolation<Object> violation) {
        String property = violation.getPropertyPath().iterator().next().getName();
        return AnkurahException.validation(violation.getPropertyPath() + " " + violation.getMessage() + ".", property);
    }
}
