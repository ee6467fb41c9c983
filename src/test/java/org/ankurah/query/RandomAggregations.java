package org.ankurah.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.ankurah.value.ValueType.EnumType;
import org.ankurah.value.ValueType.ListType;
import org.ankurah.value.ValueType.RefType;
import org.ankurah.value.ValueType.Scalar;

/**
 * Random entities and random aggregations over them: of the models of queries, and of one that has a property, and a
 * list, of every type. The same for the same seed.
 */
public final class RandomAggregations {

    /** A property of every type, and a list of every type. */
    public static final ModelDescriptor WIDE = wide();

    public static final Models MODELS = models();

    private final Random random;
    private final RandomValues values;
    private final RandomSelections selections;
    private final List<Ulid> ids = new ArrayList<>();

    public RandomAggregations(Random random) {
        this.random = random;
        this.values = new RandomValues(random);
        this.selections = new RandomSelections(random.nextLong());
    }

    /** So many entities of each model. */
    public QueryRows rows(int ofEach) {
        QueryRows rows = selections.rows(ofEach);
        rows.states().forEach(state -> ids.add(state.id()));
        for (int i = 0; i < ofEach; i++) {
            rows.add(WIDE, wideValues(), random.nextInt(6) == 0);
        }
        return rows;
    }

    /** What an entity of the wide model could hold; it often lacks something. */
    public Map<String, Value> wideValues() {
        Map<String, Value> entity = new HashMap<>();
        for (PropertyDescriptor property : WIDE.properties()) {
            if (random.nextInt(4) != 0) {
                entity.put(property.name(), values.of(property.type(), ids));
            }
        }
        return entity;
    }

    /** An aggregation of any model. */
    public Aggregation aggregation() {
        Selection selection = random.nextInt(3) == 0 ? selections.seenSelection() : wideSelection();
        return of(new Selection(selection.model(), selection.predicate(), List.of(), null, selection.sight()));
    }

    /** An aggregation of what a selection selects. */
    public Aggregation of(Selection selection) {
        List<Path> keys = new ArrayList<>();
        for (int n = random.nextInt(3); n > 0; n--) {
            keys.add(path(selection.model()));
        }
        List<Measure> measures = new ArrayList<>();
        for (int n = random.nextInt(6); n > 0; n--) {
            measures.add(measure(selection.model()));
        }
        return new Aggregation(selection, keys, measures);
    }

    private Selection wideSelection() {
        Path path = path(WIDE);
        Predicate predicate = switch (random.nextInt(3)) {
            case 0 -> Predicate.TRUE;
            case 1 -> Terms.isNull(path);
            default -> new Predicate.Not(Terms.isNull(path));
        };
        return new Selection(WIDE, predicate, List.of(), null);
    }

    private Measure measure(ModelDescriptor model) {
        while (true) {
            Measure.Function function = values.one(List.of(Measure.Function.values()));
            Path path = path(model);
            if (function.takes(path.type())) {
                return new Measure(function, path);
            }
        }
    }

    private Path path(ModelDescriptor model) {
        PropertyDescriptor property = values.one(List.copyOf(model.properties()));
        return new Path(List.of(), property.name(), List.of(), property.type());
    }

    private static Models models() {
        List<ModelDescriptor> all = new ArrayList<>(QueryModels.ALL.all());
        all.add(WIDE);
        return new Models(all, Map.of());
    }

    private static ModelDescriptor wide() {
        List<ValueType> types = new ArrayList<>(List.of(Scalar.values()));
        types.add(new EnumType("Shape", List.of("SQUARE", "ROUND", "FLAT")));
        types.add(new RefType("artist"));
        List<PropertyDescriptor> properties = new ArrayList<>();
        for (ValueType type : types) {
            String name = "p" + properties.size();
            properties.add(optional(name, type));
            properties.add(optional(name + "s", new ListType(type)));
        }
        return new ModelDescriptor("Wide", "wide", "wides", null, properties);
    }

    private static PropertyDescriptor optional(String name, ValueType type) {
        return new PropertyDescriptor(name, List.of(), type, Backend.LWW, true, false, false, false, null, null);
    }
}
