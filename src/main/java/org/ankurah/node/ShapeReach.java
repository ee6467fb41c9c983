package org.ankurah.node;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.query.Mentions;
import org.ankurah.query.Selection;
import org.ankurah.reactor.Shape;

/** Where a selection, and what is shown of its entities, leads to. */
final class ShapeReach implements Mentions.Visitor {

    private final Asker asker;
    private final Set<String> shown = new HashSet<>();
    private final Set<String> referred = new HashSet<>();
    private final Set<String> inverse = new HashSet<>();
    private boolean everyChange;

    private ShapeReach(Asker asker) {
        this.asker = asker;
    }

    /** @param shape what is shown of the selection's entities; selections in it are of the asker's own making as well */
    static ShapeReach of(Asker asker, Selection selection, Shape shape) {
        ShapeReach reach = new ShapeReach(asker);
        new Mentions(asker.models(), reach).in(selection);
        reach.follow(selection.model(), shape);
        return reach;
    }

    /** The collections of which entities are shown. */
    Set<String> shown() {
        return shown;
    }

    /** Whether every change of some entity is told, even one that changes no value. */
    boolean tellsEveryChange() {
        return everyChange;
    }

    /** The selection with the sight that the asker needs for all of it. */
    Selection seen(Selection selection) {
        return selection.seenBy(
                asker.access().listing(selection.model().collection()).about(referred, inverse));
    }

    private void follow(ModelDescriptor model, Shape shape) {
        shown.add(model.collection());
        everyChange |= shape.everyChange();
        for (Shape.Nested nested : shape.nested()) {
            if (nested instanceof Shape.Referred of) {
                PropertyDescriptor reference = Objects.requireNonNull(model.property(of.property()));
                String target = Objects.requireNonNull(reference.target());
                referred.add(target);
                follow(asker.models().get(target), of.shape());
            } else {
                Shape.Referring of = (Shape.Referring) nested;
                Selection selection = of.fetch().selection();
                inverse.add(selection.model().collection());
                new Mentions(asker.models(), this).in(selection);
                follow(selection.model(), of.shape());
            }
        }
    }

    /** Refused to whom it is hidden: what is asked could be found out by asking. */
    @Override
    public void property(ModelDescriptor of, String name) {
        asker.requireOpen(of, name);
    }

    @Override
    public void referred(String collection) {
        referred.add(collection);
    }

    @Override
    public void inverse(String collection) {
        inverse.add(collection);
    }
}
