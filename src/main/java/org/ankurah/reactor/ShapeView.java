package org.ankurah.reactor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.ankurah.merge.EntityState;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.query.CompiledRule;
import org.ankurah.query.CompiledSelection;
import org.ankurah.query.CompiledSight;
import org.ankurah.query.Entities;
import org.ankurah.query.Fetch;
import org.ankurah.query.Page;
import org.ankurah.query.Pages;
import org.ankurah.query.Path;
import org.ankurah.query.Sight;
import org.ankurah.query.SortKey;
import org.ankurah.reactor.Shape.Part;
import org.ankurah.value.Value;

/** Looks at entities as a {@link Shape} says: whether what it shows differs between two worlds. Made once per shape. */
final class ShapeView {

    private final boolean everyChange;
    private final boolean id;
    private final List<String> properties;
    private final List<NestedView> nested = new ArrayList<>();
    private final List<CompiledRule> rules;
    private final CompiledSight sight;

    /** @param sight what of other entities may be seen */
    ShapeView(Shape shape, Sight sight) {
        this(shape, CompiledSight.of(sight));
    }

    private ShapeView(Shape shape, CompiledSight sight) {
        this.sight = sight;
        this.everyChange = shape.everyChange();
        this.rules = shape.rules().stream().map(CompiledRule::of).toList();
        this.id = shape.properties().contains(Path.ID);
        this.properties = shape.properties().stream()
                .filter(name -> !name.equals(Path.ID))
                .toList();
        for (Shape.Nested part : shape.nested()) {
            nested.add(
                    part instanceof Shape.Referred referred
                            ? new ReferredView(referred)
                            : new ReferringView((Shape.Referring) part));
        }
    }

    /** Whether more than the values of an entity itself decides what is shown. */
    boolean looksFurther() {
        return !nested.isEmpty() || !rules.isEmpty();
    }

    /** Whether the change of an entity itself is shown, whatever became of others. */
    boolean shows(Delta delta) {
        if (!delta.isOwn()) {
            return false;
        }
        if (everyChange) {
            return true;
        }
        Set<String> changed = delta.changed();
        return properties.stream().anyMatch(changed::contains);
    }

    /** What may be seen of a world, besides the entity itself that is looked at. */
    Entities seen(Entities world) {
        return sight.in(world);
    }

    /** Whether the same is shown of an entity in one world and of one in another. Stops at the first difference. */
    boolean same(EntityState one, Entities oneWorld, EntityState other, Entities otherWorld) {
        return sameSeen(one, sight.in(oneWorld), other, sight.in(otherWorld));
    }

    private boolean sameSeen(EntityState one, Entities oneWorld, EntityState other, Entities otherWorld) {
        if (one != other) {
            if (id && !one.id().equals(other.id())) {
                return false;
            }
            if (everyChange && !one.head().equals(other.head())) {
                return false;
            }
            for (String property : properties) {
                if (!one.value(property).equals(other.value(property))) {
                    return false;
                }
            }
        }
        for (CompiledRule rule : rules) {
            if (rule.holds(one, oneWorld) != rule.holds(other, otherWorld)) {
                return false;
            }
        }
        for (NestedView view : nested) {
            if (!view.same(one, oneWorld, other, otherWorld)) {
                return false;
            }
        }
        return true;
    }

    /** Looks at all that is shown of an entity, so that the world learns what is looked at. */
    void visit(EntityState entity, Entities world) {
        Entities seen = sight.in(world);
        nested.forEach(view -> view.visit(entity, seen));
    }

    private boolean sameAll(
            Collection<EntityState> ones, Entities oneWorld, List<EntityState> others, Entities otherWorld) {
        if (ones.size() != others.size()) {
            return false;
        }
        int i = 0;
        for (EntityState one : ones) {
            EntityState other = others.get(i++);
            if (!same(one, oneWorld, other, otherWorld)) {
                return false;
            }
        }
        return true;
    }

    /** What is shown of the entities that a field leads to. */
    private interface NestedView {

        boolean same(EntityState one, Entities oneWorld, EntityState other, Entities otherWorld);

        void visit(EntityState entity, Entities world);
    }

    private static final class ReferredView implements NestedView {

        private final String property;
        private final ShapeView view;

        ReferredView(Shape.Referred referred) {
            this.property = referred.property();
            this.view = new ShapeView(referred.shape(), Sight.EVERYTHING);
        }

