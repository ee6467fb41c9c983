package org.ankurah.graphql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.model.Models.InverseField;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.query.Hop;
import org.ankurah.query.Path;
import org.ankurah.query.Predicate;
import org.ankurah.query.QueryLimits;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ValueType;
import org.jspecify.annotations.Nullable;

/** Reads a {@code where} argument into the predicate that query text would give. Made anew for each argument. */
final class FilterReader {

    private final Models models;
    private final FilterBudget budget = new FilterBudget();

    private FilterReader(Models models) {
        this.models = models;
    }

    /**
     * The predicate of a filter; of none, one that matches everything.
     *
     * @throws AnkurahException with {@code BAD_QUERY} or {@code LIMIT_EXCEEDED}
     */
    static Predicate read(Models models, ModelDescriptor model, @Nullable Map<String, Object> where) {
        return where == null ? Predicate.TRUE : new FilterReader(models).entity(model, List.of(), where);
    }

    /** @param refs the references that lead to the entity, outermost first */
    private Predicate entity(ModelDescriptor model, List<String> refs, Map<String, Object> filter) {
        budget.enter();
        List<Predicate> terms = new ArrayList<>(filter.size());
        filter.forEach((name, given) -> {
            if (given != null) {
                terms.add(term(model, refs, name, given));
            }
        });
        budget.leave();
        return PredicateTerms.and(terms);
    }

    private Predicate term(ModelDescriptor model, List<String> refs, String name, Object given) {
        return switch (name) {
            case FilterTypes.AND -> PredicateTerms.and(all(given, part -> entity(model, refs, part)));
            case FilterTypes.OR -> new Predicate.Or(all(given, part -> entity(model, refs, part)));
            case FilterTypes.NOT -> new Predicate.Not(entity(model, refs, map(given)));
            case FilterTypes.IS_NULL -> isNull(refs, (Boolean) given, model);
            case FilterTypes.ID -> id(model, refs, map(given));
            default -> property(model, refs, name, map(given));
        };
    }

    private Predicate isNull(List<String> refs, boolean expected, ModelDescriptor target) {
        budget.term();
        if (refs.isEmpty()) {
            throw AnkurahException.badQuery(
                    "isNull asks for the reference that led here; at the top of a filter there is none.",
                    FilterTypes.IS_NULL);
        }
        return PredicateTerms.isNull(reference(refs, target), expected);
    }

    /** The id of what a reference leads to is the reference's own value, whether or not the target lives. */
    private Predicate id(ModelDescriptor model, List<String> refs, Map<String, Object> filter) {
        return new OperatorReader(idPath(model, refs), FilterTypes.ID, budget).read(filter);
    }

    private static Path idPath(ModelDescriptor model, List<String> refs) {
        return refs.isEmpty()
                ? new Path(refs, Path.ID, List.of(), new ValueType.RefType(model.collection()))
                : reference(refs, model);
    }

    private Predicate property(ModelDescriptor model, List<String> refs, String name, Map<String, Object> filter) {
        PropertyDescriptor property = model.property(name);
        if (property == null) {
            return inverse(model, refs, name, filter);
        }
        if (property.type() instanceof ValueType.RefType ref) {
            List<String> further = new ArrayList<>(refs);
            further.add(name);
            if (further.size() > QueryLimits.MAX_REFS) {
                throw AnkurahException.limitExceeded(
                        "A filter follows at most " + QueryLimits.MAX_REFS + " references in a row.");
            }
            return entity(models.get(ref.collection()), further, filter);
        }
        Path path = new Path(refs, name, List.of(), property.type());
        return property.own() == null
                ? new OperatorReader(path, name, budget).read(filter)
                : new OwnOperatorReader(property.own(), path, name, budget).read(filter);
    }

    private Predicate inverse(ModelDescriptor model, List<String> refs, String name, Map<String, Object> filter) {
        for (InverseField field : models.inversesOf(model.collection())) {
            if (field.name().equals(name)) {
                Hop.Referring hop = new Hop.Referring(refs, name, field.source(), field.property());
                return referring(model, hop, filter);
            }
        }
        throw AnkurahException.badQuery(model.typeName() + " has no property " + name + ".", name);
    }

    private Predicate referring(ModelDescriptor model, Hop.Referring hop, Map<String, Object> filter) {
        ModelDescriptor source = models.get(hop.source());
        List<Predicate> terms = new ArrayList<>(filter.size());
        filter.forEach((quantifier, given) -> {
            if (given != null) {
                budget.enterHop();
                terms.add(
                        quantifier.equals(FilterTypes.COUNT)
                                ? new CountReader(hop, idPath(model, hop.refs()), budget).read(map(given))
                                : quantified(quantifier, hop, entity(source, List.of(), map(given))));
                budget.leaveHop();
            }
        });
        return PredicateTerms.and(terms);
    }

    private static Predicate quantified(String quantifier, Hop hop, Predicate inner) {
        return switch (quantifier) {
            case FilterTypes.SOME -> new Predicate.Some(hop, inner);
            case FilterTypes.EVERY -> new Predicate.Every(hop, inner);
            case FilterTypes.NONE -> new Predicate.Not(new Predicate.Some(hop, inner));
            default -> throw AnkurahException.badQuery("An inverse field has no operator " + quantifier + ".", null);
        };
    }

    private static Path reference(List<String> refs, ModelDescriptor target) {
        int last = refs.size() - 1;
        ValueType type = new ValueType.RefType(target.collection());
        return new Path(refs.subList(0, last), refs.get(last), List.of(), type);
    }

    private List<Predicate> all(Object given, Function<Map<String, Object>, Predicate> read) {
        List<Predicate> parts = new ArrayList<>();
        for (Object part : (List<?>) given) {
            parts.add(read.apply(map(part)));
        }
        return parts;
    }

    /** GraphQL coerced the argument, so its input objects are maps by field name. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object input) {
        return (Map<String, Object>) input;
    }
}
