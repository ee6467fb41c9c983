package org.ankurah.graphql;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What an operation asks for itself, fragments included: each of these fields is a read or a write of its own. A
 * fragment is looked at once, however often it is spread, so the count of those it brings is multiplied. The document
 * must be valid.
 *
 * @param count how many there are
 * @param introspection whether the schema is among them
 */
record RootFields(long count, boolean introspection) {

    private static final Set<String> SCHEMA = Set.of("__schema", "__type");
    private static final RootFields NONE = new RootFields(0, false);

    static RootFields of(Document document, OperationDefinition operation) {
        Map<String, FragmentDefinition> fragments = new HashMap<>();
        document.getDefinitionsOfType(FragmentDefinition.class)
                .forEach(fragment -> fragments.put(fragment.getName(), fragment));
        return of(operation.getSelectionSet(), fragments, new HashMap<>());
    }

    private static RootFields of(
            SelectionSet selections, Map<String, FragmentDefinition> fragments, Map<String, RootFields> known) {
        RootFields sum = NONE;
        for (Selection<?> selection : selections.getSelections()) {
            sum = sum.and(of(selection, fragments, known));
        }
        return sum;
    }

    private static RootFields of(
            Selection<?> selection, Map<String, FragmentDefinition> fragments, Map<String, RootFields> known) {
        if (selection instanceof Field field) {
            return new RootFields(1, SCHEMA.contains(field.getName()));
        }
        if (selection instanceof InlineFragment inline) {
            return of(inline.getSelectionSet(), fragments, known);
        }
        String name = ((FragmentSpread) selection).getName();
        RootFields counted = known.get(name);
        if (counted == null) {
            FragmentDefinition fragment = fragments.get(name);
            counted = fragment == null ? NONE : of(fragment.getSelectionSet(), fragments, known);
            known.put(name, counted);
        }
        return counted;
    }

    private RootFields and(RootFields other) {
        long sum = count + other.count;
        return new RootFields(sum < 0 ? Long.MAX_VALUE : sum, introspection || other.introspection);
    }
}
