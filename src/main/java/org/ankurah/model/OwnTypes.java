package org.ankurah.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ankurah.value.ValueType.Scalar;
import org.jspecify.annotations.Nullable;

/** The own types that the models of a node may use, by their class. */
final class OwnTypes {

    /** What filters offer of every own type. */
    private static final Set<String> GIVEN = Set.of("eq", "ne", "in", "notIn", "isNull");

    private static final Set<Scalar> PARTS = Set.of(Scalar.DECIMAL, Scalar.STRING, Scalar.BOOLEAN);

    private final Map<Class<?>, PropertyType<?>> byClass = new HashMap<>();
    private final Problems problems;

    OwnTypes(Collection<? extends PropertyType<?>> types, Problems problems) {
        this.problems = problems;
        types.forEach(this::add);
    }

    @Nullable
    PropertyType<?> find(Object javaClass) {
        return javaClass instanceof Class<?> plain ? byClass.get(plain) : null;
    }

    private void add(PropertyType<?> type) {
        String place = "PropertyType " + type.name();
        PropertyType<?> other = byClass.putIfAbsent(type.javaClass(), type);
        if (other != null) {
            problems.add(
                    place,
                    "is for " + type.javaClass().getSimpleName() + ", and so is " + other.name()
                            + "; a class has one type: leave one of them out");
        }
        if (!Names.isLegal(type.name())) {
            problems.add(place, "the name is not legal in GraphQL; use letters, digits and _");
        }
        if (JavaTypes.isBuiltIn(type.javaClass())) {
            problems.add(
                    place,
                    type.javaClass().getSimpleName() + " is a type that properties have anyway; make a class of your"
                            + " own");
        }
        checkParts(type, place);
        checkOperators(type, place);
    }

    private void checkParts(PropertyType<?> type, String place) {
        if (type.stored() != Scalar.JSON && !type.parts().isEmpty()) {
            problems.add(place, "has parts, but is stored as " + type.stored() + "; only what is stored as JSON has");
        }
        type.parts().forEach((part, scalar) -> {
            if (!Names.isLegal(part)) {
                problems.add(place, "the part " + part + " is not legal as a name; use letters, digits and _");
            }
            if (!PARTS.contains(scalar)) {
                problems.add(place, "the part " + part + " is of type " + scalar + "; use DECIMAL, STRING or BOOLEAN");
            }
        });
    }

    private void checkOperators(PropertyType<?> type, String place) {
        Set<String> seen = new HashSet<>(GIVEN);
        for (PropertyType.Operator operator : type.operators()) {
            List<String> names = new ArrayList<>(operator.fields().keySet());
            names.add(operator.name());
            names.stream()
                    .filter(name -> !Names.isLegal(name))
                    .forEach(name -> problems.add(
                            place,
                            "the operator " + operator.name() + " has a name that is not legal in GraphQL: " + name));
            if (!seen.add(operator.name())) {
                problems.add(place, "there are two operators " + operator.name() + "; rename one of them");
            }
            if (operator.fields().containsValue(Scalar.JSON)) {
                problems.add(place, "the operator " + operator.name() + " takes Json; take scalars");
            }
        }
    }
}
