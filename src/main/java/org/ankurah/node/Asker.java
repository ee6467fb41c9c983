package org.ankurah.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.query.Aggregation;
import org.ankurah.query.CompiledRule;
import org.ankurah.query.Entities;
import org.ankurah.query.Page;
import org.ankurah.query.Path;
import org.ankurah.query.Predicate;
import org.ankurah.query.Selection;
import org.ankurah.reactor.Interest;
import org.ankurah.reactor.Shape;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Who asks, and what it may do: questions become those about what it may see, or are refused. Safe for all threads. */
final class Asker {

    private final Models models;
    private final Identity identity;
    private final Access access;
    private final boolean open;
    private final Map<Predicate, CompiledRule> compiled = new ConcurrentHashMap<>();

    Asker(Models models, Identity identity, Access access) {
        this.models = models;
        this.identity = identity;
        this.access = access;
        this.open = access.isEverything();
    }

    Models models() {
        return models;
    }

    Identity identity() {
        return identity;
    }

    Access access() {
        return access;
    }

    /** Whether it may see and do everything. */
    boolean isOpen() {
        return open;
    }

    /**
     * The same selection of what may be listed.
     *
     * @throws AnkurahException with {@code FORBIDDEN} if nothing of the collection may be, or if the selection asks
     *     about hidden properties
     */
    Selection seen(Selection selection) {
        return seen(selection, Shape.ID);
    }

    /**
     * The same selection of the past: of what may be listed as it was then, and whose past may be seen.
     *
     * @throws AnkurahException as {@link #seen(Selection)}, and if no past of the collection may be seen
     */
    Selection seenInPast(Selection selection) {
        if (open) {
            return selection;
        }
        ModelDescriptor model = selection.model();
        require(access.of(model.collection()).history(), "see the past of " + model.plural());
        Selection seen = seen(selection);
        Map<String, Predicate> present = new HashMap<>();
        for (ModelDescriptor other : models.all()) {
            Predicate history = access.of(other.collection()).history();
            if (!history.equals(Predicate.TRUE)) {
                present.put(other.collection(), history);
            }
        }
        return seen.seenBy(seen.sight().ofPast(present));
    }

    /** The same selection of what may be listed, when this is shown of its entities; throws as {@link #seen(Selection)}. */
    Selection seen(Selection selection, Shape shape) {
        if (open) {
            return selection;
        }
        ModelDescriptor model = selection.model();
        require(access.of(model.collection()).read(), "list " + model.plural());
        return ShapeReach.of(this, selection, shape).seen(selection);
    }

    /** The same aggregation of what may be listed; throws as {@link #seen(Selection)}. */
    Aggregation seen(Aggregation aggregation) {
        return open ? aggregation : over(aggregation, seen(aggregation.selection()));
    }

    /** The same aggregation of the past; throws as {@link #seenInPast(Selection)}. */
    Aggregation seenInPast(Aggregation aggregation) {
        return open ? aggregation : over(aggregation, seenInPast(aggregation.selection()));
    }

    private Aggregation over(Aggregation aggregation, Selection selection) {
        aggregation.keys().forEach(key -> requireOpen(selection.model(), key));
        aggregation.measures().forEach(measure -> requireOpen(selection.model(), measure.path()));
        return new Aggregation(selection, aggregation.keys(), aggregation.measures());
    }

    /** The same live query of what may be listed; throws as {@link #seen(Selection)}. */
    LiveRequest seen(LiveRequest request) {
        if (open) {
            return request;
        }
        Interest interest = request.interest();
        Shape shape = withRules(request.selection().model(), interest.shape());
        return new LiveRequest(
                seen(request.selection(), shape),
                new Interest(shape, interest.order(), interest.items(), interest.total()),
                request.resume());
    }

    /** The same live figures; throws as {@link #seen(Selection)}. */
    AggregateRequest seen(AggregateRequest request) {
        return new AggregateRequest(seen(request.aggregation()), request.wantsAll(), request.since());
    }

    /** The shape with the rules by which it is decided of each entity what of it is shown. */
    private Shape withRules(ModelDescriptor model, Shape shape) {
        Rights rights = access.of(model.collection());
        Set<Predicate> rules = new HashSet<>();
        shape.properties().forEach(name -> rules.add(rights.shown(name)));
        if (shape.everyChange()) {
            // A history may have been selected.
            rules.add(rights.history());
        }
        rules.removeAll(List.of(Predicate.TRUE, Rights.NEVER));
        List<Shape.Nested> nested = new ArrayList<>();
        for (Shape.Nested part : shape.nested()) {
            if (part instanceof Shape.Referred of) {
                PropertyDescriptor reference = Objects.requireNonNull(model.property(of.property()));
                ModelDescriptor target = models.get(Objects.requireNonNull(reference.target()));
                nested.add(new Shape.Referred(of.property(), withRules(target, of.shape())));
            } else {
                Shape.Referring of = (Shape.Referring) part;
                Shape rows = withRules(of.fetch().selection().model(), of.shape());
                nested.add(new Shape.Referring(of.property(), of.fetch(), of.parts(), rows));
            }
        }
        return new Shape(shape.everyChange(), shape.properties(), nested, rules);
    }

    private void requireOpen(ModelDescriptor model, Path own) {
        if (!own.isId()) {
            requireOpen(model, own.property());
        }
    }

    /**
     * Refuses questions about a property that is not shown in every entity that may be seen: by comparing and sorting
     * its values could be found out, one by one.
     */
    void requireOpen(ModelDescriptor model, String property) {
        if (!access.of(model.collection()).isOpen(property)) {
            throw denied("ask about " + property + " of " + model.plural(), property);
        }
    }

    /** An entity that it may see, without the properties that it may not see of it. */
    EntityState shown(EntityState state) {
        Map<String, Predicate> rules = access.of(state.model().collection()).shown();
        if (rules.isEmpty()) {
            return state;
        }
        Set<String> withheld = new HashSet<>();
        rules.forEach((property, rule) -> {
            if (!isShown(rule, state)) {
                withheld.add(property);
            }
        });
        return withheld.isEmpty() ? state : state.without(withheld);
    }

    /** A page of what it may see, likewise. */
    Page shown(Page page) {
        if (open) {
            return page;
        }
        List<Page.Row> rows = page.rows().stream()
                .map(row -> new Page.Row(shown(row.entity()), row.key()))
                .toList();
        return new Page(page.position(), rows, page.more());
    }

    /** Such rules look at nothing but the entity itself. */
    private boolean isShown(Predicate rule, EntityState state) {
        if (rule.equals(Predicate.TRUE) || rule.equals(Rights.NEVER)) {
            return rule.equals(Predicate.TRUE);
        }
        return compiled.computeIfAbsent(rule, CompiledRule::of).holds(state, Entities.NONE);
    }

    /**
     * Refuses who has a right over no entity at all: to find nothing would only look like an answer.
     *
     * @param right the rule of the right
     * @param what the right, as in "you may not list albums"
     */
    void require(Predicate right, String what) {
        if (right.equals(Rights.NEVER)) {
            throw denied(what, null);
        }
    }

    /** The refusal; who is not known is told to say who it is. */
    AnkurahException denied(String what, @Nullable String field) {
        return identity.actor() == null
                ? new AnkurahException(
                        ErrorCode.UNAUTHENTICATED, "Without saying who you are you may not " + what + ".", field)
                : new AnkurahException(ErrorCode.FORBIDDEN, "You may not " + what + ".", field);
    }
}
