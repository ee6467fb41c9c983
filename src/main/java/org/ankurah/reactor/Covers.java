package org.ankurah.reactor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ankurah.query.Predicate;
import org.ankurah.query.Selection;
import org.ankurah.query.Sight;
import org.ankurah.reactor.IndexCondition.Range;
import org.jspecify.annotations.Nullable;

/**
 * Finds the conditions by which the index looks a predicate up.
 *
 * <p>Of a conjunction one conjunct suffices, and the narrowest is taken; of a disjunction every disjunct is
 * needed, and if one has no cover the whole has none. That is what "one chosen conjunct per disjunct" of the
 * disjunctive normal form comes to, without ever building that form: cost and size are linear in the predicate.
 * A {@code NOT} is carried inwards: what is true of {@code NOT p} is what makes {@code p} false, and in SQL's
 * three-valued logic the laws of De Morgan hold as well. Ranges over one path in one conjunction become one, so
 * that {@code year >= 1980 AND year < 1990} is found by the years between.
 */
final class Covers {

    /** Whether references may lead to what is hidden, and so to null where there is a value. */
    private final boolean hides;

    private Covers(boolean hides) {
        this.hides = hides;
    }

    /**
     * The narrowest cover of what a selection's predicate and the rule of its sight ask together, or null if it has
     * none that the index can look up.
     */
    static @Nullable Cover of(Selection selection) {
        Sight sight = selection.sight();
        boolean hides = !sight.referred().isEmpty() || !sight.others().equals(Predicate.TRUE);
        Predicate both = sight.rule().equals(Predicate.TRUE)
                ? selection.predicate()
                : new Predicate.And(List.of(sight.rule(), selection.predicate()));
        return new Covers(hides).cover(both, true);
    }

    /** The narrowest cover of all for which a predicate is true, or of all for which it is false. */
    private @Nullable Cover cover(Predicate predicate, boolean truth) {
        if (predicate instanceof Predicate.Not not) {
            return cover(not.term(), !truth);
        }
        List<Predicate> terms = terms(predicate);
        if (terms == null) {
            return mayBeHidden(predicate) ? null : LeafCovers.of(predicate, truth);
        }
        return isConjunction(predicate, truth) ? narrowest(predicate, truth) : union(terms, truth);
    }

    /** The index reads what there is: of what is hidden it cannot tell that it reads as null. */
    private boolean mayBeHidden(Predicate predicate) {
        return hides
                && predicate instanceof Predicate.IsNull isNull
                && !isNull.path().refs().isEmpty();
    }

    private static @Nullable List<Predicate> terms(Predicate predicate) {
        if (predicate instanceof Predicate.And and) {
            return and.terms();
        }
        return predicate instanceof Predicate.Or or ? or.terms() : null;
    }

    /** Whether every term has to be what the whole is to be: true of an {@code AND}, false of an {@code OR}. */
    private static boolean isConjunction(Predicate predicate, boolean truth) {
        return truth ? predicate instanceof Predicate.And : predicate instanceof Predicate.Or;
    }

    private @Nullable Cover narrowest(Predicate conjunction, boolean truth) {
        List<Cover> conjuncts = new ArrayList<>();
        addConjuncts(conjunction, truth, conjuncts);
        Map<List<Object>, Range> ranges = new LinkedHashMap<>();
        Cover narrowest = null;
        for (Cover cover : conjuncts) {
            if (cover.conditions().size() == 1 && cover.conditions().get(0) instanceof Range range) {
                ranges.merge(List.of(range.path(), range.scale()), range, Range::intersection);
            } else {
                narrowest = Cover.narrower(narrowest, cover);
            }
        }
        for (Range range : ranges.values()) {
            narrowest = Cover.narrower(narrowest, range.isEmpty() ? Cover.NOTHING : Cover.of(range));
        }
        return narrowest;
    }

    /** Adds the covers of all conjuncts, of conjunctions inside as well. */
    private void addConjuncts(Predicate predicate, boolean truth, List<Cover> covers) {
        List<Predicate> terms = isConjunction(predicate, truth) ? terms(predicate) : null;
        if (terms != null) {
            terms.forEach(term -> addConjuncts(term, truth, covers));
            return;
        }
        if (predicate instanceof Predicate.Not not) {
            addConjuncts(not.term(), !truth, covers);
            return;
        }
        Cover cover = cover(predicate, truth);
        if (cover != null) {
            covers.add(cover);
        }
    }

    private @Nullable Cover union(List<Predicate> terms, boolean truth) {
        List<IndexCondition> conditions = new ArrayList<>();
        for (Predicate term : terms) {
            Cover cover = cover(term, truth);
            if (cover == null) {
                return null;
            }
            conditions.addAll(cover.conditions());
        }
        return Cover.anyOf(conditions);
    }
}
