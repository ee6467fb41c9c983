package org.ankurah.graphql;

import java.util.List;
import org.ankurah.query.Path;
import org.ankurah.query.Predicate;
import org.ankurah.query.Terms;

/** Makes predicates without needless nesting. */
final class PredicateTerms {

    private PredicateTerms() {}

    static Predicate and(List<Predicate> terms) {
        return terms.size() == 1 ? terms.get(0) : new Predicate.And(terms);
    }

    /** True if both hold; one that holds always is left out. */
    static Predicate both(Predicate one, Predicate other) {
        if (one.equals(Predicate.TRUE)) {
            return other;
        }
        return other.equals(Predicate.TRUE) ? one : new Predicate.And(List.of(one, other));
    }

    static Predicate isNull(Path path, boolean expected) {
        return negateUnless(expected, Terms.isNull(path));
    }

    static Predicate negateUnless(boolean expected, Predicate predicate) {
        return expected ? predicate : new Predicate.Not(predicate);
    }
}
