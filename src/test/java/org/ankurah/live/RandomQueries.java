package org.ankurah.live;

import java.util.ArrayList;
import java.util.List;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.query.Aggregation;
import org.ankurah.query.Hop;
import org.ankurah.query.Measure;
import org.ankurah.query.Order;
import org.ankurah.query.Path;
import org.ankurah.query.Paths;
import org.ankurah.query.Predicate;
import org.ankurah.query.Predicate.Comparison;
import org.ankurah.query.Selection;
import org.ankurah.query.Terms;
import org.ankurah.value.Json;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.ankurah.value.ValueType.Scalar;
import org.jspecify.annotations.Nullable;

/** Random selections: every operator, paths across references, hops, orders and windows. */
final class RandomQueries {

    private static final Models MODELS = LiveModels.ALL.models();
    private static final int MAX_DEPTH = 3;
    private static final int MAX_REFS = 3;
    private static final int MAX_HOPS = 2;

    private final Draw draw;

    RandomQueries(Draw draw) {
        this.draw = draw;
    }

    /** A selection of albums, or now and then of others. */
    Selection selection() {
        ModelDescriptor model = draw.once(2) ? MODELS.get("album") : draw.one(List.copyOf(MODELS.all()));
        boolean window = draw.once(2);
        return selection(model, window ? 1 + draw.below(6) : null);
    }

    /** A selection of a model's entities. */
    Selection selection(ModelDescriptor model, @Nullable Integer limit) {
        List<Order> order = new ArrayList<>();
        for (int n = draw.below(4); n > 0; n--) {
            order.add(new Order(sortable(model), draw.once(2)));
        }
        Predicate predicate = draw.once(4) ? Predicate.TRUE : predicate(model, draw.below(MAX_DEPTH + 1), MAX_HOPS);
        return new Selection(model, predicate, order, limit);
    }

    /** Some figures of some properties, by some others. */
    Aggregation aggregation() {
        Selection selection = selection();
        List<Path> own = new ArrayList<>();
        for (PropertyDescriptor property : selection.model().properties()) {
            own.add(Paths.resolve(MODELS, selection.model(), List.of(property.name())));
        }
        List<Path> keys = new ArrayList<>();
        for (int n = draw.below(3); n > 0; n--) {
            keys.add(draw.one(own));
        }
        List<Measure> measures = new ArrayList<>();
        for (int n = draw.below(4); n > 0; n--) {
            Path path = draw.one(own);
            Measure.Function function = draw.one(List.of(Measure.Function.values()));
            if (function.takes(path.type())) {
                measures.add(new Measure(function, path));
            }
        }
        return new Aggregation(
                new Selection(selection.model(), selection.predicate(), List.of(), null), keys, measures);
    }

    private Predicate predicate(ModelDescriptor model, int depth, int hops) {
        if (depth == 0) {
            return term(model, hops);
        }
        return switch (draw.below(5)) {
            case 0 -> new Predicate.Not(predicate(model, depth - 1, hops));
            case 1 -> new Predicate.And(several(model, depth - 1, hops));
            case 2, 3 -> new Predicate.Or(several(model, depth - 1, hops));
            default -> term(model, hops);
        };
    }

    private List<Predicate> several(ModelDescriptor model, int depth, int hops) {
        List<Predicate> terms = new ArrayList<>();
        int count = draw.once(12) ? 0 : 2 + draw.below(2);
        for (int i = 0; i < count; i++) {
            terms.add(predicate(model, depth, hops));
        }
        return terms;
    }

    private Predicate term(ModelDescriptor model, int hops) {
        if (hops > 0 && draw.once(4)) {
            Predicate term = hop(model, hops);
            if (term != null) {
                return term;
            }
        }
        Path path = path(model);
        if (draw.once(8)) {
            return Terms.isNull(path);
        }
        if (path.type() instanceof ValueType.ListType) {
            return onList(path);
        }
        return path.type() == Scalar.JSON ? onJson(path) : onScalar(model, path);
    }

    private Predicate onScalar(ModelDescriptor model, Path path) {
        if (path.type() == Scalar.STRING && draw.once(3)) {
            Value pattern =
                    draw.once(15) ? Value.NULL : new Value.Str(draw.fresh().pattern());
            return Terms.like(path, pattern, draw.once(2));
        }
        if (draw.once(4)) {
            return Terms.in(path, literals(path.type(), draw.below(4)));
        }
        Comparison op = comparison(isOrdered(path.type()));
        Path other = draw.once(8) ? fieldLike(model, path) : null;
        return other == null ? Terms.compare(path, op, draw.literal(path.type())) : Terms.compare(path, op, other);
    }

