package org.ankurah.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ankurah.value.Json;
import org.ankurah.value.JsonText;
import org.ankurah.value.Value;
import org.ankurah.value.Values;

/**
 * Writes a selection as query text without parameters. Equal selections give equal texts, and the parser reads a
 * text back as the selection it was made of. For logs and digests; values stand in the text, so it is no way to
 * build queries.
 */
public final class SelectionText {

    /** Words that are never the first part of a path unless they are quoted. */
    static final Set<String> KEYWORDS = Set.of(
            "and", "or", "not", "in", "between", "like", "ilike", "is", "null", "true", "false", "order", "by", "asc",
            "desc", "limit");

    private final StringBuilder out = new StringBuilder();

    private SelectionText() {}

    public static String write(Selection selection) {
        SelectionText text = new SelectionText();
        if (!selection.predicate().equals(Predicate.TRUE)) {
            text.predicate(selection.predicate(), false);
        }
        if (!selection.order().isEmpty()) {
            text.clause("ORDER BY ")
                    .append(selection.order().stream()
                            .map(key -> path(key.path()) + (key.descending() ? " DESC" : ""))
                            .collect(Collectors.joining(", ")));
        }
        if (selection.limit() != null) {
            text.clause("LIMIT ").append(selection.limit());
        }
        return text.out.toString();
    }

    /** A predicate alone. */
    public static String write(Predicate predicate) {
        SelectionText text = new SelectionText();
        text.predicate(predicate, false);
        return text.out.toString();
    }

    /** A sight: equal texts for equal sights, and for no others. It holds the values of rules, so it is for digests only. */
    public static String write(Sight sight) {
        StringBuilder text = new StringBuilder(write(sight.rule()));
        text.append('|').append(write(sight.others()));
        new TreeMap<>(sight.referred())
                .forEach((name, rule) -> text.append("|>").append(quoted(name)).append(write(rule)));
        new TreeMap<>(sight.inverse())
                .forEach((name, rule) -> text.append("|<").append(quoted(name)).append(write(rule)));
        new TreeMap<>(sight.present())
                .forEach((name, rule) -> text.append("|=").append(quoted(name)).append(write(rule)));
        return text.toString();
    }

    /** The names of a path, outermost first. */
    static List<String> steps(Path path) {
        List<String> steps = new ArrayList<>(path.refs());
        steps.add(path.property());
        steps.addAll(path.json());
        return steps;
    }

    private StringBuilder clause(String words) {
        return out.append(out.isEmpty() ? "" : " ").append(words);
    }

    private void predicate(Predicate predicate, boolean nested) {
        if (predicate instanceof Predicate.And and) {
            junction(and.terms(), " AND ", "TRUE", nested);
        } else if (predicate instanceof Predicate.Or or) {
            junction(or.terms(), " OR ", "FALSE", nested);
        } else if (predicate instanceof Predicate.Not not) {
            out.append("NOT ");
            predicate(not.term(), true);
        } else if (predicate instanceof Predicate.Compare compare) {
            out.append(operand(compare.left()))
                    .append(' ')
                    .append(compare.op().sql())
                    .append(' ')
                    .append(operand(compare.right()));
        } else {
            test(predicate);
        }
    }

    private void junction(List<Predicate> terms, String word, String ofNone, boolean nested) {
        if (terms.size() < 2) {
            terms.forEach(term -> predicate(term, nested));
            out.append(terms.isEmpty() ? ofNone : "");
            return;
        }
        out.append(nested ? "(" : "");
        for (int i = 0; i < terms.size(); i++) {
            out.append(i == 0 ? "" : word);
            predicate(terms.get(i), true);
        }
        out.append(nested ? ")" : "");
    }

