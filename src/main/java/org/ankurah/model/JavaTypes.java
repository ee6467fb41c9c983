package org.ankurah.model;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.ankurah.value.Json;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.ankurah.value.ValueType.Scalar;
import org.jspecify.annotations.Nullable;

/** Which Java types a property may have. */
final class JavaTypes {

    private static final String SUPPORTED = "use String, boolean, int, long, double, BigDecimal, Instant, LocalDate,"
            + " UUID, byte[], an enum, Ref<…>, Json, or a List of one of these";

    private static final Map<Class<?>, JavaType> SCALARS = scalars();

    /** What is meant by those who write these. */
    private static final Map<Class<?>, String> INSTEAD = Map.ofEntries(
            Map.entry(float.class, "use double"),
            Map.entry(Float.class, "use Double"),
            Map.entry(short.class, "use int"),
            Map.entry(Short.class, "use Integer"),
            Map.entry(byte.class, "use int"),
            Map.entry(Byte.class, "use Integer"),
            Map.entry(char.class, "use String"),
            Map.entry(Character.class, "use String"),
            Map.entry(BigInteger.class, "use BigDecimal or long"),
            Map.entry(Date.class, "use Instant"),
            Map.entry(LocalDateTime.class, "use Instant"),
            Map.entry(OffsetDateTime.class, "use Instant"),
            Map.entry(ZonedDateTime.class, "use Instant"),
            Map.entry(Optional.class, "write the type itself and annotate it @Nullable"),
            Map.entry(Set.class, "use List"),
            Map.entry(Collection.class, "use List"),
            Map.entry(Map.class, "use Json"),
            Map.entry(Object.class, "use Json"));

    private JavaTypes() {}

    /** Reads the type of a component; reports a problem and returns null if a property cannot have it. */
    static @Nullable JavaType read(Type type, OwnTypes own, Consumer<String> problem) {
        PropertyType<?> found = own.find(type);
        if (found != null) {
            return ownType(found);
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            return readList(generic.getActualTypeArguments()[0], own, problem);
        }
        if (type == List.class) {
            problem.accept("a List must say of what; write List<String>, say");
            return null;
        }
        return readSingle(type, problem);
    }

    private static @Nullable JavaType readList(Type element, OwnTypes own, Consumer<String> problem) {
        PropertyType<?> found = own.find(element);
        if (found != null) {
            problem.accept("a List cannot hold values of the own type " + found.name() + "; use Json");
            return null;
        }
        if (element == List.class
                || (element instanceof ParameterizedType generic && generic.getRawType() == List.class)) {
            problem.accept("a List cannot hold Lists; use Json");
            return null;
        }
        JavaType single = readSingle(element, problem);
        return single == null ? null : listOf(single);
    }

