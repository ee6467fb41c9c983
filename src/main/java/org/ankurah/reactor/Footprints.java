package org.ankurah.reactor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.query.Hop;
import org.ankurah.query.Operand;
import org.ankurah.query.Path;
import org.ankurah.query.Predicate;
import org.ankurah.query.Selection;
import org.ankurah.query.Sight;

/** Finds out which entities besides its own a live query looks at: by its filter, its order, and what is selected. */
final class Footprints {

    private final Models models;
    private final Sight sight;
    private final Map<List<Link>, Look> looks = new LinkedHashMap<>();

    /** What is looked at behind one way. */
    private static final class Look {
        private final ModelDescriptor model;
        private final Set<String> properties = new LinkedHashSet<>();
        private boolean everyChange;

        Look(ModelDescriptor model) {
            this.model = model;
        }
    }

    private Footprints(Models models, Sight sight) {
        this.models = models;
        this.sight = sight;
    }

    /** The footprints of a live query; none if it looks at its own entities only. */
    static List<Footprint> of(Models models, Selection selection, Shape shape) {
        Footprints footprints = new Footprints(models, selection.sight());
        Place start = footprints.new Place(List.of(), selection.model(), true);
        start.unseen(selection.sight().rule());
        start.selection(selection);
        start.shape(shape);
        List<Footprint> found = new ArrayList<>();
        footprints.looks.forEach((links, look) -> {
            if (!links.isEmpty()) {
                found.add(new Footprint(
                        selection.model().collection(),
                        links,
                        look.model.collection(),
                        look.properties,
                        look.everyChange));
            }
        });
        return found;
    }

    /** Somewhere on the way. */
    private final class Place {

        private final List<Link> links;
        private final ModelDescriptor model;
        private final boolean limited;

        /** @param limited whether it is looked at with the sight, and not by a rule of it */
        Place(List<Link> links, ModelDescriptor model, boolean limited) {
            this.links = links;
            this.model = model;
            this.limited = limited;
        }

        /** What a rule of the sight looks at, which sees everything. */
        void unseen(Predicate rule) {
            new Place(links, model, false).predicate(rule);
        }

        private Look look() {
            return looks.computeIfAbsent(links, absent -> new Look(model));
        }

        private Place behind(Link link, ModelDescriptor far) {
            List<Link> further = new ArrayList<>(links);
            further.add(link);
            Place place = new Place(further, far, limited);
            place.look();
            return place;
        }

        /** Along references, outermost first. */
        private Place along(List<String> refs) {
            Place place = this;
            for (String ref : refs) {
                place = place.along(ref);
            }
            return place;
        }

        private Place along(String property) {
            look().properties.add(property);
            PropertyDescriptor descriptor = model.property(property);
            String target = descriptor == null ? null : descriptor.target();
            if (target == null) {
                throw new IllegalArgumentException(model.typeName() + "." + property + " is no reference");
            }
            Place place = behind(new Link.Forward(model.collection(), property), models.get(target));
            if (limited) {
                place.unseen(sight.referred(target));
            }
            return place;
        }

        private Place referring(String source, String property) {
            Place place = behind(new Link.Backward(model.collection(), property), models.get(source));
            place.look().properties.add(property);
            if (limited) {
                place.unseen(sight.inverse(source));
            }
            return place;
        }

        private Place repeated(String property) {
            look().properties.add(property);
            Place place = behind(new Link.Repeated(model.collection(), property), model);
            place.look().properties.add(property);
            if (limited) {
                place.unseen(sight.referred(model.collection()));
            }
            return place;
        }

        void selection(Selection selection) {
            predicate(selection.predicate());
            selection.order().forEach(key -> path(key.path()));
        }

        private void path(Path path) {
            Place end = along(path.refs());
            if (!path.isId()) {
                end.look().properties.add(path.property());
            }
        }

        private void predicate(Predicate predicate) {
            if (predicate instanceof Predicate.And and) {
                and.terms().forEach(this::predicate);
            } else if (predicate instanceof Predicate.Or or) {
                or.terms().forEach(this::predicate);
            } else if (predicate instanceof Predicate.Not not) {
                predicate(not.term());
            } else if (predicate instanceof Predicate.Some some) {
                hop(some.hop(), some.inner());
            } else if (predicate instanceof Predicate.Every every) {
                hop(every.hop(), every.inner());
            } else if (predicate instanceof Predicate.Count count) {
                hop(count.hop(), Predicate.TRUE);
            } else {
                test(predicate);
            }
        }

        private void hop(Hop hop, Predicate inner) {
            Place start = along(hop.refs());
            if (hop instanceof Hop.Referring referring) {
                start.referring(referring.source(), referring.property()).predicate(inner);
                return;
            }
            Hop.Reachable reachable = (Hop.Reachable) hop;
            start.repeated(reachable.property()).predicate(inner);
            if (reachable.self()) {
                start.predicate(inner);
            }
        }

        private void test(Predicate predicate) {
            if (predicate instanceof Predicate.Compare compare) {
                operand(compare.left());
                operand(compare.right());
            } else if (predicate instanceof Predicate.In in) {
                path(in.path());
            } else if (predicate instanceof Predicate.Like like) {
                path(like.path());
            } else if (predicate instanceof Predicate.IsNull isNull) {
                path(isNull.path());
            } else if (predicate instanceof Predicate.ListContains contains) {
                path(contains.path());
            } else if (predicate instanceof Predicate.ListIsEmpty isEmpty) {
                path(isEmpty.path());
            } else {
                path(((Predicate.JsonContains) predicate).path());
            }
        }

        private void operand(Operand operand) {
            if (operand instanceof Operand.Field field) {
                path(field.path());
            }
        }

        void shape(Shape shape) {
            Look look = look();
            look.everyChange |= shape.everyChange();
            look.properties.addAll(shape.properties());
            shape.rules().forEach(this::unseen);
            for (Shape.Nested nested : shape.nested()) {
                if (nested instanceof Shape.Referred referred) {
                    along(referred.property()).shape(referred.shape());
                } else if (nested instanceof Shape.Referring referring) {
                    Selection selection = referring.fetch().selection();
                    Place place = referring(selection.model().collection(), referring.property());
                    place.selection(selection);
                    place.shape(referring.shape());
                }
            }
        }
    }
}
