package org.ankurah.node;

import java.util.List;
import java.util.Objects;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.query.Aggregation;
import org.ankurah.query.Hop;
import org.ankurah.query.Operand;
import org.ankurah.query.Path;
import org.ankurah.query.Predicate;
import org.ankurah.query.Selection;

/**
 * Refuses questions about properties that the asker may not see in every entity that it may see: by comparing and
 * sorting their values could be found out, one by one.
 */
record FieldCheck(Asker asker) {

    /**
     * Checks what a selection compares and sorts by, at any depth.
     *
     * @throws org.ankurah.value.AnkurahException with {@code FORBIDDEN} and the property
     */
    void check(Selection selection) {
        check(selection.model(), selection.predicate());
        selection.order().forEach(key -> check(selection.model(), key.path()));
    }

    /** Checks what an aggregation groups by and measures; its selection is checked by itself. */
    void check(Aggregation aggregation) {
        ModelDescriptor model = aggregation.selection().model();
        aggregation.keys().forEach(key -> check(model, key));
        aggregation.measures().forEach(measure -> check(model, measure.path()));
    }

    /** Checks a property of a collection. */
    void check(ModelDescriptor model, String property) {
        if (!asker.access().of(model.collection()).isOpen(property)) {
            throw asker.denied("ask about " + property + " of " + model.plural(), property);
        }
    }

    private void check(ModelDescriptor model, Predicate predicate) {
        if (predicate instanceof Predicate.And and) {
            and.terms().forEach(term -> check(model, term));
        } else if (predicate instanceof Predicate.Or or) {
            or.terms().forEach(term -> check(model, term));
        } else if (predicate instanceof Predicate.Not not) {
            check(model, not.term());
        } else if (predicate instanceof Predicate.Compare compare) {
            check(model, compare.left());
            check(model, compare.right());
        } else if (predicate instanceof Predicate.In in) {
            check(model, in.path());
        } else if (predicate instanceof Predicate.Like like) {
            check(model, like.path());
        } else if (predicate instanceof Predicate.IsNull isNull) {
            check(model, isNull.path());
        } else if (predicate instanceof Predicate.ListContains contains) {
            check(model, contains.path());
        } else if (predicate instanceof Predicate.ListIsEmpty empty) {
            check(model, empty.path());
        } else if (predicate instanceof Predicate.JsonContains contains) {
            check(model, contains.path());
        } else {
            checkBehindHop(model, predicate);
        }
    }

    private void checkBehindHop(ModelDescriptor model, Predicate predicate) {
        if (predicate instanceof Predicate.Some some) {
            check(end(model, some.hop()), some.inner());
        } else if (predicate instanceof Predicate.Every every) {
            check(end(model, every.hop()), every.inner());
        } else {
            end(model, ((Predicate.Count) predicate).hop());
        }
    }

    private void check(ModelDescriptor model, Operand operand) {
        if (operand instanceof Operand.Field field) {
            check(model, field.path());
        }
    }

    private void check(ModelDescriptor model, Path path) {
        ModelDescriptor end = end(model, path.refs());
        if (!path.isId()) {
            check(end, path.property());
        }
    }

    /** The collection at the end of references, all of which are checked. */
    private ModelDescriptor end(ModelDescriptor model, List<String> refs) {
        ModelDescriptor current = model;
        for (String ref : refs) {
            check(current, ref);
            PropertyDescriptor reference = Objects.requireNonNull(current.property(ref));
            current = asker.models().get(Objects.requireNonNull(reference.target()));
        }
        return current;
    }

    private ModelDescriptor end(ModelDescriptor model, Hop hop) {
        ModelDescriptor start = end(model, hop.refs());
        if (hop instanceof Hop.Referring referring) {
            ModelDescriptor source = asker.models().get(referring.source());
            check(source, referring.property());
            return source;
        }
        check(start, ((Hop.Reachable) hop).property());
        return start;
    }
}
