package org.ankurah.reactor;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.ankurah.event.Operation;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.query.Operand;
import org.ankurah.query.Order;
import org.ankurah.query.Path;
import org.ankurah.query.Predicate;
import org.ankurah.query.Selection;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.ankurah.value.ValueType.Scalar;

/** Random models, steps, selections and interests over so few values that ties and returns are frequent. */
final class RandomWorld {

    private static final List<ValueType> TYPES = List.of(
            Scalar.STRING,
            Scalar.BOOLEAN,
            Scalar.INT,
            Scalar.DOUBLE,
            Scalar.DECIMAL,
            new ValueType.EnumType("Format", List.of("A", "B", "C")),
            new ValueType.RefType("other"),
            new ValueType.ListType(Scalar.STRING));

    private final Random random;
    private final List<ModelDescriptor> models;

    RandomWorld(Random random) {
        this.random = random;
        this.models = List.of(model("one"), model("two"));
    }

    List<ModelDescriptor> models() {
        return models;
    }

    ModelDescriptor anyModel() {
        return any(models);
    }

    private ModelDescriptor model(String collection) {
        List<PropertyDescriptor> properties = new ArrayList<>();
        properties.add(property("count", Scalar.LONG, Backend.COUNTER, false));
        int n = 2 + random.nextInt(4);
        for (int i = 0; i < n; i++) {
            properties.add(property("p" + i, any(TYPES), Backend.LWW, random.nextInt(3) > 0));
        }
        return new ModelDescriptor(collection, collection, collection + "s", null, properties);
    }

    static PropertyDescriptor property(String name, ValueType type, Backend backend, boolean optional) {
        boolean hasNoZero = type instanceof ValueType.EnumType || type instanceof ValueType.RefType;
        boolean mayBeNull = optional || hasNoZero;
        return new PropertyDescriptor(name, List.of(), type, backend, mayBeNull, false, false, false, null, null);
    }

    /** What events do to some random properties of a model. */
    Map<String, Operation> operations(ModelDescriptor model) {
        Map<String, Operation> operations = new HashMap<>();
        for (PropertyDescriptor property : model.properties()) {
            if (random.nextInt(3) > 0) {
                continue;
            }
            boolean counter = property.backend() == Backend.COUNTER;
            operations.put(
                    property.name(),
                    counter
                            ? new Operation.Increment(random.nextInt(3) - 1)
                            : new Operation.Set(
                                    property.optional() && random.nextInt(4) == 0
                                            ? Value.NULL
                                            : value(property.type())));
        }
        return operations;
    }

    TestLog.Step step(TestLog log) {
        List<EntityState> all = new ArrayList<>(log.at(log.position()));
        int choice = random.nextInt(10);
        if (all.size() < 4 || (choice == 0 && all.size() < 60)) {
            ModelDescriptor model = anyModel();
            return new TestLog.Step.Create(model, operations(model));
        }
        EntityState entity = any(all);
        if (choice <= 2) {
            return new TestLog.Step.SetDeleted(entity.id(), !entity.deleted());
        }
        return new TestLog.Step.Write(entity.id(), operations(entity.model()));
    }

    Selection selection(ModelDescriptor model) {
        List<Order> order = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            PropertyDescriptor property = any(model.properties());
            if (!property.isList()) {
                order.add(new Order(path(property), random.nextBoolean()));
            }
        }
        Integer window = random.nextInt(3) == 0 ? 1 + random.nextInt(6) : null;
        return new Selection(model, predicate(model, 3), order, window);
    }

    Interest interest(ModelDescriptor model) {
        List<String> properties = new ArrayList<>();
        for (PropertyDescriptor property : model.properties()) {
            if (random.nextInt(3) == 0) {
                properties.add(property.name());
            }
        }
        boolean items = random.nextInt(3) == 0;
        boolean order = items || random.nextBoolean();
        return new Interest(
                new Shape(random.nextInt(3) == 0, Set.copyOf(properties), List.of()),
                order,
                items,
                random.nextBoolean());
    }

    private Predicate predicate(ModelDescriptor model, int depth) {
        int choice = random.nextInt(depth == 0 ? 5 : 9);
        PropertyDescriptor property = any(model.properties());
        return switch (choice) {
            case 0 -> new Predicate.IsNull(path(property));
            case 1, 2, 3 -> property.isList() ? onList(property) : comparison(property);
            case 4 -> property.isList() ? onList(property) : onScalar(property);
            case 5 -> Predicate.TRUE;
            case 6 -> new Predicate.Not(predicate(model, depth - 1));
            case 7 -> new Predicate.And(terms(model, depth - 1));
            default -> new Predicate.Or(terms(model, depth - 1));
        };
    }

    private Predicate onList(PropertyDescriptor property) {
        Path path = path(property);
        ValueType element = ((ValueType.ListType) property.type()).element();
        return random.nextInt(3) == 0
                ? new Predicate.ListIsEmpty(path)
                : new Predicate.ListContains(path, values(element), random.nextBoolean());
    }

    private Predicate onScalar(PropertyDescriptor property) {
        Path path = path(property);
        return property.type() == Scalar.STRING && random.nextBoolean()
                ? new Predicate.Like(path, value(Scalar.STRING), random.nextBoolean())
                : new Predicate.In(path, values(property.type()));
    }

    private List<Predicate> terms(ModelDescriptor model, int depth) {
        List<Predicate> terms = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            terms.add(predicate(model, depth));
        }
        return terms;
    }

    private Predicate comparison(PropertyDescriptor property) {
        Operand field = new Operand.Field(path(property));
        Operand literal = new Operand.Literal(random.nextInt(8) == 0 ? Value.NULL : value(property.type()));
        Predicate.Comparison op =
                random.nextBoolean() ? Predicate.Comparison.EQ : any(List.of(Predicate.Comparison.values()));
        return new Predicate.Compare(field, op, literal);
    }

    static Path path(PropertyDescriptor property) {
        return new Path(List.of(), property.name(), List.of(), property.type());
    }

    private List<Value> values(ValueType type) {
        List<Value> values = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            values.add(random.nextInt(8) == 0 ? Value.NULL : value(type));
        }
        return values;
    }

    private Value value(ValueType type) {
        if (type instanceof ValueType.EnumType anEnum) {
            return new Value.Str(any(anEnum.constants()));
        }
        if (type instanceof ValueType.RefType) {
            return new Value.Id(new Ulid(0, random.nextInt(3)));
        }
        if (type instanceof ValueType.ListType list) {
            return new Value.Items(random.nextBoolean() ? List.of() : List.of(value(list.element())));
        }
        return switch ((Scalar) type) {
            case BOOLEAN -> new Value.Bool(random.nextBoolean());
            case INT, LONG -> new Value.Int(random.nextInt(4) - 1);
            case DOUBLE -> new Value.Real((random.nextInt(4) - 1) / 10.0);
            case DECIMAL -> new Value.Decimal(new BigDecimal(any(List.of("1", "1.0", "0.1", "0.10", "-2"))));
            default -> new Value.Str(any(List.of("", "a", "b", "ü", "𝄞")));
        };
    }

    <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