    private void test(Predicate predicate) {
        if (predicate instanceof Predicate.In in) {
            out.append(path(in.path())).append(" IN ").append(list(in.values()));
        } else if (predicate instanceof Predicate.Like like) {
            out.append(path(like.path()))
                    .append(like.ignoreCase() ? " ILIKE " : " LIKE ")
                    .append(plain(like.pattern()));
        } else if (predicate instanceof Predicate.IsNull isNull) {
            out.append(path(isNull.path())).append(" IS NULL");
        } else if (predicate instanceof Predicate.ListIsEmpty isEmpty) {
            out.append(path(isEmpty.path())).append(" IS EMPTY");
        } else if (predicate instanceof Predicate.ListContains contains) {
            out.append(path(contains.path()))
                    .append(contains.all() ? " CONTAINS ALL " : " CONTAINS ANY ")
                    .append(list(contains.values()));
        } else if (predicate instanceof Predicate.JsonContains contains) {
            out.append(path(contains.path())).append(" CONTAINS ").append(plain(contains.document()));
        } else if (predicate instanceof Predicate.Some some) {
            out.append("EXISTS ").append(hop(some.hop()));
            if (!some.inner().equals(Predicate.TRUE)) {
                inParentheses(some.inner());
            }
        } else if (predicate instanceof Predicate.Every every) {
            out.append("EVERY ").append(hop(every.hop()));
            inParentheses(every.inner());
        } else if (predicate instanceof Predicate.Count count) {
            out.append("COUNT(").append(hop(count.hop())).append(") ");
            out.append(count.op().sql()).append(' ').append(count.number());
        }
    }

    private void inParentheses(Predicate inner) {
        out.append(" (");
        predicate(inner, false);
        out.append(')');
    }

    private static String hop(Hop hop) {
        List<String> names = new ArrayList<>(hop.refs());
        String mark = "";
        if (hop instanceof Hop.Reachable reachable) {
            names.add(reachable.property());
            mark = reachable.self() ? "*" : "+";
        } else {
            names.add(((Hop.Referring) hop).name());
        }
        // Behind a property called exists, the word CONTAINS would be an operator.
        String first =
                names.get(0).equalsIgnoreCase("contains") ? '"' + names.get(0) + '"' : name(names.get(0), true, false);
        return names.stream()
                .skip(1)
                .map(name -> "." + name(name, false, false))
                .collect(Collectors.joining("", first, mark));
    }

    private static String operand(Operand operand) {
        return operand instanceof Operand.Field field ? path(field.path()) : plain(((Operand.Literal) operand).value());
    }

    private static String list(List<Value> values) {
        return values.stream().map(SelectionText::plain).collect(Collectors.joining(", ", "(", ")"));
    }

    static String path(Path path) {
        List<String> steps = steps(path);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < steps.size(); i++) {
            text.append(i == 0 ? "" : ".")
                    .append(name(steps.get(i), i == 0, i > path.refs().size()));
        }
        return text.toString();
    }

    private static String name(String name, boolean first, boolean inJson) {
        boolean keyword = first && KEYWORDS.contains(name.toLowerCase(Locale.ROOT));
        boolean index = inJson && !name.isEmpty() && name.chars().allMatch(c -> c >= '0' && c <= '9');
        return index || (!keyword && Lexer.isPlainName(name)) ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String plain(Value value) {
        if (value == Value.NULL) {
            return "NULL";
        }
        if (value instanceof Value.Doc doc) {
            return json(doc.value());
        }
        if (value instanceof Value.Items items) {
            return items.value().stream().map(SelectionText::plain).collect(Collectors.joining(", ", "(", ")"));
        }
        if (value instanceof Value.Real real) {
            return Double.toString(real.value());
        }
        if (value instanceof Value.Bool truth) {
            return truth.value() ? "TRUE" : "FALSE";
        }
        if (Values.isNumber(value)) {
            return String.valueOf(Values.exact(value));
        }
        return quoted(Values.text(value));
    }

    private static String json(Json json) {
        return "JSON " + quoted(JsonText.write(json));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
