package org.ankurah.storage.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ankurah.query.LikePattern;
import org.ankurah.query.Operand;
import org.ankurah.query.Path;
import org.ankurah.query.Predicate;
import org.ankurah.query.Predicate.Comparison;
import org.ankurah.query.Selection;
import org.ankurah.value.Json;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;

/**
 * Writes a predicate as SQL over the tables of {@link Joins}. The answer is the evaluator's for every entity,
 * unknown included. Values are parameters of the statement, never part of its text.
 *
 * <p>Where a column meets a value of its own type, or numbers of two whole types meet, the column stands bare,
 * so that an index on it serves.
 */
final class SqlWriter {

    private static final String UNKNOWN = "CAST(NULL AS boolean)";

    private final Joins joins;
    private final Sql sql;
    private final String foldingCollation;

    /**
     * @param joins the tables that paths lead to
     * @param sql takes the parameters
     * @param foldingCollation the collation by which the case of text is folded, as SQL text
     */
    SqlWriter(Joins joins, Sql sql, String foldingCollation) {
        this.joins = joins;
        this.sql = sql;
        this.foldingCollation = foldingCollation;
    }

    /** What must be true of a row that belongs to a selection: its predicate, and that the row may be seen. */
    String write(Selection selection) {
        Predicate rule = selection.sight().rule();
        String own = write(selection.predicate());
        String seen = rule.equals(Predicate.TRUE)
                ? ""
                : " AND " + over(joins.forRules()).write(rule);
        return own + seen + joins.sight().present(joins, joins.place(List.of()));
    }

    /** The predicate as a boolean expression that can stand between any others. */
    String write(Predicate predicate) {
        if (predicate instanceof Predicate.And and) {
            return junction(and.terms(), " AND ", "TRUE");
        }
        if (predicate instanceof Predicate.Or or) {
            return junction(or.terms(), " OR ", "FALSE");
        }
        if (predicate instanceof Predicate.Not not) {
            return "(NOT " + write(not.term()) + ")";
        }
        if (predicate instanceof Predicate.Compare compare) {
            return compare(compare);
        }
        if (predicate instanceof Predicate.In in) {
            return in(in);
        }
        if (predicate instanceof Predicate.Like like) {
            return like(like);
        }
        if (predicate instanceof Predicate.IsNull isNull) {
            return "(" + read(isNull.path()) + " IS NULL)";
        }
        if (predicate instanceof Predicate.ListIsEmpty empty) {
            return "(cardinality(" + read(empty.path()) + ") = 0)";
        }
        if (predicate instanceof Predicate.ListContains contains) {
            return contains(contains);
        }
        return predicate instanceof Predicate.JsonContains contains ? contains(contains) : behindHop(predicate);
    }

    private String behindHop(Predicate predicate) {
        HopSql hops = new HopSql(this, joins, sql);
        if (predicate instanceof Predicate.Some some) {
            return hops.some(some);
        }
        return predicate instanceof Predicate.Every every ? hops.every(every) : hops.count((Predicate.Count) predicate);
    }

    /** A writer into the same statement, for a predicate over other tables. */
    SqlWriter over(Joins others) {
        return new SqlWriter(others, sql, foldingCollation);
    }

    private String junction(List<Predicate> terms, String operator, String ofNone) {
        return terms.isEmpty()
                ? ofNone
                : terms.stream().map(this::write).collect(Collectors.joining(operator, "(", ")"));
    }

    private String compare(Predicate.Compare compare) {
        Operand left = compare.left();
        Operand right = compare.right();
        if (left instanceof Operand.Field field && right instanceof Operand.Literal literal) {
            return compare(field.path(), compare.op(), literal.value());
        }
        if (left instanceof Operand.Literal literal && right instanceof Operand.Field field) {
            return compare(field.path(), mirrored(compare.op()), literal.value());
        }
        if (left instanceof Operand.Field a && right instanceof Operand.Field b) {
            return "(" + read(a.path()) + " " + compare.op().sql() + " " + read(b.path()) + ")";
        }
        throw new IllegalArgumentException("a comparison without a field");
    }

    private static Comparison mirrored(Comparison op) {
        return switch (op) {
            case EQ, NE -> op;
            case LT -> Comparison.GT;
            case LE -> Comparison.GE;
            case GT -> Comparison.LT;
            case GE -> Comparison.LE;
        };
    }

