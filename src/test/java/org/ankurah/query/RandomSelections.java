package org.ankurah.query;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models.InverseField;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.query.Predicate.Comparison;
import org.ankurah.value.Json;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.ankurah.value.ValueType.Scalar;
import org.jspecify.annotations.Nullable;

/**
 * Random entities of {@link QueryModels} and random selections over them, the same for the same seed: all types
 * and operators, references (some to deleted or unknown entities, some in cycles), hops along and against them,
 * nulls, orders and limits. For tests that compare two evaluators.
 */
public final class RandomSelections {

    private static final int MAX_DEPTH = 3;

    private static final List<ModelDescriptor> MODELS =
            List.of(QueryModels.COUNTRY, QueryModels.ARTIST, QueryModels.ALBUM, QueryModels.EMPLOYEE);

    private final Random random;
    private final RandomValues values;
    private final List<Ulid> ids = new ArrayList<>();
    private final Map<String, List<Ulid>> idsOf = new HashMap<>();

    public RandomSelections(long seed) {
        this.random = new Random(seed);
        this.values = new RandomValues(random);
        ids.add(Ulid.ZERO);
    }

    /** So many entities of each model. Selections made afterwards name their ids. */
    public QueryRows rows(int ofEach) {
        QueryRows rows = new QueryRows();
        for (ModelDescriptor model : MODELS) {
            for (int i = 0; i < ofEach; i++) {
                // A new album may refer to itself or to one that is still to come.
                Ulid id = QueryRows.id(ids.size());
                ids.add(id);
                idsOf.computeIfAbsent(model.collection(), collection -> new ArrayList<>())
                        .add(id);
            }
            for (int i = 0; i < ofEach; i++) {
                rows.add(model, entity(model), random.nextInt(6) == 0);
            }
        }
        return rows;
    }

    /** What an entity of a model could hold; it often lacks something. */
    public Map<String, Value> values(ModelDescriptor model) {
        return entity(model);
    }

    /** A selection of albums, or now and then of something else. */
    public Selection selection() {
        ModelDescriptor model = random.nextInt(5) < 2 ? values.one(MODELS) : QueryModels.ALBUM;
        List<Order> order = new ArrayList<>();
        for (int n = random.nextInt(4); n > 0; n--) {
            order.add(new Order(sortable(model), random.nextBoolean()));
        }
        return new Selection(model, predicate(model), order, random.nextInt(4) == 0 ? random.nextInt(8) : null);
    }

    /**
     * What somebody may see who asks for entities of a model; mostly everything.
     *
     * @param one whether one rule decides of each collection, however its entities are reached; otherwise more may be
     *     reached by references than by others
     */
    public Sight sight(ModelDescriptor model, boolean one) {
        if (random.nextInt(3) > 0) {
            return Sight.EVERYTHING;
        }
        Map<String, Predicate> listed = new HashMap<>();
        Map<String, Predicate> referred = new HashMap<>();
        for (ModelDescriptor other : MODELS) {
            Predicate rule = predicate(other);
            listed.put(other.collection(), rule);
            referred.put(other.collection(), one ? rule : new Predicate.Or(List.of(rule, predicate(other))));
        }
        return new Sight(listed.get(model.collection()), referred, listed, Predicate.TRUE);
    }

    /** The same sight of the past: now and then something is asked of what entities are now. */
    public Sight pastSight(Sight sight) {
        Map<String, Predicate> present = new HashMap<>();
        for (ModelDescriptor model : MODELS) {
            if (random.nextBoolean()) {
                present.put(model.collection(), predicate(model));
            }
        }
        return sight.ofPast(present);
    }

    /** A selection by somebody who does perhaps not see everything. */
    public Selection seenSelection() {
        Selection selection = selection();
        return selection.seenBy(sight(selection.model(), false));
    }

    /** A predicate over entities of a model. */
    public Predicate predicate(ModelDescriptor model) {
        return predicate(model, random.nextInt(MAX_DEPTH + 1));
    }

    private Predicate predicate(ModelDescriptor model, int depth) {
        if (depth == 0) {
            return random.nextInt(8) == 0 ? count(model) : term(model);
        }
        return switch (random.nextInt(7)) {
            case 0 -> new Predicate.Not(predicate(model, depth - 1));
            case 1, 2 -> new Predicate.And(several(model, depth - 1));
            case 3 -> new Predicate.Or(several(model, depth - 1));
            case 4 -> referring(model, depth - 1);
            case 5 -> reachable(model, depth - 1);
            default -> term(model);
        };
    }

