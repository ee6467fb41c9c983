package org.ankurah.graphql;

import graphql.language.Argument;
import graphql.language.Field;
import graphql.language.Selection;
import java.util.Set;

/**
 * What reading a field costs besides what is selected below it, as a multiple of reading a property. The weights are
 * rough on purpose: they tell a read of its own from a value that has been read already. Names decide, as the schema
 * gives them no other meaning.
 */
final class FieldWeight {

    /** A property, or what is read together with its entity. */
    private static final long PLAIN = 1;

    /** A read of its own: an inverse connection, an aggregate, a count of all that matches, a stretch of a history. */
    private static final long READ = 10;

    /** Something as it was: what has changed since is replayed. */
    private static final long PAST = 100;

    private static final String AT = "at";
    private static final Set<String> PAGES = Set.of("nodes", "edges", "groups");
    private static final Set<String> READS =
            Set.of("history", "events", "parentEvents", "childEvents", "branches", "diff", "totalCount");

    private FieldWeight() {}

    /** @param root whether it is a field of the operation itself */
    static long of(Field field, boolean root) {
        if (field.getArguments().stream().map(Argument::getName).anyMatch(AT::equals)) {
            return PAST;
        }
        boolean inverse = !root && isConnection(field);
        return inverse || selects(field, Set.of("groups")) || READS.contains(field.getName()) ? READ : PLAIN;
    }

    /** Whether what is selected below it comes many times. */
    static boolean isConnection(Field field) {
        return selects(field, PAGES);
    }

    private static boolean selects(Field field, Set<String> names) {
        if (field.getSelectionSet() == null) {
            return false;
        }
        for (Selection<?> child : field.getSelectionSet().getSelections()) {
            if (child instanceof Field named && names.contains(named.getName())) {
                return true;
            }
        }
        return false;
    }
}
