package org.ankurah.model;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ankurah.value.ValueType;
import org.jspecify.annotations.Nullable;

/** Reads one component of a model's record. */
final class ComponentReader {

    /** What says how a property merges. */
    private static final List<Class<? extends Annotation>> KINDS =
            List.of(Counter.class, Text.class, SetOf.class, Ordered.class, Merged.class, MergedBy.class);

    private final RecordComponent component;
    private final OwnTypes ownTypes;
    private final OwnBackends ownBackends;
    private final Problems problems;
    private final String place;

    ComponentReader(RecordComponent component, OwnTypes ownTypes, OwnBackends ownBackends, Problems problems) {
        this.component = component;
        this.ownTypes = ownTypes;
        this.ownBackends = ownBackends;
        this.problems = problems;
        this.place = component.getDeclaringRecord().getSimpleName() + "." + component.getName();
    }

    /** The property; null if its type cannot be one. */
    ModelDraft.@Nullable PropertyDraft read() {
        checkName();
        JavaType javaType = JavaTypes.read(component.getGenericType(), ownTypes, this::problem);
        if (javaType == null) {
            return null;
        }
        ValueType type = javaType.type();
        checkCounter();
        checkText();
        checkElements(type);
        checkMerged(type);
        checkMergedBy(type);
        checkKind();
        checkUnique(type);
        checkInverse(type);
        PropertyDescriptor property = new PropertyDescriptor(
                component.getName(),
                formerNames(),
                type,
                backend(),
                isOptional(type),
                has(Required.class),
                has(Unique.class),
                has(Indexed.class),
                has(Inverse.class) ? component.getAnnotation(Inverse.class).value() : null,
                Descriptions.of(component),
                own());
        return new ModelDraft.PropertyDraft(property, javaType, component);
    }

    private @Nullable PropertyType<?> own() {
        return ownTypes.find(component.getGenericType());
    }

    private PropertyDescriptor.Backend backend() {
        PropertyDescriptor.Backend own = ownBackend();
        if (own != null) {
            return own;
        }
        if (has(Counter.class)) {
            return PropertyDescriptor.Backend.COUNTER;
        }
        if (has(SetOf.class)) {
            return PropertyDescriptor.Backend.SET;
        }
        if (has(Ordered.class)) {
            return PropertyDescriptor.Backend.LIST;
        }
        if (has(Merged.class)) {
            return PropertyDescriptor.Backend.MERGED;
        }
        return has(Text.class) ? PropertyDescriptor.Backend.TEXT : PropertyDescriptor.Backend.LWW;
    }

    private PropertyDescriptor.@Nullable Backend ownBackend() {
        MergedBy by = component.getAnnotation(MergedBy.class);
        return by == null ? null : ownBackends.find(by.value());
    }

    private void checkMergedBy(ValueType type) {
        MergedBy by = component.getAnnotation(MergedBy.class);
        if (by == null) {
            return;
        }
        PropertyDescriptor.Backend backend = ownBackends.find(by.value());
        if (backend == null) {
            problem("there is no backend " + by.value() + " that it could be merged by; " + ownBackends.labels());
        } else if (!backend.fits(type)) {
            problem("the backend " + by.value() + " does not merge properties of type "
                    + component.getType().getSimpleName());
        }
        if (has(Unique.class)) {
            problem("what is @MergedBy a backend cannot be @Unique; leave one of them out");
        }
    }

    private void checkName() {
        String name = component.getName();
        if (RecordReader.RESERVED.contains(name)) {
            problem("the name is reserved; rename the component");
        } else if (!Names.isLegal(name)) {
            problem("the name is not legal in GraphQL; use letters, digits and _, and no __ in front");
        } else if (!Names.isShort(name)) {
            problem("the name is too long; use at most " + Names.MAX_LENGTH + " characters, capitals count twice");
        }
    }

    private void checkCounter() {
        if (!has(Counter.class)) {
            return;
        }
        if (component.getType() != long.class && component.getType() != BigDecimal.class) {
            problem("a @Counter is a long or a BigDecimal, not "
                    + component.getType().getSimpleName());
        }
        if (component.getType() == BigDecimal.class && isNullable()) {
            problem("a @Counter cannot be @Nullable, since it starts at zero; leave one of them out");
        }
        if (has(Unique.class)) {
            problem("a @Counter cannot be @Unique, since concurrent increments add up; leave one of them out");
        }
    }

    private void checkText() {
        if (!has(Text.class)) {
            return;
        }
        if (component.getType() != String.class) {
            problem("@Text is for String, not " + component.getType().getSimpleName());
        }
        if (has(Unique.class)) {
            problem("@Text cannot be @Unique, since concurrent edits are joined; leave one of them out");
        }
    }

