package org.ankurah.query;

import java.util.List;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.model.PropertyDescriptor;

/** Goes through all that the text of a selection mentions, at any depth. What its sight looks at is not its own text. */
public final class Mentions {

    /** Is told of each mention, perhaps more than once. */
    public interface Visitor {

        /** A property is compared, sorted by or followed. */
        void property(ModelDescriptor of, String name);

        /** Entities of a collection are reached by a reference. */
        void referred(String collection);

        /** Entities of a collection are reached against a reference of theirs. */
        void inverse(String collection);
    }

    private final Models models;
    private final Visitor visitor;

    public Mentions(Models models, Visitor visitor) {
        this.models = models;
        this.visitor = visitor;
    }

    /** What the predicate and the order mention. */
    public void in(Selection selection) {
        in(selection.model(), selection.predicate());
        selection.order().forEach(key -> in(selection.model(), key.path()));
    }

    private void in(ModelDescriptor model, Predicate predicate) {
        if (predicate instanceof Predicate.And and) {
            and.terms().forEach(term -> in(model, term));
        } else if (predicate instanceof Predicate.Or or) {
            or.terms().forEach(term -> in(model, term));
        } else if (predicate instanceof Predicate.Not not) {
            in(model, not.term());
        } else if (predicate instanceof Predicate.Compare compare) {
            in(model, compare.left());
            in(model, compare.right());
        } else if (predicate instanceof Predicate.In in) {
            in(model, in.path());
        } else if (predicate instanceof Predicate.Like like) {
            in(model, like.path());
        } else if (predicate instanceof Predicate.IsNull isNull) {
            in(model, isNull.path());
        } else if (predicate instanceof Predicate.ListContains contains) {
            in(model, contains.path());
        } else if (predicate instanceof Predicate.ListIsEmpty empty) {
            in(model, empty.path());
        } else if (predicate instanceof Predicate.JsonContains contains) {
            in(model, contains.path());
        } else {
            behindHop(model, predicate);
        }
    }

    private void behindHop(ModelDescriptor model, Predicate predicate) {
        if (predicate instanceof Predicate.Some some) {
            in(end(model, some.hop()), some.inner());
        } else if (predicate instanceof Predicate.Every every) {
            in(end(model, every.hop()), every.inner());
        } else {
            end(model, ((Predicate.Count) predicate).hop());
        }
    }

    private void in(ModelDescriptor model, Operand operand) {
        if (operand instanceof Operand.Field field) {
            in(model, field.path());
        }
    }

    private void in(ModelDescriptor model, Path path) {
        ModelDescriptor end = end(model, path.refs());
        if (!path.isId()) {
            visitor.property(end, path.property());
        }
    }

    private ModelDescriptor end(ModelDescriptor model, Hop hop) {
        ModelDescriptor start = end(model, hop.refs());
        if (hop instanceof Hop.Referring referring) {
            ModelDescriptor source = models.get(referring.source());
            visitor.property(source, referring.property());
            visitor.inverse(referring.source());
            return source;
        }
        return end(start, List.of(((Hop.Reachable) hop).property()));
    }

    private ModelDescriptor end(ModelDescriptor model, List<String> refs) {
        ModelDescriptor current = model;
        for (String ref : refs) {
            visitor.property(current, ref);
            PropertyDescriptor reference = current.property(ref);
            String target = reference == null ? null : reference.target();
            if (target == null) {
                throw new IllegalArgumentException(ref + " is no reference");
            }
            visitor.referred(target);
            current = models.get(target);
        }
        return current;
    }
}
