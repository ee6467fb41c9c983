package org.ankurah.live;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.query.CompiledSelection;
import org.ankurah.query.Fetch;
import org.ankurah.query.Path;
import org.ankurah.query.Selection;
import org.ankurah.query.SortKey;
import org.ankurah.reactor.Interest;
import org.ankurah.reactor.Shape;
import org.ankurah.reactor.Shape.Part;
import org.jspecify.annotations.Nullable;

/** Random interests: properties, references, pages of those that refer, each with a shape of its own. */
final class RandomInterests {

    private static final Models MODELS = LiveModels.ALL.models();
    private static final int MAX_NESTING = 3;
    private static final int MAX_PAGE = 4;

    private final Draw draw;
    private final RandomQueries queries;
    private final History history;

    RandomInterests(Draw draw, RandomQueries queries, History history) {
        this.draw = draw;
        this.queries = queries;
        this.history = history;
    }

    Interest interest(ModelDescriptor model) {
        boolean items = draw.once(3);
        boolean order = items || draw.once(2);
        boolean total = draw.once(3);
        return new Interest(shape(model, draw.below(MAX_NESTING + 1)), order, items, total);
    }

    private Shape shape(ModelDescriptor model, int depth) {
        Set<String> properties = new LinkedHashSet<>();
        for (PropertyDescriptor property : model.properties()) {
            if (draw.once(4)) {
                properties.add(property.name());
            }
        }
        if (draw.once(2)) {
            properties.add(Path.ID);
        }
        List<Shape.Nested> nested = new ArrayList<>();
        for (int n = depth == 0 ? 0 : 1 + draw.below(2); n > 0; n--) {
            List<Shape.Nested> choices = nested(model, depth - 1);
            if (!choices.isEmpty()) {
                nested.add(draw.one(choices));
            }
        }
        return new Shape(draw.once(6), properties, nested);
    }

    private List<Shape.Nested> nested(ModelDescriptor model, int depth) {
        List<Shape.Nested> choices = new ArrayList<>();
        for (PropertyDescriptor property : model.properties()) {
            if (property.target() != null) {
                choices.add(new Shape.Referred(property.name(), shape(MODELS.get(property.target()), depth)));
            }
        }
        MODELS.inversesOf(model.collection())
                .forEach(field -> choices.add(page(MODELS.get(field.source()), field.property(), depth)));
        return choices;
    }

    private Shape.Referring page(ModelDescriptor source, String property, int depth) {
        Selection selection = queries.selection(source, draw.once(6) ? 1 + draw.below(MAX_PAGE) : null);
        SortKey after = draw.once(6) ? place(selection) : null;
        SortKey before = draw.once(8) ? place(selection) : null;
        Fetch fetch = new Fetch(selection, after, before, 1 + draw.below(MAX_PAGE), draw.once(4));
        Set<Part> parts = EnumSet.noneOf(Part.class);
        for (Part part : Part.values()) {
            if (draw.once(part == Part.ROWS ? 1 : 5) || draw.once(12)) {
                parts.add(part);
            }
        }
        if (draw.once(5)) {
            parts.remove(Part.ROWS);
        }
        return new Shape.Referring(property, fetch, parts, shape(source, depth));
    }

    /** The place that some entity has now. */
    private @Nullable SortKey place(Selection selection) {
        List<EntityState> states = draw.states(selection.model().collection());
        return states.isEmpty()
                ? null
                : CompiledSelection.of(selection)
                        .key(draw.one(states), history.at(history.position()).living());
    }
}
