package org.ankurah.storage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.value.ValueType;
import org.ankurah.value.ValueType.EnumType;
import org.ankurah.value.ValueType.ListType;
import org.ankurah.value.ValueType.RefType;
import org.ankurah.value.ValueType.Scalar;

/** Models for tests of storage. */
public final class TestModels {

    /** Two constants, declared against their order by name. */
    static final EnumType SIZE = new EnumType("Size", List.of("SMALL", "LARGE"));

    /** A maker of things, which may belong to another one. */
    public static final ModelDescriptor MAKER = model(
            "Maker",
            Property.of("name", Scalar.STRING),
            Property.of("code", Scalar.STRING).optional().unique(),
            Property.of("parent", new RefType("maker")).optional());

    /** A thing with a property of every type; some names are keywords or the engine's own in SQL. */
    public static final ModelDescriptor THING = model(
            "Thing",
            Property.of("title", Scalar.STRING).indexed(),
            Property.of("note", Scalar.STRING).optional(),
            Property.of("ready", Scalar.BOOLEAN),
            Property.of("year", Scalar.INT).optional().indexed(),
            Property.of("size", Scalar.LONG).optional(),
            Property.of("weight", Scalar.DOUBLE).optional(),
            Property.of("price", Scalar.DECIMAL).optional(),
            Property.of("madeAt", Scalar.INSTANT).optional(),
            Property.of("soldOn", Scalar.DATE).optional(),
            Property.of("serial", Scalar.UUID).optional().unique(),
            Property.of("data", Scalar.BYTES).optional(),
            Property.of("details", Scalar.JSON).optional(),
            Property.of("kind", SIZE).optional(),
            Property.of("maker", new RefType("maker")).optional(),
            Property.of("tags", new ListType(Scalar.STRING)),
            Property.of("numbers", new ListType(Scalar.INT)).optional(),
            Property.of("prices", new ListType(Scalar.DECIMAL)).optional(),
            Property.of("documents", new ListType(Scalar.JSON)).optional(),
            Property.of("makers", new ListType(new RefType("maker"))).optional(),
            Property.of("plays", Scalar.LONG).counter(),
            Property.of("order", Scalar.STRING).optional(),
            Property.of("position", Scalar.INT).optional(),
            Property.of("state", Scalar.STRING).optional());

    public static final Models ALL = models(MAKER, THING);

    private TestModels() {}

    public static Models models(ModelDescriptor... models) {
        return new Models(Arrays.asList(models), Map.of());
    }

    public static ModelDescriptor model(String typeName, Property... properties) {
        String collection = Character.toLowerCase(typeName.charAt(0)) + typeName.substring(1);
        return new ModelDescriptor(
                typeName,
                collection,
                collection + "s",
                null,
                Arrays.stream(properties).map(Property::descriptor).toList());
    }

    /** A property in the making: not optional, last writer wins, without any index, unless said otherwise. */
    public record Property(
            String name,
            List<String> formerNames,
            ValueType type,
            Backend backend,
            boolean isOptional,
            boolean isRequired,
            boolean isUnique,
            boolean isIndexed) {

        public static Property of(String name, ValueType type) {
            return new Property(name, List.of(), type, Backend.LWW, false, false, false, false);
        }

        public Property optional() {
            return new Property(name, formerNames, type, backend, true, isRequired, isUnique, isIndexed);
        }

        public Property required() {
            return new Property(name, formerNames, type, backend, false, true, isUnique, isIndexed);
        }

        public Property unique() {
            return new Property(name, formerNames, type, backend, isOptional, isRequired, true, isIndexed);
        }

        public Property indexed() {
            return new Property(name, formerNames, type, backend, isOptional, isRequired, isUnique, true);
        }

        public Property counter() {
            return merged(Backend.COUNTER);
        }

        public Property merged(Backend by) {
            return new Property(name, formerNames, type, by, isOptional, isRequired, isUnique, isIndexed);
        }

        public Property formerly(String former) {
            List<String> names = new ArrayList<>(formerNames);
            names.add(former);
            return new Property(name, names, type, backend, isOptional, isRequired, isUnique, isIndexed);
        }

        PropertyDescriptor descriptor() {
            return new PropertyDescriptor(
                    name, formerNames, type, backend, isOptional, isRequired, isUnique, isIndexed, null, null);
        }
    }
}