    private String compare(Path path, Comparison op, Value value) {
        if (Literals.isNull(value)) {
            return UNKNOWN;
        }
        boolean equality = op == Comparison.EQ || op == Comparison.NE;
        if (value instanceof Value.Doc doc && !equality) {
            return orderJson(path, op, doc.value());
        }
        return "(" + read(path) + " " + op.sql() + " " + Literals.comparable(sql, path.type(), value) + ")";
    }

    /** Numbers and texts inside a document have an order among themselves; anything else is unknown. */
    private String orderJson(Path path, Comparison op, Json json) {
        if (json instanceof Json.Num number) {
            String literal = sql.value(new Value.Decimal(number.value()), ValueType.Scalar.DECIMAL);
            return whenJson(path, "number", inside -> "CAST(" + inside + " AS numeric) " + op.sql() + " " + literal);
        }
        if (json instanceof Json.Str text) {
            String literal = sql.value(new Value.Str(text.value()), ValueType.Scalar.STRING);
            return whenJson(path, "string", inside -> textOf(inside) + " " + op.sql() + " " + literal);
        }
        return UNKNOWN;
    }

    private String whenJson(Path path, String kind, Function<String, String> condition) {
        return "(CASE WHEN jsonb_typeof(" + read(path) + ") = '" + kind + "' THEN " + condition.apply(read(path))
                + " END)";
    }

    private static String textOf(String json) {
        return "(" + json + " #>> '{}')";
    }

    private String in(Predicate.In in) {
        if (in.values().isEmpty()) {
            return "FALSE";
        }
        ValueType type = in.path().type();
        List<Value> reachable = Literals.reachable(type, in.values());
        if (reachable.isEmpty()) {
            return neverTrue(in.path());
        }
        return "(" + read(in.path()) + " = ANY(" + Literals.list(sql, type, reachable) + "))";
    }

    private String like(Predicate.Like like) {
        if (!(like.pattern() instanceof Value.Str pattern)) {
            return UNKNOWN;
        }
        String text = like.ignoreCase() ? folded(pattern.value()) : pattern.value();
        if (like.path().type() == ValueType.Scalar.JSON) {
            return whenJson(like.path(), "string", inside -> like(textOf(inside), text, like.ignoreCase()));
        }
        return "(" + like(read(like.path()), text, like.ignoreCase()) + ")";
    }

    private String like(String subject, String pattern, boolean ignoreCase) {
        String own = ignoreCase ? "lower(upper(" + subject + " COLLATE " + foldingCollation + "))" : subject;
        return own + " LIKE " + sql.text(pattern, "text");
    }

    /** Each code point by itself, as the evaluator does it; escapes stay escapes, since they have no case. */
    private static String folded(String text) {
        return text.codePoints()
                .map(LikePattern::fold)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private String contains(Predicate.ListContains contains) {
        if (contains.values().stream().anyMatch(Literals::isNull)) {
            return UNKNOWN;
        }
        ValueType element = ((ValueType.ListType) contains.path().type()).element();
        List<Value> reachable = Literals.reachable(element, contains.values());
        if (contains.all() && reachable.size() < contains.values().size()) {
            return neverTrue(contains.path());
        }
        String operator = contains.all() ? " @> " : " && ";
        return "(" + read(contains.path()) + operator + Literals.list(sql, element, reachable) + ")";
    }

    /** False, or unknown where there is no value. */
    private String neverTrue(Path path) {
        return "(" + read(path) + " <> " + read(path) + ")";
    }

    private String contains(Predicate.JsonContains contains) {
        if (!(contains.document() instanceof Value.Doc) || Literals.isNull(contains.document())) {
            return UNKNOWN;
        }
        return "(" + read(contains.path()) + " @> " + sql.value(contains.document(), ValueType.Scalar.JSON) + ")";
    }

    /** What a path leads to, as an expression; null where it leads nowhere. */
    private String read(Path path) {
        String column = joins.column(path);
        if (path.json().isEmpty() || path.isPart()) {
            return column;
        }
        List<String> steps = new ArrayList<>();
        for (String step : path.json()) {
            boolean index = isIndex(step);
            String parameter = index ? sql.text("{" + step + "}", "text[]") : sql.text(step, "text");
            steps.add((index ? " #> " : " -> ") + parameter);
        }
        return "NULLIF(" + column + String.join("", steps) + ", CAST('null' AS jsonb))";
    }

    /**
     * Whether a step can be the place of an array's element as well as the name of an object's member. PostgreSQL
     * would also read {@code +1} as a place, so anything else than plain digits only ever names a member.
     */
    private static boolean isIndex(String step) {
        return step.matches("-?\\d{1,9}") && !step.matches("-0+");
    }
}
