package org.ankurah.graphql;

import graphql.schema.DataFetchingFieldSelectionSet;
import graphql.schema.SelectedField;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.model.Models.InverseField;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.query.Fetch;
import org.ankurah.reactor.Shape;
import org.ankurah.reactor.Shape.Part;

/**
 * Collects what is selected of an entity, at any depth, into one shape. What is selected several times, in other
 * places or under other names, is in the shape once.
 */
final class ShapeReader {

    private final Models models;
    private final ModelDescriptor model;
    private final Set<String> properties = new LinkedHashSet<>();
    private final Map<String, ShapeReader> referred = new LinkedHashMap<>();
    private final Map<Page, Paged> referring = new LinkedHashMap<>();
    private boolean everyChange;

    /** A page of referring entities: one that is selected twice is one. */
    private record Page(String property, Fetch fetch) {}

    /** What is selected of a page. */
    private static final class Paged {

        private final ShapeReader nodes;
        private final Set<Part> parts = EnumSet.noneOf(Part.class);

        Paged(ShapeReader nodes) {
            this.nodes = nodes;
        }

        void select(SelectedField part) {
            switch (part.getName()) {
                case ConnectionTypes.NODES -> {
                    parts.add(Part.ROWS);
                    nodes.select(part.getSelectionSet());
                }
                case ConnectionTypes.EDGES -> {
                    parts.add(Part.ROWS);
                    part.getSelectionSet().getImmediateFields().forEach(this::selectOfEdge);
                }
                case ConnectionTypes.PAGE_INFO ->
                    part.getSelectionSet().getImmediateFields().forEach(this::selectOfPageInfo);
                case ConnectionTypes.TOTAL_COUNT -> parts.add(Part.COUNT);
                default -> {}
            }
        }

        private void selectOfPageInfo(SelectedField part) {
            switch (part.getName()) {
                case ConnectionTypes.HAS_NEXT -> parts.add(Part.NEXT);
                case ConnectionTypes.HAS_PREVIOUS -> parts.add(Part.PREVIOUS);
                case ConnectionTypes.START_CURSOR -> parts.add(Part.START);
                case ConnectionTypes.END_CURSOR -> parts.add(Part.END);
                default -> {}
            }
        }

        private void selectOfEdge(SelectedField part) {
            if (part.getName().equals(ConnectionTypes.CURSOR)) {
                parts.add(Part.CURSORS);
            } else if (part.getName().equals(ConnectionTypes.NODE)) {
                nodes.select(part.getSelectionSet());
            }
        }
    }

    /** @param model of the entity */
    ShapeReader(Models models, ModelDescriptor model) {
        this.models = models;
        this.model = model;
    }

    /** Every event of the entity counts. */
    void everyChange() {
        everyChange = true;
    }

    /** Adds what a field selects of the entity. */
    void select(DataFetchingFieldSelectionSet selected) {
        selected.getImmediateFields().forEach(this::select);
    }

    private void select(SelectedField field) {
        String name = field.getName();
        PropertyDescriptor property = model.property(name);
        if (property != null) {
            selectProperty(property, field);
        } else if (name.equals(EntityTypes.ID)) {
            properties.add(EntityTypes.ID);
        } else if (name.equals(EntityTypes.REVISION) || name.equals(EntityTypes.HISTORY)) {
            everyChange = true;
        } else {
            models.inversesOf(model.collection()).stream()
                    .filter(inverse -> inverse.name().equals(name))
                    .forEach(inverse -> selectInverse(inverse, field));
        }
    }

    private void selectProperty(PropertyDescriptor property, SelectedField field) {
        String target = property.target();
        if (target == null) {
            properties.add(property.name());
        } else {
            referred.computeIfAbsent(property.name(), absent -> new ShapeReader(models, models.get(target)))
                    .select(field.getSelectionSet());
        }
    }

    private void selectInverse(InverseField inverse, SelectedField field) {
        ModelDescriptor source = models.get(inverse.source());
        Page page = new Page(inverse.property(), PageArguments.fetch(models, source, field.getArguments()));
        Paged paged = referring.computeIfAbsent(page, absent -> new Paged(new ShapeReader(models, source)));
        field.getSelectionSet().getImmediateFields().forEach(paged::select);
    }

    /** What was selected so far. */
    Shape shape() {
        List<Shape.Nested> nested = new ArrayList<>();
        referred.forEach((property, target) -> nested.add(new Shape.Referred(property, target.shape())));
        referring.forEach((page, paged) ->
                nested.add(new Shape.Referring(page.property(), page.fetch(), paged.parts, paged.nodes.shape())));
        return new Shape(everyChange, properties, nested);
    }
}