    private List<Predicate> several(ModelDescriptor model, int depth) {
        List<Predicate> terms = new ArrayList<>();
        int count = random.nextInt(12) == 0 ? 0 : 2 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            terms.add(predicate(model, depth));
        }
        return terms;
    }

    private Predicate referring(ModelDescriptor model, int depth) {
        Hop.Referring hop = referring(model);
        if (hop == null) {
            return term(model);
        }
        Predicate inner = random.nextInt(8) == 0 ? Predicate.TRUE : predicate(QueryModels.ALL.get(hop.source()), depth);
        return random.nextInt(3) == 0 ? new Predicate.Every(hop, inner) : new Predicate.Some(hop, inner);
    }

    private Predicate count(ModelDescriptor model) {
        Hop.Referring hop = referring(model);
        if (hop == null) {
            return term(model);
        }
        Value number = values.one(List.of(
                new Value.Int(random.nextInt(5) - 1),
                new Value.Int(1),
                new Value.Decimal(new BigDecimal("-1e30")),
                Value.NULL));
        return Terms.count(hop, comparison(true), number, Paths.resolve(QueryModels.ALL, model, List.of(Path.ID)));
    }

    private Hop.@Nullable Referring referring(ModelDescriptor model) {
        List<String> refs = refs(model);
        ModelDescriptor origin = Paths.follow(QueryModels.ALL, model, refs, refs.size());
        List<InverseField> fields = QueryModels.ALL.inversesOf(origin.collection());
        if (fields.isEmpty()) {
            return null;
        }
        InverseField field = values.one(fields);
        return new Hop.Referring(refs, field.name(), field.source(), field.property());
    }

    private Predicate reachable(ModelDescriptor model, int depth) {
        List<String> refs = refs(model);
        ModelDescriptor origin = Paths.follow(QueryModels.ALL, model, refs, refs.size());
        List<PropertyDescriptor> own = origin.properties().stream()
                .filter(property -> property.type().equals(new ValueType.RefType(origin.collection())))
                .toList();
        if (own.isEmpty()) {
            return term(model);
        }
        Hop hop = new Hop.Reachable(refs, values.one(own).name(), random.nextBoolean());
        Predicate inner = predicate(origin, depth);
        return random.nextInt(3) == 0 ? new Predicate.Every(hop, inner) : new Predicate.Some(hop, inner);
    }

    private List<String> refs(ModelDescriptor model) {
        List<String> refs = new ArrayList<>();
        ModelDescriptor current = model;
        while (random.nextInt(3) == 0 && refs.size() < MAX_DEPTH) {
            List<PropertyDescriptor> references = current.properties().stream()
                    .filter(property -> property.type() instanceof ValueType.RefType)
                    .toList();
            if (references.isEmpty()) {
                return refs;
            }
            PropertyDescriptor reference = values.one(references);
            refs.add(reference.name());
            current = QueryModels.ALL.get(String.valueOf(reference.target()));
        }
        return refs;
    }

    private Predicate term(ModelDescriptor model) {
        Path path = path(model);
        if (random.nextInt(10) == 0) {
            return Terms.isNull(path);
        }
        if (path.type() instanceof ValueType.ListType list) {
            return listTerm(path, list);
        }
        if (path.type() == Scalar.JSON) {
            return jsonTerm(path);
        }
        if (path.type() == Scalar.STRING && random.nextInt(3) == 0) {
            Value pattern = random.nextInt(12) == 0 ? Value.NULL : new Value.Str(values.pattern());
            return Terms.like(path, pattern, random.nextBoolean());
        }
        if (random.nextInt(4) == 0) {
            return Terms.in(path, literals(path.type(), random.nextInt(4)));
        }
        Comparison op = comparison(Terms.isOrdered(path.type()));
        if (random.nextInt(4) == 0) {
            Path other = fieldLike(model, path);
            if (other != null) {
                return Terms.compare(path, op, other);
            }
        }
        Value literal = literals(path.type(), 1).get(0);
        boolean noId = literal instanceof Value.Id id && id.value().equals(Ulid.ZERO);
        return Terms.compare(path, noId ? Comparison.EQ : op, literal);
    }

    private Predicate listTerm(Path path, ValueType.ListType list) {
        return switch (random.nextInt(6)) {
            case 0 -> Terms.isEmpty(path);
            case 1 -> Terms.containsAll(path, elements(list, random.nextInt(3)));
            case 2 -> Terms.containsAny(path, elements(list, random.nextInt(3)));
            case 3 -> Terms.compare(path, comparison(false), values.of(list, ids));
            default -> Terms.contains(path, elements(list, 1).get(0));
        };
    }

    private Predicate jsonTerm(Path whole) {
        if (random.nextInt(4) == 0) {
            return Terms.compare(whole, comparison(false), values.of(Scalar.JSON, ids));
        }
        Path path =
                random.nextInt(4) == 0 ? whole : new Path(whole.refs(), whole.property(), values.steps(), Scalar.JSON);
        if (random.nextInt(3) == 0) {
            return Terms.contains(path, new Value.Doc(values.document(2)));
        }
        if (path.json().isEmpty() || random.nextInt(6) == 0) {
            return Terms.isNull(path);
        }
        if (random.nextInt(5) == 0) {
            return Terms.like(path, new Value.Str(values.pattern()), random.nextBoolean());
        }
        if (random.nextInt(4) == 0) {
            return Terms.in(path, literals(Scalar.JSON, random.nextInt(4)));
        }
        Json scalar = values.document(0);
        boolean ordered = !(scalar instanceof Json.Bool);
        return Terms.compare(path, comparison(ordered), new Value.Doc(scalar));
    }

    private Comparison comparison(boolean ordered) {
        List<Comparison> all = List.of(Comparison.values());
        return values.one(ordered ? all : List.of(Comparison.EQ, Comparison.NE));
    }

    private List<Value> literals(ValueType type, int count) {
        List<Value> literals = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            literals.add(random.nextInt(12) == 0 ? Value.NULL : values.literal(type, ids));
        }
        return literals;
    }

    private List<Value> elements(ValueType.ListType list, int count) {
        List<Value> elements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            elements.add(random.nextInt(20) == 0 ? Value.NULL : values.of(list.element(), ids));
        }
        return elements;
    }

    /** Any field of an entity, or of one that references lead to. */
    private Path path(ModelDescriptor model) {
        List<String> steps = new ArrayList<>();
        ModelDescriptor current = model;
        while (true) {
            List<PropertyDescriptor> properties = List.copyOf(current.properties());
            if (random.nextInt(properties.size() + 1) == 0) {
                steps.add(Path.ID);
                return Paths.resolve(QueryModels.ALL, model, steps);
            }
            PropertyDescriptor property = values.one(properties);
            steps.add(property.name());
            boolean follow = property.type() instanceof ValueType.RefType && random.nextInt(4) != 0;
            if (!follow || steps.size() > MAX_DEPTH) {
                return Paths.resolve(QueryModels.ALL, model, steps);
            }
            current = QueryModels.ALL.get(String.valueOf(property.target()));
        }
    }

    private Path sortable(ModelDescriptor model) {
        while (true) {
            Path path = path(model);
            if (!(path.type() instanceof ValueType.ListType) && path.type() != Scalar.JSON) {
                return path;
            }
        }
    }

    /** Another field that compares with this one, or null if none was found in a few draws. */
    private @Nullable Path fieldLike(ModelDescriptor model, Path path) {
        for (int i = 0; i < 50; i++) {
            Path other = path(model);
            if (other.type().equals(path.type()) || (isNumber(other) && isNumber(path))) {
                return other;
            }
        }
        return null;
    }

    private static boolean isNumber(Path path) {
        ValueType type = path.type();
        return type == Scalar.INT || type == Scalar.LONG || type == Scalar.DOUBLE || type == Scalar.DECIMAL;
    }

    private Map<String, Value> entity(ModelDescriptor model) {
        Map<String, Value> entity = new LinkedHashMap<>();
        for (PropertyDescriptor property : model.properties()) {
            if (!property.optional() || random.nextInt(4) != 0) {
                List<Ulid> own = idsOf.getOrDefault(String.valueOf(property.target()), ids);
                entity.put(property.name(), values.of(property.type(), random.nextInt(3) == 0 ? ids : own));
            }
        }
        return entity;
    }
}
