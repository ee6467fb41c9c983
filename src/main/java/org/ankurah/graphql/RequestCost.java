package org.ankurah.graphql;

import graphql.language.Argument;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.IntValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.Value;
import graphql.language.VariableReference;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Estimates what an operation costs before it runs: how deep it nests, and how many fields its answer holds if
 * every page is full. A field counts its weight plus its children; a connection multiplies its children by its page. Below
 * the root, where a connection hangs off one entity of many, pages are hardly ever full and a tenth of the usual
 * size is taken; what really comes back is bounded by {@link ReadBudget}. A live query is weighed by its first
 * payload, which holds its whole window. Each fragment is weighed once, so the cost of the estimate is the length of
 * the document, however often fragments are spread.
 *
 * <p>It reads names only, not the schema, and therefore takes any field with {@code nodes}, {@code edges}
 * or {@code groups} below it for a connection. The document must be valid: fragments must not form a cycle.
 */
final class RequestCost {

    /** Page size of a connection that does not say, as in the contract. */
    private static final long DEFAULT_PAGE = 100;

    /** Entries that a connection below the root is expected to hold at most. */
    private static final long EXPECTED_BELOW_ROOT = 10;

    /** Page size that no connection exceeds; a larger {@code first} is an error by itself. */
    private static final long LARGEST_PAGE = 1_000;

    private static final Set<String> PAGE_ARGUMENTS = Set.of("first", "last");

    /** Levels and fields of a selection. */
    record Cost(int depth, long complexity) {

        private static final Cost NONE = new Cost(0, 0);

        private Cost beside(Cost other) {
            return new Cost(Math.max(depth, other.depth), saturatedAdd(complexity, other.complexity));
        }

        private Cost below(long weight, long times) {
            return new Cost(depth + 1, saturatedAdd(weight, saturatedMultiply(complexity, times)));
        }
    }

    private final Map<String, FragmentDefinition> fragments = new HashMap<>();
    private final Map<String, Cost> weighed = new HashMap<>();
    private final boolean live;
    private final Map<String, Object> variables;

    private RequestCost(Document document, boolean live, Map<String, Object> variables) {
        this.live = live;
        this.variables = variables;
        document.getDefinitionsOfType(FragmentDefinition.class)
                .forEach(fragment -> fragments.put(fragment.getName(), fragment));
    }

    static Cost of(Document document, OperationDefinition operation, Map<String, Object> variables) {
        boolean live = operation.getOperation() == OperationDefinition.Operation.SUBSCRIPTION;
        return new RequestCost(document, live, variables).weigh(operation.getSelectionSet(), LARGEST_PAGE);
    }

    /** @param largest how many entries a connection among the selections counts at most */
    private Cost weigh(@Nullable SelectionSet selections, long largest) {
        if (selections == null) {
            return Cost.NONE;
        }
        Cost sum = Cost.NONE;
        for (Selection<?> selection : selections.getSelections()) {
            sum = sum.beside(weigh(selection, largest));
        }
        return sum;
    }

    private Cost weigh(Selection<?> selection, long largest) {
        if (selection instanceof Field field) {
            long weight = FieldWeight.of(field, largest == LARGEST_PAGE);
            return weigh(field.getSelectionSet(), EXPECTED_BELOW_ROOT).below(weight, page(field, largest));
        }
        if (selection instanceof InlineFragment fragment) {
            return weigh(fragment.getSelectionSet(), largest);
        }
        return weighFragment(((FragmentSpread) selection).getName(), largest);
    }

    /** A fragment is about one type, so it stands either at the root or below it, never at both. */
    private Cost weighFragment(String name, long largest) {
        Cost known = weighed.get(name);
        if (known != null) {
            return known;
        }
        FragmentDefinition fragment = fragments.get(name);
        Cost cost = fragment == null ? Cost.NONE : weigh(fragment.getSelectionSet(), largest);
        weighed.put(name, cost);
        return cost;
    }

    private long page(Field field, long largest) {
        for (Argument argument : field.getArguments()) {
            if (PAGE_ARGUMENTS.contains(argument.getName())) {
                return Math.max(1, Math.min(largest, number(argument.getValue())));
            }
        }
        boolean liveQuery = live && largest == LARGEST_PAGE;
        return liveQuery || FieldWeight.isConnection(field) ? Math.min(largest, DEFAULT_PAGE) : 1;
    }

    private long number(Value<?> value) {
        if (value instanceof IntValue literal) {
            return literal.getValue().bitLength() < Long.SIZE
                    ? literal.getValue().longValue()
                    : LARGEST_PAGE;
        }
        if (value instanceof VariableReference reference
                && variables.get(reference.getName()) instanceof Number number) {
            return number.longValue();
        }
        return DEFAULT_PAGE;
    }

    private static long saturatedAdd(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    private static long saturatedMultiply(long a, long b) {
        return a != 0 && b > Long.MAX_VALUE / a ? Long.MAX_VALUE : a * b;
    }
}