    private static @Nullable JavaType readSingle(Type type, Consumer<String> problem) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == Ref.class) {
            return readRef(generic.getActualTypeArguments()[0], problem);
        }
        if (type == Ref.class) {
            problem.accept("a Ref must say to which model; write Ref<Album>, say");
            return null;
        }
        if (type instanceof Class<?> plain) {
            JavaType scalar = SCALARS.get(plain);
            if (scalar != null) {
                return scalar;
            }
            if (plain.isEnum()) {
                return enumOf(plain);
            }
        }
        problem.accept("type " + describe(type) + " is not supported; " + advice(type));
        return null;
    }

    private static @Nullable JavaType readRef(Type target, Consumer<String> problem) {
        if (!(target instanceof Class<?> record)) {
            problem.accept("a Ref must name one model, not " + describe(target));
            return null;
        }
        return new JavaType(
                new ValueType.RefType(ModelNames.collection(record)),
                java -> new Value.Id(((Ref<?>) java).id()),
                value -> Ref.to(((Value.Id) value).value()),
                record);
    }

    /** Whether properties can be of this class without further ado. */
    static boolean isBuiltIn(Class<?> type) {
        return SCALARS.containsKey(type) || type.isEnum() || type == List.class || type == Ref.class;
    }

    private static <T> JavaType ownType(PropertyType<T> own) {
        return new JavaType(own.stored(), java -> own.toValue(own.javaClass().cast(java)), own::fromValue, null);
    }

    private static JavaType enumOf(Class<?> type) {
        Map<String, Object> constants = new HashMap<>();
        for (Object constant : type.getEnumConstants()) {
            constants.put(((Enum<?>) constant).name(), constant);
        }
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .toList();
        return new JavaType(
                new ValueType.EnumType(type.getSimpleName(), names),
                java -> new Value.Str(((Enum<?>) java).name()),
                value -> constant(type, constants, ((Value.Str) value).value()),
                type);
    }

    private static Object constant(Class<?> type, Map<String, Object> constants, String name) {
        Object constant = constants.get(name);
        if (constant == null) {
            throw new IllegalStateException(
                    "enum " + type.getSimpleName() + " has no constant " + name + ", yet it is stored; put it back");
        }
        return constant;
    }

    private static JavaType listOf(JavaType element) {
        return new JavaType(
                new ValueType.ListType(element.type()),
                java -> new Value.Items(((List<?>) java)
                        .stream()
                                .map(item -> element.toValue().apply(Objects.requireNonNull(item)))
                                .toList()),
                value -> ((Value.Items) value)
                        .value().stream().map(element.toJava()).toList(),
                element.source());
    }

    private static Map<Class<?>, JavaType> scalars() {
        Map<Class<?>, JavaType> types = new HashMap<>();
        add(types, String.class, Scalar.STRING, Value.Str::new, value -> ((Value.Str) value).value());
        add(types, Boolean.class, Scalar.BOOLEAN, Value.Bool::new, value -> ((Value.Bool) value).value());
        add(
                types,
                Integer.class,
                Scalar.INT,
                number -> new Value.Int(number),
                value -> Math.toIntExact(((Value.Int) value).value()));
        add(types, Long.class, Scalar.LONG, Value.Int::new, value -> ((Value.Int) value).value());
        add(types, Double.class, Scalar.DOUBLE, Value.Real::new, value -> ((Value.Real) value).value());
        add(types, BigDecimal.class, Scalar.DECIMAL, Value.Decimal::new, value -> ((Value.Decimal) value).value());
        add(types, Instant.class, Scalar.INSTANT, Value.Timestamp::new, value -> ((Value.Timestamp) value).value());
        add(types, LocalDate.class, Scalar.DATE, Value.Day::new, value -> ((Value.Day) value).value());
        add(types, UUID.class, Scalar.UUID, Value.Uuid::new, value -> ((Value.Uuid) value).value());
        add(types, byte[].class, Scalar.BYTES, Value.Bytes::new, value -> ((Value.Bytes) value).value());
        add(types, Json.class, Scalar.JSON, Value.Doc::new, value -> ((Value.Doc) value).value());
        types.put(boolean.class, types.get(Boolean.class));
        types.put(int.class, types.get(Integer.class));
        types.put(long.class, types.get(Long.class));
        types.put(double.class, types.get(Double.class));
        return Map.copyOf(types);
    }

    private static <J> void add(
            Map<Class<?>, JavaType> types,
            Class<J> java,
            Scalar type,
            Function<J, Value> toValue,
            Function<Value, Object> toJava) {
        types.put(java, new JavaType(type, object -> toValue.apply(java.cast(object)), toJava, null));
    }

    private static String advice(Type type) {
        Type raw = type instanceof ParameterizedType generic ? generic.getRawType() : type;
        if (raw instanceof Class<?> plain) {
            if (plain.isRecord() && plain.isAnnotationPresent(Model.class)) {
                return "refer to the model with Ref<" + plain.getSimpleName() + ">";
            }
            if (Json.class.isAssignableFrom(plain)) {
                return "use Json";
            }
            if (plain.isArray()) {
                return "use List";
            }
            String instead = INSTEAD.get(plain);
            if (instead != null) {
                return instead;
            }
        }
        return SUPPORTED;
    }

    private static String describe(Type type) {
        return type instanceof Class<?> plain ? plain.getSimpleName() : type.getTypeName();
    }
}
