package org.ankurah.query;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.query.Token.Kind;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Json;
import org.ankurah.value.JsonText;
import org.ankurah.value.Numbers;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/** Reads paths, hops, counts, literals, parameters and lists of them. */
final class OperandParser {

    /** What stands behind a property called {@code exists} or {@code every}, but not behind the keyword. */
    private static final Set<String> OPERATORS =
            Set.of("not", "in", "between", "like", "ilike", "is", "contains", "and", "or", "order", "limit");

    private final Models models;
    private final Source source;
    private final Tokens tokens;
    private final Arguments arguments;
    private ModelDescriptor model;
    private int listValues;
    private int hops;
    private int hopDepth;

    OperandParser(Models models, ModelDescriptor model, Source source, Tokens tokens, Arguments arguments) {
        this.models = models;
        this.model = model;
        this.source = source;
        this.tokens = tokens;
        this.arguments = arguments;
    }

    /** Reads something that is about the entities that a hop leads to. */
    <T> T about(HopTo hop, Supplier<T> read) {
        ModelDescriptor outer = model;
        model = hop.target();
        hopDepth++;
        T result = read.get();
        hopDepth--;
        model = outer;
        return result;
    }

    /** A path, a count, a literal, a parameter or a list. */
    RawOperand operand() {
        Token first = tokens.peek();
        if (first.isSymbol("(")) {
            return new RawOperand.OfList(list(), first.start());
        }
        if (first.isWord("COUNT") && tokens.peekSecond().isSymbol("(")) {
            return count();
        }
        Value value = tryValue();
        return value == null ? field() : new RawOperand.OfValue(value, first.start());
    }

    /** A path that leads to one value; anything else is an error. */
    Path path() {
        RawOperand.OfField field = field();
        if (field instanceof RawOperand.OfReached) {
            throw source.error(field.start(), "there is no order by a reference that is followed any number of times");
        }
        return field.path();
    }

    /** A path; anything else is an error. */
    RawOperand.OfField field() {
        requireName(tokens.peek());
        Steps steps = steps();
        return source.at(steps.first().start(), () -> resolve(steps));
    }

    /**
     * Takes a word that asks about the entities behind a hop. A property of that name is meant instead where an
     * operator follows.
     */
    boolean takesQuantifier(String word) {
        Token second = tokens.peekSecond();
        boolean hop = second.kind() == Kind.QUOTED
                || (second.kind() == Kind.WORD
                        && !OPERATORS.contains(second.text().toLowerCase(Locale.ROOT)));
        boolean field = model.property(tokens.peek().text()) != null;
        return (hop || !field) && tokens.takesWord(word);
    }

    /** The inverse field or the recursive reference that a quantifier asks about. */
    HopTo hop() {
        Token first = tokens.peek();
        boolean keyword = first.kind() == Kind.WORD && isKeyword(first);
        if (keyword || (first.kind() != Kind.WORD && first.kind() != Kind.QUOTED)) {
            throw tokens.expected("an inverse field" + Hops.examples(models, model));
        }
        Steps steps = steps();
        return source.at(first.start(), () -> {
            countHop();
            if (!steps.repeats()) {
                return Hops.referring(models, model, steps.names());
            }
            if (!steps.behindRepeated().isEmpty()) {
                throw AnkurahException.badQuery("nothing can stand behind + or * here", steps.shown());
            }
            return Hops.reachable(models, model, steps.names(), steps.orNone());
        });
    }

    private void countHop() {
        hops++;
        QueryLimits.check(hops, QueryLimits.MAX_HOPS, "EXISTS, EVERY, COUNT and recursive references");
        QueryLimits.check(
                hopDepth + 1,
                QueryLimits.MAX_HOP_DEPTH,
                "EXISTS, EVERY, COUNT and recursive references inside of each other");
    }