    private void checkElements(ValueType type) {
        for (Class<? extends Annotation> kind : List.of(SetOf.class, Ordered.class)) {
            if (has(kind) && !(type instanceof ValueType.ListType)) {
                problem("@" + kind.getSimpleName() + " is for a List, not "
                        + component.getType().getSimpleName());
            } else if (has(kind) && isNullable()) {
                problem("@" + kind.getSimpleName() + " cannot be @Nullable, since it starts empty; leave one of them"
                        + " out");
            }
        }
    }

    private void checkMerged(ValueType type) {
        if (has(Merged.class) && (type != ValueType.Scalar.JSON || own() != null)) {
            problem("@Merged is for Json, not " + component.getType().getSimpleName());
        }
    }

    /** A property merges in one way. */
    private void checkKind() {
        List<String> kinds = KINDS.stream()
                .filter(this::has)
                .map(kind -> "@" + kind.getSimpleName())
                .toList();
        if (kinds.size() > 1) {
            problem(String.join(" and ", kinds) + " contradict each other; leave one of them out");
        }
    }

    private void checkUnique(ValueType type) {
        if (has(Unique.class) && (type instanceof ValueType.ListType || type == ValueType.Scalar.JSON)) {
            problem(
                    own() == null
                            ? "a List or Json cannot be @Unique; leave it out"
                            : "the own type " + own().name()
                                    + " is stored as JSON and cannot be @Unique; leave it out");
        }
    }

    private void checkInverse(ValueType type) {
        Inverse inverse = component.getAnnotation(Inverse.class);
        if (inverse == null) {
            return;
        }
        if (!(type instanceof ValueType.RefType)) {
            problem("@Inverse is for a Ref, not " + component.getType().getSimpleName());
        } else if (!Names.isLegal(inverse.value())) {
            problem("@Inverse(\"" + inverse.value() + "\") is not legal as a name of a field; choose another");
        }
    }

    /** Types without a zero are optional unless required; all others only if they can be null on purpose. */
    private boolean isOptional(ValueType type) {
        boolean required = has(Required.class);
        Class<?> java = component.getType();
        boolean boxed = java == Boolean.class || java == Integer.class || java == Long.class || java == Double.class;
        boolean nullable = isNullable();
        if (nullable && java.isPrimitive()) {
            problem(java.getSimpleName() + " cannot be @Nullable; use its boxed type");
        }
        if (required && (boxed || nullable)) {
            problem("@Required contradicts "
                    + (nullable ? "@Nullable" : "the boxed type " + java.getSimpleName())
                    + ", which makes it optional; leave one of them out");
        }
        boolean withoutZero = type instanceof ValueType.RefType
                || type instanceof ValueType.EnumType
                || own() != null
                || type == ValueType.Scalar.JSON;
        return !required && (boxed || nullable || withoutZero);
    }

    /** Where such an annotation ends up depends on its targets: any annotation of that name counts, at any place. */
    private boolean isNullable() {
        Stream<AnnotatedElement> places =
                Stream.of(component, component.getAnnotatedType(), component.getAccessor(), field(), parameter());
        Stream<AnnotatedElement> element = component.getAnnotatedType() instanceof AnnotatedArrayType array
                ? Stream.of(array.getAnnotatedGenericComponentType())
                : Stream.empty();
        return Stream.concat(places, element)
                .flatMap(place -> Arrays.stream(place.getAnnotations()))
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().equals("Nullable"));
    }

    private AnnotatedElement field() {
        try {
            return component.getDeclaringRecord().getDeclaredField(component.getName());
        } catch (NoSuchFieldException e) {
            throw new AssertionError("every component has a field", e);
        }
    }

    private AnnotatedElement parameter() {
        RecordComponent[] components = component.getDeclaringRecord().getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        int index = 0;
        while (!components[index].getName().equals(component.getName())) {
            index++;
        }
        try {
            return component.getDeclaringRecord().getDeclaredConstructor(types).getParameters()[index];
        } catch (NoSuchMethodException e) {
            throw new AssertionError("every record has a canonical constructor", e);
        }
    }

    private List<String> formerNames() {
        Renamed renamed = component.getAnnotation(Renamed.class);
        return renamed == null ? List.of() : List.of(renamed.from());
    }

    private boolean has(Class<? extends Annotation> annotation) {
        return component.isAnnotationPresent(annotation);
    }

    private void problem(String what) {
        problems.add(place, what);
    }
}
