package org.ankurah.query;

import java.util.ArrayList;
import java.util.List;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Coercion;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Reads query text: {@code [predicate] [ORDER BY path [ASC|DESC], …] [LIMIT n]}. Keywords are written in any
 * case. What each operator takes is said by {@link Terms}, what it means by {@link Predicate}.
 *
 * <pre>
 * predicate := conjunction { OR conjunction }
 * conjunction := negation { AND negation }
 * negation  := NOT negation | ( predicate ) | term
 * term      := TRUE | FALSE
 *            | EXISTS hop [( predicate )]  |  EVERY hop ( predicate )
 *            | operand (= | != | &lt;&gt; | &lt; | &lt;= | &gt; | &gt;=) operand
 *            | operand [NOT] BETWEEN operand AND operand
 *            | path [NOT] IN list | value [NOT] IN path
 *            | path [NOT] (LIKE | ILIKE) value
 *            | path [NOT] CONTAINS (value | ALL list | ANY list)
 *            | path IS [NOT] (NULL | EMPTY)
 * operand   := path | value | list | COUNT ( hop )
 * hop       := path                              ends in an inverse field, or in a step with + or *
 * list      := ( [value {, value}] ) | parameter
 * value     := 'text' | number | TRUE | FALSE | NULL | JSON 'text' | parameter
 * parameter := ? | :name | claim                 a claim stands in rules only
 * claim     := $jwt {. step}
 * path      := step {. (step | digits)}          step := name [+ | *]          name := word | "quoted"
 * </pre>
 *
 * <p>What stands in the parentheses of {@code EXISTS} and {@code EVERY} is about the entities that the hop leads to.
 * The step {@code name+} follows a reference of a collection to itself any number of times, but at least once, and
 * {@code name*} also no time at all. A comparison with a path that has such a step holds if it does, with its
 * {@code NOT}, of one of the entities that are reached; {@code name+} at the end means {@code name+.id}.
 */
public final class SelectionParser {

    private final Models models;
    private final Source source;
    private final Tokens tokens;
    private final OperandParser operands;

    private SelectionParser(Models models, Source source, Tokens tokens, OperandParser operands) {
        this.models = models;
        this.source = source;
        this.tokens = tokens;
        this.operands = operands;
    }

    /**
     * Reads and types a query. Empty text selects everything.
     *
     * @param model the collection asked
     * @param parameters values for {@code ?} and {@code :name}, all of which must be used
     * @throws AnkurahException {@code BAD_QUERY} with line and column when the text is wrong, does not fit the
     *     model or its parameters; {@code LIMIT_EXCEEDED} beyond {@link QueryLimits}
     */
    public static Selection parse(Models models, ModelDescriptor model, String text, Parameters parameters) {
        QueryLimits.check(text.length(), QueryLimits.MAX_TEXT, "characters");
        Source source = new Source(text);
        Tokens tokens = new Tokens(source);
        Arguments arguments = new Arguments(source, parameters, null);
        OperandParser operands = new OperandParser(models, model, source, tokens, arguments);
        Selection selection = new SelectionParser(models, source, tokens, operands).selection(model);
        arguments.requireAllUsed();
        return selection;
    }

    /**
     * Reads and types the text of a rule: a predicate in which claims may stand.
     *
     * @param model the collection that the rule is about
     * @throws AnkurahException as {@link #parse}; also when the value of a claim does not fit where it stands
     */
    public static Predicate parseRule(Models models, ModelDescriptor model, String text, Claims claims) {
        QueryLimits.check(text.length(), QueryLimits.MAX_TEXT, "characters");
        Source source = new Source(text);
        Tokens tokens = new Tokens(source);
        Arguments arguments = new Arguments(source, Parameters.NONE, claims);
        OperandParser operands = new OperandParser(models, model, source, tokens, arguments);
        Predicate predicate = new PredicateParser(source, tokens, operands).predicate();
        Token next = tokens.peek();
        if (next.isWord("ORDER") || next.isWord("LIMIT")) {
            throw source.error(next.start(), "a rule is a condition alone, without ORDER BY and LIMIT");
        }
        if (next.kind() != Token.Kind.END) {
            throw tokens.expected("AND, OR or the end");
        }
        return predicate;
    }

    private Selection selection(ModelDescriptor model) {
        Predicate predicate = startsClause() ? Predicate.TRUE : predicate();
        List<Order> order = List.of();
        if (tokens.takesWord("ORDER")) {
            tokens.expectWord("BY");
            order = order(model);
        }
        Integer limit = tokens.takesWord("LIMIT") ? limit() : null;
        if (tokens.peek().kind() != Token.Kind.END) {
            throw unexpected(order.isEmpty(), limit);
        }
        return new Selection(model, predicate, order, limit);
    }

    private Predicate predicate() {
        return new PredicateParser(source, tokens, operands).predicate();
    }

    private boolean startsClause() {
        Token first = tokens.peek();
        return first.kind() == Token.Kind.END || first.isWord("ORDER") || first.isWord("LIMIT");
    }

    private List<Order> order(ModelDescriptor model) {
        List<Order> keys = new ArrayList<>();
        do {
            Token first = tokens.peek();
            Path path = operands.path();
            boolean descending = tokens.takesWord("DESC");
            if (!descending) {
                tokens.takesWord("ASC");
            }
            if (tokens.peek().isWord("NULLS")) {
                throw source.error(
                        tokens.peek().start(),
                        "where nulls go cannot be chosen: they come last in ascending and first in descending order");
            }
            source.check(first.start(), () -> keys.addAll(Orders.of(models, model, path, descending)));
            QueryLimits.check(keys.size(), QueryLimits.MAX_ORDER_KEYS, "keys in its order");
        } while (tokens.takesSymbol(","));
        return keys;
    }

    private int limit() {
        int start = tokens.peek().start();
        Value value = operands.value("a number");
        try {
            Value number = Coercion.coerce(value, ValueType.Scalar.INT);
            if (number instanceof Value.Int limit && limit.value() >= 0) {
                return (int) limit.value();
            }
        } catch (AnkurahException refused) {
            // Said below, in the words of this clause.
        }
        throw source.error(start, "LIMIT takes a whole number from 0 to " + Integer.MAX_VALUE);
    }

    private AnkurahException unexpected(boolean unordered, @Nullable Integer limit) {
        Token token = tokens.peek();
        if (token.isWord("OFFSET")) {
            return source.error(token.start(), "OFFSET is not supported; page with a cursor");
        }
        if (limit != null) {
            return tokens.expected("the end of the query");
        }
        return tokens.expected(unordered ? "AND, OR, ORDER BY, LIMIT or the end" : "a comma, LIMIT or the end");
    }
}
