package org.ankurah.graphql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ankurah.model.PartCondition;
import org.ankurah.model.PartValues;
import org.ankurah.model.PropertyType;
import org.ankurah.query.Path;
import org.ankurah.query.Predicate;
import org.ankurah.query.Predicate.Comparison;
import org.ankurah.query.Terms;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Json;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/** Reads the conditions on one property of an own type; all of them must hold. */
final class OwnOperatorReader {

    private final PropertyType<?> own;
    private final Path path;
    private final String field;
    private final FilterBudget budget;

    /** @param field the name that errors give to the property */
    OwnOperatorReader(PropertyType<?> own, Path path, String field, FilterBudget budget) {
        this.own = own;
        this.path = path;
        this.field = field;
        this.budget = budget;
    }

    Predicate read(Map<String, Object> filter) {
        List<Predicate> terms = new ArrayList<>(filter.size());
        filter.forEach((operator, given) -> terms.add(naming(operator, given)));
        return PredicateTerms.and(terms);
    }

    /** Whatever is wrong with an operator or its value is about the property, and about the question. */
    private Predicate naming(String operator, @Nullable Object given) {
        budget.term();
        try {
            return given == null ? Terms.compare(path, Comparison.EQ, Value.NULL) : term(operator, given);
        } catch (AnkurahException refused) {
            if (refused.field() != null) {
                throw refused;
            }
            throw AnkurahException.badQuery(field + "." + operator + ": " + refused.getMessage(), field);
        } catch (IllegalArgumentException refused) {
            throw AnkurahException.badQuery(field + "." + operator + ": " + refused.getMessage(), field);
        }
    }

    private Predicate term(String operator, Object given) {
        for (PropertyType.Operator one : own.operators()) {
            if (one.name().equals(operator)) {
                Map<String, Value> arguments =
                        one.fields().isEmpty() ? PartValues.all(own, value(given)) : arguments(given);
                return predicate(one.condition().read(arguments));
            }
        }
        Comparison comparison = OperatorReader.COMPARISONS.get(operator);
        if (comparison != null) {
            return Terms.compare(path, comparison, value(given));
        }
        return switch (operator) {
            case "in" -> Terms.in(path, values(given));
            case "notIn" -> new Predicate.Not(Terms.in(path, values(given)));
            case FilterTypes.IS_NULL -> PredicateTerms.isNull(path, (Boolean) given);
            default -> throw AnkurahException.badQuery(field + " has no operator " + operator + ".", field);
        };
    }

    private Value value(Object given) {
        return own.stored((Json) given);
    }

    private List<Value> values(Object given) {
        List<?> items = (List<?>) given;
        budget.values(items.size());
        return items.stream().map(this::value).toList();
    }

    private Map<String, Value> arguments(Object given) {
        Map<String, Value> arguments = new LinkedHashMap<>();
        ((Map<?, ?>) given)
                .forEach((name, argument) -> arguments.put((String) name, InputValues.forFilter(argument, field)));
        return arguments;
    }

    private Predicate predicate(PartCondition condition) {
        if (condition instanceof PartCondition.All all) {
            return PredicateTerms.and(predicates(all.terms()));
        }
        if (condition instanceof PartCondition.Any any) {
            return new Predicate.Or(predicates(any.terms()));
        }
        if (condition instanceof PartCondition.Not not) {
            return new Predicate.Not(predicate(not.term()));
        }
        budget.term();
        PartCondition.Is is = (PartCondition.Is) condition;
        return Terms.compare(part(is.part()), Comparison.valueOf(is.relation().name()), is.value());
    }

    private List<Predicate> predicates(List<PartCondition> conditions) {
        return conditions.stream().map(this::predicate).toList();
    }

    private Path part(String name) {
        if (own.parts().isEmpty() && name.equals(PartCondition.WHOLE)) {
            return path;
        }
        if (!own.parts().containsKey(name)) {
            throw new IllegalStateException(
                    "an operator of " + own.name() + " asks for the part " + name + ", which it does not have");
        }
        return new Path(path.refs(), path.property(), List.of(name), own.parts().get(name));
    }
}
