package org.ankurah.graphql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ankurah.query.Hop;
import org.ankurah.query.Path;
import org.ankurah.query.Predicate;
import org.ankurah.query.Predicate.Comparison;
import org.ankurah.query.Terms;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/** Reads the conditions on how many entities refer to one, such as {@code {gt: 2}}; all of them must hold. */
final class CountReader {

    private final Hop.Referring hop;
    private final Path id;
    private final FilterBudget budget;

    /** @param id the id of the entity, or the reference that leads to it */
    CountReader(Hop.Referring hop, Path id, FilterBudget budget) {
        this.hop = hop;
        this.id = id;
        this.budget = budget;
    }

    Predicate read(Map<String, Object> filter) {
        List<Predicate> terms = new ArrayList<>(filter.size());
        filter.forEach((operator, given) -> terms.add(term(operator, given)));
        return PredicateTerms.and(terms);
    }

    private Predicate term(String operator, @Nullable Object given) {
        budget.term();
        if (given == null) {
            return Terms.count(hop, Comparison.EQ, Value.NULL, id);
        }
        Comparison comparison = OperatorReader.COMPARISONS.get(operator);
        if (comparison != null) {
            return compare(comparison, given);
        }
        return switch (operator) {
            case "in" -> oneOf((List<?>) given);
            case "notIn" -> new Predicate.Not(oneOf((List<?>) given));
            // There is always a count.
            case "isNull" -> PredicateTerms.negateUnless(!(Boolean) given, Predicate.TRUE);
            default ->
                throw AnkurahException.badQuery(hop.name() + ": a count has no operator " + operator + ".", hop.name());
        };
    }

    private Predicate oneOf(List<?> numbers) {
        List<Predicate> terms = new ArrayList<>(numbers.size());
        for (Object number : numbers) {
            budget.term();
            terms.add(compare(Comparison.EQ, number));
        }
        return new Predicate.Or(terms);
    }

    private Predicate compare(Comparison comparison, Object number) {
        return Terms.count(hop, comparison, InputValues.forFilter(number, hop.name()), id);
    }
}