    private RawOperand count() {
        int start = tokens.next().start();
        tokens.expectSymbol("(");
        int name = tokens.peek().start();
        HopTo counted = hop();
        tokens.expectSymbol(")");
        if (counted.hop() instanceof Hop.Referring referring) {
            return new RawOperand.OfCount(referring, Paths.resolve(models, model, List.of(Path.ID)), start);
        }
        throw source.error(name, "COUNT takes an inverse field" + Hops.examples(models, model));
    }

    private Steps steps() {
        Token first = tokens.peek();
        List<String> names = new ArrayList<>();
        int repeated = -1;
        boolean orNone = false;
        do {
            Token step = tokens.peek();
            if (step.kind() != Kind.WORD && step.kind() != Kind.QUOTED && step.kind() != Kind.INDEX) {
                throw tokens.expected("a name behind the dot");
            }
            names.add(tokens.next().text());
            Token mark = tokens.peek();
            if (tokens.takesSymbol("+") || tokens.takesSymbol("*")) {
                if (repeated >= 0) {
                    throw source.error(
                            mark.start(), "only one reference of a path can be followed any number of times");
                }
                repeated = names.size() - 1;
                orNone = mark.isSymbol("*");
            }
        } while (tokens.takesSymbol("."));
        return new Steps(first, names, repeated, orNone);
    }

    /** A literal or parameter; anything else is an error. */
    Value value(String expected) {
        Value value = tryValue();
        if (value == null) {
            throw tokens.expected(expected);
        }
        return value;
    }

    /** Values in parentheses, or one parameter that holds a list. A list inside of the parentheses is spliced in. */
    List<Value> list() {
        List<Value> values = new ArrayList<>();
        Token first = tokens.peek();
        if (isParameter(first)) {
            Value value = value("a list");
            boolean unknown = first.kind() == Kind.CLAIM && value == Value.NULL;
            if (unknown) {
                values.add(value);
            } else if (!splice(value, values)) {
                throw source.error(
                        first.start(),
                        (first.kind() == Kind.CLAIM ? "a claim" : "a parameter")
                                + " without parentheses must be a list here");
            }
            return counted(values, first.start());
        }
        int start = tokens.peek().start();
        tokens.expectSymbol("(");
        if (!tokens.takesSymbol(")")) {
            do {
                boolean parameter = isParameter(tokens.peek());
                Value value = value("a value");
                if (!parameter || !splice(value, values)) {
                    values.add(value);
                }
            } while (tokens.takesSymbol(","));
            tokens.expectSymbol(")");
        }
        return counted(values, start);
    }

    private List<Value> counted(List<Value> values, int start) {
        listValues += values.size();
        return source.at(start, () -> {
            QueryLimits.check(listValues, QueryLimits.MAX_LIST_VALUES, "values in lists");
            return values;
        });
    }

    private @Nullable Value tryValue() {
        Token token = tokens.peek();
        if (token.isWord("JSON") && tokens.peekSecond().kind() == Kind.TEXT) {
            tokens.next();
            Token text = tokens.next();
            return source.at(text.start(), () -> new Value.Doc(JsonText.parse(text.text())));
        }
        if (token.kind() == Kind.CLAIM) {
            return claim();
        }
        Value value = switch (token.kind()) {
            case TEXT -> new Value.Str(token.text());
            case NUMBER -> number(token);
            case POSITIONAL, NAMED -> arguments.take(token);
            case WORD -> constant(token.text().toLowerCase(Locale.ROOT));
            case QUOTED, INDEX, SYMBOL, CLAIM, END -> null;
        };
        if (value != null) {
            tokens.next();
        }
        return value;
    }

    /** A claim with the steps into it. */
    private Value claim() {
        Token root = tokens.next();
        List<String> steps = new ArrayList<>();
        while (tokens.takesSymbol(".")) {
            Token step = tokens.peek();
            if (step.kind() != Kind.WORD && step.kind() != Kind.QUOTED && step.kind() != Kind.INDEX) {
                throw tokens.expected("a name behind the dot");
            }
            steps.add(tokens.next().text());
            QueryLimits.check(steps.size(), QueryLimits.MAX_JSON_STEPS, "steps into a claim");
        }
        return arguments.take(root, steps);
    }