    private Predicate onList(Path path) {
        ValueType element = ((ValueType.ListType) path.type()).element();
        return switch (draw.below(5)) {
            case 0 -> Terms.isEmpty(path);
            case 1 -> Terms.containsAll(path, elements(element, draw.below(3)));
            case 2 -> Terms.containsAny(path, elements(element, draw.below(3)));
            case 3 -> Terms.compare(path, comparison(false), draw.literal(path.type()));
            default -> Terms.containsAll(path, elements(element, 1));
        };
    }

    private Predicate onJson(Path whole) {
        Path path = draw.once(4)
                ? whole
                : new Path(whole.refs(), whole.property(), draw.fresh().steps(), Scalar.JSON);
        if (path.json().isEmpty()) {
            return draw.once(2)
                    ? Terms.contains(path, new Value.Doc(draw.fresh().document(2)))
                    : Terms.compare(path, comparison(false), draw.literal(Scalar.JSON));
        }
        if (draw.once(4)) {
            return Terms.in(path, literals(Scalar.JSON, draw.below(4)));
        }
        Json scalar = draw.fresh().document(0);
        return Terms.compare(path, comparison(!(scalar instanceof Json.Bool)), new Value.Doc(scalar));
    }

    private @Nullable Predicate hop(ModelDescriptor model, int hops) {
        List<String> refs = new ArrayList<>();
        ModelDescriptor from = draw.once(3) ? followed(model, refs) : model;
        List<Hop> choices = new ArrayList<>();
        MODELS.inversesOf(from.collection())
                .forEach(field -> choices.add(new Hop.Referring(refs, field.name(), field.source(), field.property())));
        if (from.collection().equals("artist")) {
            choices.add(new Hop.Referring(refs, "appearances", "album", "guests"));
        }
        for (PropertyDescriptor property : from.properties()) {
            if (property.type().equals(new ValueType.RefType(from.collection()))) {
                choices.add(new Hop.Reachable(refs, property.name(), draw.once(2)));
            }
        }
        if (choices.isEmpty()) {
            return null;
        }
        Hop hop = draw.one(choices);
        if (hop instanceof Hop.Referring referring && draw.once(3)) {
            return new Predicate.Count(referring, comparison(true), draw.below(4) - 1L);
        }
        ModelDescriptor inner = hop instanceof Hop.Referring referring ? MODELS.get(referring.source()) : from;
        Predicate condition = draw.once(3) ? Predicate.TRUE : predicate(inner, draw.below(2), hops - 1);
        return draw.once(3) ? new Predicate.Every(hop, condition) : new Predicate.Some(hop, condition);
    }

    /** Where a reference leads, if there is one; its name is added to the way. */
    private ModelDescriptor followed(ModelDescriptor model, List<String> refs) {
        List<PropertyDescriptor> references = model.properties().stream()
                .filter(property -> property.type() instanceof ValueType.RefType)
                .toList();
        if (references.isEmpty()) {
            return model;
        }
        PropertyDescriptor reference = draw.one(references);
        refs.add(reference.name());
        return MODELS.get(String.valueOf(reference.target()));
    }

    /** Any field of an entity, or of one that references lead to. */
    private Path path(ModelDescriptor model) {
        List<String> steps = new ArrayList<>();
        ModelDescriptor current = model;
        while (steps.size() < MAX_REFS && draw.once(3)) {
            current = followed(current, steps);
        }
        List<PropertyDescriptor> properties = current.properties();
        int place = draw.below(properties.size() + 1);
        steps.add(place == properties.size() ? Path.ID : properties.get(place).name());
        return Paths.resolve(MODELS, model, steps);
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
        for (int i = 0; i < 20; i++) {
            Path other = path(model);
            if (other.type().equals(path.type()) || (isNumber(other.type()) && isNumber(path.type()))) {
                return other;
            }
        }
        return null;
    }

    private List<Value> literals(ValueType type, int count) {
        List<Value> literals = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            literals.add(draw.literal(type));
        }
        return literals;
    }

    private List<Value> elements(ValueType type, int count) {
        List<Ulid> targets = type instanceof ValueType.RefType reference ? draw.ids(reference.collection()) : List.of();
        List<Value> elements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            elements.add(draw.once(20) ? Value.NULL : draw.value(type, targets));
        }
        return elements;
    }

    private Comparison comparison(boolean ordered) {
        return ordered ? draw.one(List.of(Comparison.values())) : draw.one(List.of(Comparison.EQ, Comparison.NE));
    }

    private static boolean isOrdered(ValueType type) {
        return !(type instanceof ValueType.EnumType) && !(type instanceof ValueType.RefType) && type != Scalar.BOOLEAN;
    }

    private static boolean isNumber(ValueType type) {
        return type == Scalar.INT || type == Scalar.LONG || type == Scalar.DOUBLE || type == Scalar.DECIMAL;
    }
}