        @Override
        public boolean same(EntityState one, Entities oneWorld, EntityState other, Entities otherWorld) {
            // A list of references may be null, and that is shown.
            boolean oneIsList = one.value(property) instanceof Value.Items;
            boolean otherIsList = other.value(property) instanceof Value.Items;
            return oneIsList == otherIsList
                    && view.sameAll(targets(one, oneWorld), oneWorld, targets(other, otherWorld), otherWorld);
        }

        @Override
        public void visit(EntityState entity, Entities world) {
            targets(entity, world).forEach(target -> view.visit(target, world));
        }

        private List<EntityState> targets(EntityState entity, Entities world) {
            PropertyDescriptor descriptor = entity.model().property(property);
            String collection = descriptor == null ? null : descriptor.target();
            List<EntityState> targets = new ArrayList<>();
            if (collection != null) {
                for (Value value : values(entity.value(property))) {
                    EntityState target = value instanceof Value.Id id ? world.find(collection, id.value()) : null;
                    if (target != null) {
                        targets.add(target);
                    }
                }
            }
            return targets;
        }

        private static List<Value> values(Value value) {
            return value instanceof Value.Items items ? items.value() : List.of(value);
        }
    }

    private static final class ReferringView implements NestedView {

        private final Shape.Referring referring;
        private final CompiledSelection selection;
        private final ShapeView view;

        ReferringView(Shape.Referring referring) {
            this.referring = referring;
            this.selection = CompiledSelection.of(referring.fetch().selection());
            this.view = new ShapeView(referring.shape(), Sight.EVERYTHING);
        }

        @Override
        public boolean same(EntityState one, Entities oneWorld, EntityState other, Entities otherWorld) {
            Collection<EntityState> ones = all(one, oneWorld);
            Collection<EntityState> others = all(other, otherWorld);
            Page page = page(ones, oneWorld);
            Page next = page(others, otherWorld);
            for (Part part : referring.parts()) {
                if (!same(part, page, ones, oneWorld, next, others, otherWorld)) {
                    return false;
                }
            }
            return true;
        }

        private boolean same(
                Part part,
                Page one,
                Collection<EntityState> ones,
                Entities oneWorld,
                Page other,
                Collection<EntityState> others,
                Entities otherWorld) {
            return part == Part.ROWS
                    ? view.sameAll(entities(one), oneWorld, entities(other), otherWorld)
                    : shown(part, one, ones, oneWorld).equals(shown(part, other, others, otherWorld));
        }

        /** What a part other than the rows shows. */
        private Object shown(Part part, Page page, Collection<EntityState> all, Entities world) {
            List<SortKey> keys = page.rows().stream().map(Page.Row::key).toList();
            Fetch fetch = referring.fetch();
            return switch (part) {
                case ROWS, CURSORS -> keys;
                case START -> keys.isEmpty() ? keys : keys.get(0);
                case END -> keys.isEmpty() ? keys : keys.get(keys.size() - 1);
                case NEXT ->
                    (page.more() && !fetch.fromEnd()) || (fetch.before() != null && !reaches(true, page, all, world));
                case PREVIOUS ->
                    (page.more() && fetch.fromEnd()) || (fetch.after() != null && !reaches(false, page, all, world));
                case COUNT -> Pages.count(selection, all, world);
            };
        }

        /** Whether the whole result begins or ends where the page does; an empty result has neither. */
        private boolean reaches(boolean end, Page page, Collection<EntityState> all, Entities world) {
            Fetch outermost = new Fetch(referring.fetch().selection(), null, null, 1, end);
            List<Page.Row> last =
                    Pages.page(outermost, selection, all, world, 0).rows();
            List<Page.Row> own = page.rows();
            SortKey edge =
                    own.isEmpty() ? null : own.get(end ? own.size() - 1 : 0).key();
            return last.isEmpty() || last.get(0).key().equals(edge);
        }

        @Override
        public void visit(EntityState entity, Entities world) {
            entities(page(all(entity, world), world)).forEach(row -> view.visit(row, world));
        }

        private Collection<EntityState> all(EntityState entity, Entities world) {
            String collection = referring.fetch().selection().model().collection();
            return world.referring(collection, referring.property(), entity.id());
        }

        private Page page(Collection<EntityState> all, Entities world) {
            return Pages.page(referring.fetch(), selection, all, world, 0);
        }

        private static List<EntityState> entities(Page page) {
            return page.rows().stream().map(Page.Row::entity).toList();
        }
    }
}
