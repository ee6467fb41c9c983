package org.ankurah.query;

import java.util.ArrayList;
import java.util.List;
import org.ankurah.query.Predicate.Comparison;
import org.ankurah.query.RawOperand.OfCount;
import org.ankurah.query.RawOperand.OfField;
import org.ankurah.query.RawOperand.OfList;
import org.ankurah.query.RawOperand.OfReached;
import org.ankurah.query.RawOperand.OfValue;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Reads predicates by recursive descent, loosest operator first: {@code OR}, {@code AND}, {@code NOT}, then what
 * compares. It recurses only at a parenthesis, also one behind {@code EXISTS} or {@code EVERY}, or a {@code NOT},
 * and not deeper than {@link QueryLimits#MAX_DEPTH}.
 */
final class PredicateParser {

    private final Source source;
    private final Tokens tokens;
    private final OperandParser operands;
    private int depth;
    private int terms;

    PredicateParser(Source source, Tokens tokens, OperandParser operands) {
        this.source = source;
        this.tokens = tokens;
        this.operands = operands;
    }

    Predicate predicate() {
        List<Predicate> parts = new ArrayList<>();
        do {
            parts.add(conjunction());
        } while (tokens.takesWord("OR"));
        return parts.size() == 1 ? parts.get(0) : new Predicate.Or(parts);
    }

    private Predicate conjunction() {
        List<Predicate> parts = new ArrayList<>();
        do {
            parts.add(negation());
        } while (tokens.takesWord("AND"));
        return parts.size() == 1 ? parts.get(0) : new Predicate.And(parts);
    }

    private Predicate negation() {
        Token first = tokens.peek();
        boolean negated = tokens.takesWord("NOT");
        if (!negated && !tokens.takesSymbol("(")) {
            return term();
        }
        goDeeper(first);
        Predicate inner = negated ? new Predicate.Not(negation()) : predicate();
        if (!negated) {
            tokens.expectSymbol(")");
        }
        depth--;
        return inner;
    }

    private void goDeeper(Token place) {
        depth++;
        source.check(
                place.start(), () -> QueryLimits.check(depth, QueryLimits.MAX_DEPTH, "nested parentheses and NOTs"));
    }

    private Predicate term() {
        Token first = tokens.peek();
        terms++;
        source.check(first.start(), () -> QueryLimits.check(terms, QueryLimits.MAX_TERMS, "comparisons"));
        Token second = tokens.peekSecond();
        boolean constant = first.isWord("TRUE") || first.isWord("FALSE");
        if (constant && comparison(second) == null && !second.isWord("IN") && !second.isWord("NOT")) {
            tokens.next();
            return first.isWord("TRUE") ? Predicate.TRUE : new Predicate.Or(List.of());
        }
        if (operands.takesQuantifier("EXISTS")) {
            HopTo to = operands.hop();
            return new Predicate.Some(to.hop(), tokens.peek().isSymbol("(") ? predicateAbout(to) : Predicate.TRUE);
        }
        if (operands.takesQuantifier("EVERY")) {
            HopTo to = operands.hop();
            return new Predicate.Every(to.hop(), predicateAbout(to));
        }
        return comparison();
    }

    /** The predicate in parentheses over the entities that a hop leads to. */
    private Predicate predicateAbout(HopTo to) {
        Token open = tokens.peek();
        tokens.expectSymbol("(");
        goDeeper(open);
        Predicate inner = operands.about(to, this::predicate);
        tokens.expectSymbol(")");
        depth--;
        return inner;
    }

    private Predicate comparison() {
        RawOperand left = operands.operand();
        Predicate about = comparison(left);
        return left instanceof OfField field ? onReached(field, about) : about;
    }

    private Predicate comparison(RawOperand left) {
        Token operator = tokens.peek();
        Comparison op = comparison(operator);
        if (op != null) {
            tokens.next();
            return compare(left, op, operator, operands.operand());
        }
        if (tokens.takesWord("IS")) {
            return is(left, operator);
        }
        return tokens.takesWord("NOT") ? new Predicate.Not(test(left)) : test(left);
    }

    private Predicate is(RawOperand left, Token operator) {
        Path path = requirePath(left, "IS");
        boolean negated = tokens.takesWord("NOT");
        Predicate predicate;
        if (tokens.takesWord("NULL")) {
            predicate = Terms.isNull(path);
        } else if (tokens.takesWord("EMPTY")) {
            predicate = source.at(operator.start(), () -> Terms.isEmpty(path));
        } else {
            throw tokens.expected("NULL or EMPTY");
        }
        return negated ? new Predicate.Not(predicate) : predicate;
    }

    private Predicate test(RawOperand left) {
        Token operator = tokens.peek();
        if (left instanceof OfCount && !operator.isWord("BETWEEN")) {
            throw tokens.expected("=, <>, <, <=, >, >= or BETWEEN behind COUNT");
        }
        if (tokens.takesWord("IN")) {
            return in(left, operator);
        }
        if (tokens.takesWord("BETWEEN")) {
            Predicate lower = compare(left, Comparison.GE, operator, operands.operand());
            tokens.expectWord("AND");
            Predicate upper = compare(left, Comparison.LE, operator, operands.operand());
            return new Predicate.And(List.of(lower, upper));
        }
        if (tokens.takesWord("LIKE") || tokens.takesWord("ILIKE")) {
            Path path = requirePath(left, operator.text());
            boolean ignoreCase = operator.isWord("ILIKE");
            source.check(operator.start(), () -> Terms.requireFit(path, ignoreCase ? "ILIKE" : "LIKE"));
            int start = tokens.peek().start();
            Value pattern = operands.pattern();
            return source.at(start, () -> Terms.like(path, pattern, ignoreCase));
        }
        if (tokens.takesWord("CONTAINS")) {
            return contains(requirePath(left, "CONTAINS"), operator);
        }
        throw tokens.expected("an operator such as = or IN");
    }

    private Predicate in(RawOperand left, Token operator) {
        if (left instanceof OfField field) {
            int start = tokens.peek().start();
            source.check(operator.start(), () -> Terms.requireFit(field.path(), "IN"));
            List<Value> values = operands.list();
            return source.at(start, () -> Terms.in(field.path(), values));
        }
        Token right = tokens.peek();
        if (left instanceof OfValue value && !right.isSymbol("(")) {
            OfField list = operands.field();
            requireList(list.path(), right);
            return onReached(list, source.at(value.start(), () -> Terms.contains(list.path(), value.value())));
        }
        throw tokens.expected("a list field; a value can only be IN a field that is a list");
    }

    private Predicate contains(Path path, Token operator) {
        boolean all = tokens.peek().isWord("ALL");
        Token second = tokens.peekSecond();
        boolean counted = (all || tokens.peek().isWord("ANY")) && !second.isSymbol(".");
        if (counted) {
            tokens.next();
            requireList(path, operator);
            int start = tokens.peek().start();
            List<Value> values = operands.list();
            return source.at(start, () -> all ? Terms.containsAll(path, values) : Terms.containsAny(path, values));
        }
        source.check(operator.start(), () -> Terms.requireFit(path, "CONTAINS"));
        if (tokens.peek().isSymbol("(")) {
            throw tokens.expected("ALL or ANY before a list");
        }
        int start = tokens.peek().start();
        Value value = operands.value("a value");
        return source.at(start, () -> Terms.contains(path, value));
    }

    private Predicate compare(RawOperand left, Comparison op, Token operator, RawOperand right) {
        if (left instanceof OfCount count) {
            return compareCount(count, op, right);
        }
        if (right instanceof OfCount count) {
            return compareCount(count, flipped(op), left);
        }
        if (left instanceof OfField a && right instanceof OfField b) {
            if (a instanceof OfReached || b instanceof OfReached) {
                throw source.error(
                        operator.start(),
                        "a reference that is followed any number of times compares with values only, not with another"
                                + " field");
            }
            return source.at(operator.start(), () -> Terms.compare(a.path(), op, b.path()));
        }
        if (left instanceof OfField field) {
            return compareValue(field.path(), op, operator, right);
        }
        if (right instanceof OfField field) {
            return onReached(field, compareValue(field.path(), flipped(op), operator, left));
        }
        throw source.error(operator.start(), "there is a value on both sides; one side must be a field");
    }

    private Predicate compareValue(Path path, Comparison op, Token operator, RawOperand literal) {
        boolean list = literal instanceof OfList;
        source.check(operator.start(), () -> Terms.requireFit(path, op));
        if (list && !(path.type() instanceof ValueType.ListType)) {
            throw source.error(literal.start(), "only a list is compared with values in parentheses; use IN");
        }
        Value value = literal instanceof OfList values ? new Value.Items(values.values()) : valueOf(literal);
        return source.at(literal.start(), () -> Terms.compare(path, op, value));
    }

    private Predicate compareCount(OfCount count, Comparison op, RawOperand number) {
        if (!(number instanceof OfValue value)) {
            throw source.error(number.start(), "COUNT compares with a whole number only");
        }
        return source.at(value.start(), () -> Terms.count(count.hop(), op, value.value(), count.id()));
    }

    /** What a comparison with a field says: if the field is of entities that were reached, it holds of one of them. */
    private static Predicate onReached(OfField field, Predicate about) {
        return field instanceof OfReached reached ? new Predicate.Some(reached.hop(), about) : about;
    }

    private static Value valueOf(RawOperand operand) {
        return ((OfValue) operand).value();
    }

    private Path requirePath(RawOperand left, String operator) {
        if (left instanceof OfField field) {
            return field.path();
        }
        throw source.error(left.start(), operator + " needs a field on its left");
    }

    private void requireList(Path path, Token place) {
        if (!(path.type() instanceof ValueType.ListType)) {
            throw source.error(
                    place.start(), Terms.name(path) + " is of type " + TypeNames.of(path.type()) + ", not a list");
        }
    }

    private static Comparison flipped(Comparison op) {
        return switch (op) {
            case EQ, NE -> op;
            case LT -> Comparison.GT;
            case LE -> Comparison.GE;
            case GT -> Comparison.LT;
            case GE -> Comparison.LE;
        };
    }

    private static @Nullable Comparison comparison(Token token) {
        if (token.kind() != Token.Kind.SYMBOL) {
            return null;
        }
        return switch (token.text()) {
            case "=" -> Comparison.EQ;
            case "!=", "<>" -> Comparison.NE;
            case "<" -> Comparison.LT;
            case "<=" -> Comparison.LE;
            case ">" -> Comparison.GT;
            case ">=" -> Comparison.GE;
            default -> null;
        };
    }
}
