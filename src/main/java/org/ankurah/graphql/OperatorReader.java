package org.ankurah.graphql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.ankurah.query.Path;
import org.ankurah.query.Predicate;
import org.ankurah.query.Predicate.Comparison;
import org.ankurah.query.QueryLimits;
import org.ankurah.query.Terms;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.ankurah.value.Values;
import org.jspecify.annotations.Nullable;

/** Reads the conditions on one property, such as {@code {gte: 1980, lt: 1990}}; all of them must hold. */
final class OperatorReader {

    /** The operators that compare, by their names in filters. */
    static final Map<String, Comparison> COMPARISONS = Map.of(
            "eq", Comparison.EQ,
            "ne", Comparison.NE,
            "lt", Comparison.LT,
            "lte", Comparison.LE,
            "gt", Comparison.GT,
            "gte", Comparison.GE);

    private final Path path;
    private final String field;
    private final FilterBudget budget;

    /** @param field the name that errors give to the property */
    OperatorReader(Path path, String field, FilterBudget budget) {
        this.path = path;
        this.field = field;
        this.budget = budget;
    }

    Predicate read(Map<String, Object> filter) {
        OperatorReader reader = filter.get(FilterTypes.PATH) instanceof String steps ? into(steps) : this;
        List<Predicate> terms = new ArrayList<>(filter.size());
        filter.forEach((operator, given) -> {
            if (!operator.equals(FilterTypes.PATH)) {
                terms.add(naming(() -> reader.term(operator, given)));
            }
        });
        return PredicateTerms.and(terms);
    }

    /** Whatever is wrong with an operator or its value is about the property. */
    private Predicate naming(Supplier<Predicate> term) {
        try {
            return term.get();
        } catch (AnkurahException failure) {
            throw failure.field() != null
                    ? failure
                    : new AnkurahException(failure.code(), String.valueOf(failure.getMessage()), field);
        }
    }

    private OperatorReader into(String steps) {
        List<String> names = Arrays.asList(steps.split("\\.", -1));
        if (names.contains("") || names.size() > QueryLimits.MAX_JSON_STEPS) {
            throw AnkurahException.badQuery(
                    field + ": a path is member names joined by dots, such as size.width, and has at most "
                            + QueryLimits.MAX_JSON_STEPS + " of them.",
                    field);
        }
        if (Values.firstIllegal(steps) >= 0) {
            throw AnkurahException.badQuery(
                    field + ": a path cannot hold the character U+0000 or half of a surrogate pair.", field);
        }
        Path inside = new Path(path.refs(), path.property(), names, ValueType.Scalar.JSON);
        return new OperatorReader(inside, field, budget);
    }

    private Predicate term(String operator, @Nullable Object given) {
        budget.term();
        if (given == null) {
            return Terms.compare(path, Comparison.EQ, Value.NULL);
        }
        if (path.type() instanceof ValueType.ListType) {
            return listTerm(operator, given);
        }
        Comparison comparison = COMPARISONS.get(operator);
        if (comparison != null) {
            return Terms.compare(path, comparison, InputValues.forFilter(given, field));
        }
        return switch (operator) {
            case "in" -> Terms.in(path, values(given));
            case "notIn" -> new Predicate.Not(Terms.in(path, values(given)));
            case "isNull" -> PredicateTerms.isNull(path, (Boolean) given);
            case "like" -> like((String) given, false);
            case "ilike" -> like((String) given, true);
            case "startsWith" -> like(escape(given) + "%", false);
            case "endsWith" -> like("%" + escape(given), false);
            case "contains" -> contains(given);
            default -> throw unknownOperator(operator);
        };
    }

    private Predicate contains(Object given) {
        return path.type() == ValueType.Scalar.JSON
                ? Terms.contains(path, InputValues.forFilter(given, field))
                : like("%" + escape(given) + "%", false);
    }

    private Predicate like(String pattern, boolean ignoreCase) {
        return Terms.like(path, new Value.Str(pattern), ignoreCase);
    }

    private Predicate listTerm(String operator, Object given) {
        return switch (operator) {
            case "contains" -> Terms.contains(path, InputValues.forFilter(given, field));
            case "containsAll" -> Terms.containsAll(path, values(given));
            case "containsAny" -> Terms.containsAny(path, values(given));
            case "isEmpty" -> PredicateTerms.negateUnless((Boolean) given, Terms.isEmpty(path));
            case "eq" -> Terms.compare(path, Comparison.EQ, new Value.Items(values(given)));
            case "isNull" -> PredicateTerms.isNull(path, (Boolean) given);
            default -> throw unknownOperator(operator);
        };
    }

    private List<Value> values(Object given) {
        List<?> items = (List<?>) given;
        budget.values(items.size());
        return items.stream().map(item -> InputValues.forFilter(item, field)).toList();
    }

    private static String escape(Object text) {
        return ((String) text).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private AnkurahException unknownOperator(String operator) {
        return AnkurahException.badQuery(field + " has no operator " + operator + ".", field);
    }
}
