package org.ankurah.reactor;

import org.ankurah.query.Operand;
import org.ankurah.query.Path;
import org.ankurah.query.Predicate;
import org.ankurah.query.Selection;
import org.ankurah.value.AnkurahException;

/** Refuses the selections that cannot be kept current yet, rather than giving wrong results. */
public final class LiveRestrictions {

    private LiveRestrictions() {}

    /**
     * Passes a selection that can be live.
     *
     * @throws AnkurahException {@code BAD_QUERY} that says what cannot be
     */
    public static void check(Selection selection) {
        if (selection.limit() != null) {
            throw AnkurahException.badQuery("Live queries cannot be limited yet: leave out first and LIMIT.");
        }
        check(selection.predicate());
        selection.order().forEach(order -> check(order.path()));
    }

    private static void check(Predicate predicate) {
        if (predicate instanceof Predicate.And and) {
            and.terms().forEach(LiveRestrictions::check);
        } else if (predicate instanceof Predicate.Or or) {
            or.terms().forEach(LiveRestrictions::check);
        } else if (predicate instanceof Predicate.Not not) {
            check(not.term());
        } else if (predicate instanceof Predicate.Compare compare) {
            check(compare.left());
            check(compare.right());
        } else if (predicate instanceof Predicate.In in) {
            check(in.path());
        } else if (predicate instanceof Predicate.Like like) {
            check(like.path());
        } else if (predicate instanceof Predicate.IsNull isNull) {
            check(isNull.path());
        } else if (predicate instanceof Predicate.ListContains contains) {
            check(contains.path());
        } else if (predicate instanceof Predicate.ListIsEmpty isEmpty) {
            check(isEmpty.path());
        } else if (predicate instanceof Predicate.JsonContains contains) {
            check(contains.path());
        } else {
            throw AnkurahException.badQuery(
                    "Live queries cannot look at the entities that refer here, or along a recursive reference, yet.");
        }
    }

    private static void check(Operand operand) {
        if (operand instanceof Operand.Field field) {
            check(field.path());
        }
    }

    private static void check(Path path) {
        if (!path.refs().isEmpty()) {
            String text = String.join(".", path.refs()) + "." + path.property();
            throw AnkurahException.badQuery("Live queries cannot look across references yet: " + text
                    + ". Filter and order by the entity's own properties, or by the id of a reference.");
        }
    }
}
