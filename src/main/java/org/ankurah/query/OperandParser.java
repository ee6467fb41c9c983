package org.ankurah.query;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.query.Token.Kind;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Json;
import org.ankurah.value.JsonText;
import org.ankurah.value.Numbers;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/** Reads paths, literals, parameters and lists of them. */
final class OperandParser {

    private final Models models;
    private final ModelDescriptor model;
    private final Source source;
    private final Tokens tokens;
    private final Arguments arguments;
    private int listValues;

    OperandParser(Models models, ModelDescriptor model, Source source, Tokens tokens, Arguments arguments) {
        this.models = models;
        this.model = model;
        this.source = source;
        this.tokens = tokens;
        this.arguments = arguments;
    }

    /** A path, a literal, a parameter or a list. */
    RawOperand operand() {
        int start = tokens.peek().start();
        if (tokens.peek().isSymbol("(")) {
            return new RawOperand.OfList(list(), start);
        }
        Value value = tryValue();
        return value == null ? new RawOperand.OfPath(path(), start) : new RawOperand.OfValue(value, start);
    }

    /** A path; anything else is an error. */
    Path path() {
        Token first = tokens.peek();
        requireName(first);
        tokens.next();
        List<String> steps = new ArrayList<>();
        steps.add(first.text());
        while (tokens.takesSymbol(".")) {
            Token step = tokens.peek();
            if (step.kind() != Kind.WORD && step.kind() != Kind.QUOTED && step.kind() != Kind.INDEX) {
                throw tokens.expected("a name behind the dot");
            }
            steps.add(tokens.next().text());
        }
        if (tokens.peek().isSymbol("+")) {
            throw source.error(tokens.peek().start(), "recursive references such as reportsTo+ are not supported yet");
        }
        return source.at(first.start(), () -> resolve(first, steps));
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
        if (isParameter(tokens.peek())) {
            int start = tokens.peek().start();
            Value value = arguments.take(tokens.next());
            if (!splice(value, values)) {
                throw source.error(start, "a parameter without parentheses must be a list here");
            }
            return counted(values, start);
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
        Value value = switch (token.kind()) {
            case TEXT -> new Value.Str(token.text());
            case NUMBER -> number(token);
            case POSITIONAL, NAMED -> arguments.take(token);
            case WORD -> constant(token.text().toLowerCase(Locale.ROOT));
            case QUOTED, INDEX, SYMBOL, END -> null;
        };
        if (value != null) {
            tokens.next();
        }
        return value;
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
        return token.kind() == Kind.POSITIONAL || token.kind() == Kind.NAMED;
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
        String word = token.text().toLowerCase(Locale.ROOT);
        if (SelectionText.KEYWORDS.contains(word)) {
            String hint = model.property(token.text()) == null ? "" : "; the field of this name is written in quotes";
            throw source.error(token.start(), "expected a field or a value, but found the word " + token.text() + hint);
        }
        boolean call = tokens.peekSecond().isSymbol("(");
        boolean exists = word.equals("exists") && model.property(token.text()) == null;
        if (call || exists) {
            throw source.error(token.start(), token.text() + " is not supported yet");
        }
    }

    private Path resolve(Token first, List<String> steps) {
        try {
            return Paths.resolve(models, model, steps);
        } catch (AnkurahException failure) {
            boolean mistakenQuotes = first.kind() == Kind.QUOTED && model.property(first.text()) == null;
            if (!mistakenQuotes) {
                throw failure;
            }
            throw AnkurahException.badQuery(
                    failure.getMessage() + " (text is written in single quotes)", failure.field());
        }
    }
}