    /** A pattern. A claim is one that only its own text matches: whoever has chosen the text chooses no more. */
    Value pattern() {
        boolean claim = tokens.peek().kind() == Kind.CLAIM;
        Value value = value("a pattern");
        return claim && value instanceof Value.Doc doc && doc.value() instanceof Json.Str text
                ? new Value.Str(LikePattern.escape(text.value()))
                : value;
    }

    private Value number(Token token) {
        BigDecimal number = Numbers.parse(token.text());
        if (number == null) {
            throw source.error(token.start(), "a number has at most " + Numbers.MAX_DIGITS + " digits");
        }
        return new Value.Decimal(number);
    }

    private static @Nullable Value constant(String word) {
        return switch (word) {
            case "true" -> new Value.Bool(true);
            case "false" -> new Value.Bool(false);
            case "null" -> Value.NULL;
            default -> null;
        };
    }

    private static boolean isParameter(Token token) {
        return token.kind() == Kind.POSITIONAL || token.kind() == Kind.NAMED || token.kind() == Kind.CLAIM;
    }

    private static boolean splice(Value value, List<Value> into) {
        if (value instanceof Value.Items items) {
            into.addAll(items.value());
            return true;
        }
        if (value instanceof Value.Doc doc && doc.value() instanceof Json.Arr array) {
            array.value().forEach(element -> into.add(new Value.Doc(element)));
            return true;
        }
        return false;
    }

    private void requireName(Token token) {
        if (token.kind() == Kind.QUOTED) {
            return;
        }
        if (token.kind() != Kind.WORD) {
            throw tokens.expected("a field or a value");
        }
        if (isKeyword(token)) {
            String hint = model.property(token.text()) == null ? "" : "; the field of this name is written in quotes";
            throw source.error(token.start(), "expected a field or a value, but found the word " + token.text() + hint);
        }
        if (tokens.peekSecond().isSymbol("(")) {
            boolean ofCase = token.isWord("lower") || token.isWord("upper");
            throw source.error(
                    token.start(),
                    token.text() + "(…) cannot stand here" + (ofCase ? "; ILIKE compares whatever the case" : ""));
        }
    }

    private static boolean isKeyword(Token token) {
        return SelectionText.KEYWORDS.contains(token.text().toLowerCase(Locale.ROOT));
    }

    private RawOperand.OfField resolve(Steps steps) {
        Token first = steps.first();
        try {
            return steps.repeats()
                    ? reached(steps)
                    : new RawOperand.OfPath(Paths.resolve(models, model, steps.names()), first.start());
        } catch (AnkurahException failure) {
            boolean mistakenQuotes = first.kind() == Kind.QUOTED && model.property(first.text()) == null;
            String advice = mistakenQuotes ? " (text is written in single quotes)" : "";
            throw new AnkurahException(failure.code(), failure.getMessage() + advice, steps.shown());
        }
    }

    /**
     * The id behind a {@code +} is what the references along the way hold, as it is of any reference: so it is the
     * reference itself that is compared, of the entity at the start and of those that were reached.
     */
    private RawOperand.OfField reached(Steps steps) {
        countHop();
        HopTo to = Hops.reachable(models, model, steps.upToRepeated(), steps.orNone());
        Hop.Reachable hop = (Hop.Reachable) to.hop();
        List<String> rest = steps.behindRepeated().isEmpty() ? List.of(Path.ID) : steps.behindRepeated();
        if (rest.equals(List.of(Path.ID)) && !steps.orNone()) {
            hop = new Hop.Reachable(hop.refs(), hop.property(), true);
            rest = List.of(hop.property());
        }
        Path path = Paths.resolve(models, to.target(), rest);
        return new RawOperand.OfReached(hop, path, steps.first().start());
    }
}
