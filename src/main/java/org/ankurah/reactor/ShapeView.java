package org.ankurah.reactor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.ankurah.merge.EntityState;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.query.CompiledSelection;
import org.ankurah.query.Entities;
import org.ankurah.query.Fetch;
import org.ankurah.query.Page;
import org.ankurah.query.Pages;
import org.ankurah.query.SortKey;
import org.ankurah.value.Value;

/** Looks at entities as a {@link Shape} says: whether what it shows differs between two worlds. Made once per shape. */
final class ShapeView {

    private final boolean everyChange;
    private final List<String> properties;
    private final List<NestedView> nested = new ArrayList<>();

    ShapeView(Shape shape) {
        this.everyChange = shape.everyChange();
        this.properties = List.copyOf(shape.properties());
        for (Shape.Nested part : shape.nested()) {
            nested.add(
                    part instanceof Shape.Referred referred
                            ? new ReferredView(referred)
                            : new ReferringView((Shape.Referring) part));
        }
    }

    /** Whether anything of other entities is shown. */
    boolean looksFurther() {
        return !nested.isEmpty();
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

    /** Whether the same is shown of an entity in two worlds. Stops at the first difference. */
    boolean same(EntityState one, Entities oneWorld, EntityState other, Entities otherWorld) {
        if (one != other) {
            if (everyChange && !one.head().equals(other.head())) {
                return false;
            }
            for (String property : properties) {
                if (!one.value(property).equals(other.value(property))) {
                    return false;
                }
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
        nested.forEach(view -> view.visit(entity, world));
    }

    private boolean sameAll(
            Collection<EntityState> ones, Entities oneWorld, List<EntityState> others, Entities otherWorld) {
        if (ones.size() != others.size()) {
            return false;
        }
        int i = 0;
        for (EntityState one : ones) {
            EntityState other = others.get(i++);
            if (!one.id().equals(other.id()) || !same(one, oneWorld, other, otherWorld)) {
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
            this.view = new ShapeView(referred.shape());
        }

        @Override
        public boolean same(EntityState one, Entities oneWorld, EntityState other, Entities otherWorld) {
            return view.sameAll(targets(one, oneWorld), oneWorld, targets(other, otherWorld), otherWorld);
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
            this.view = new ShapeView(referring.shape());
        }

        @Override
        public boolean same(EntityState one, Entities oneWorld, EntityState other, Entities otherWorld) {
            Collection<EntityState> ones = all(one, oneWorld);
            Collection<EntityState> others = all(other, otherWorld);
            if (referring.counted()
                    && Pages.count(selection, ones, oneWorld) != Pages.count(selection, others, otherWorld)) {
                return false;
            }
            if (referring.places() && !places(ones, oneWorld).equals(places(others, otherWorld))) {
                return false;
            }
            return view.sameAll(rows(ones, oneWorld), oneWorld, rows(others, otherWorld), otherWorld);
        }

        /** What cursors and page infos are made of: the rows' places, and whether there is anything beyond the page. */
        private List<Object> places(Collection<EntityState> all, Entities world) {
            Fetch fetch = referring.fetch();
            Page page = Pages.page(fetch, selection, all, world, 0);
            List<Object> places = new ArrayList<>();
            page.rows().forEach(row -> places.add(row.key()));
            boolean moreAtEnd = page.more() && !fetch.fromEnd();
            boolean moreAtStart = page.more() && fetch.fromEnd();
            places.add(moreAtEnd || (fetch.before() != null && !reaches(true, page, all, world)));
            places.add(moreAtStart || (fetch.after() != null && !reaches(false, page, all, world)));
            return places;
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
            rows(all(entity, world), world).forEach(row -> view.visit(row, world));
        }

        private Collection<EntityState> all(EntityState entity, Entities world) {
            String collection = referring.fetch().selection().model().collection();
            return world.referring(collection, referring.property(), entity.id());
        }

        private List<EntityState> rows(Collection<EntityState> all, Entities world) {
            Page page = Pages.page(referring.fetch(), selection, all, world, 0);
            return page.rows().stream().map(Page.Row::entity).toList();
        }
    }
}
