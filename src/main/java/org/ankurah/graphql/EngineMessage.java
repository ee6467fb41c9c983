package org.ankurah.graphql;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the engine says of a wrong document, in words for people: without the names of its classes and of its
 * rules, and with the input field that it is about, if it is about one.
 *
 * @param text the message
 * @param field the field, or null
 */
record EngineMessage(String text, @Nullable String field) {

    /** {@code Validation error (WrongType@[albums]) : } */
    private static final Pattern RULE = Pattern.compile("^Validation error(?: \\([^)]*\\))? : ");

    /** {@code  with value 'StringValue{value='x'}'}, up to what is wrong with it. */
    private static final Pattern VALUE = Pattern.compile(
            " with value '\\w+Value\\{.*}'(?= (?:is not a valid|is missing|contains a field|must not be))",
            Pattern.DOTALL);

    /** {@code  - Expected an AST type of 'IntValue' but it was a 'StringValue'} */
    private static final Pattern SYNTAX_TYPES =
            Pattern.compile(" - (?:Expected an AST type of|Literal value not in allowable values) .*", Pattern.DOTALL);

    /** Where messages name the field, most telling first. */
    private static final List<Pattern> FIELDS = List.of(
            Pattern.compile("missing required fields '\\[([^,\\]]+)"),
            Pattern.compile("contains a field not in '[^']*': '([^']+)'"),
            Pattern.compile("contains a field name '([^']+)'"),
            Pattern.compile("^argument '([^']+)'"),
            Pattern.compile("^Missing field argument '([^']+)'"));

    /** The ends of paths that are operators of a filter, not properties. */
    private static final Set<String> OPERATORS =
            Set.of("eq", "ne", "lt", "lte", "gt", "gte", "in", "notIn", "isNull", "like", "ilike", "contains");

    static EngineMessage of(String message) {
        String text = RULE.matcher(message).replaceFirst("");
        text = VALUE.matcher(text).replaceFirst("");
        text = SYNTAX_TYPES.matcher(text).replaceFirst("");
        for (Pattern pattern : FIELDS) {
            Matcher matcher = pattern.matcher(text);
            if (matcher.find()) {
                return new EngineMessage(text, property(matcher.group(1)));
            }
        }
        return new EngineMessage(text, null);
    }

    /** The property at the end of a path: {@code year} for {@code where.and[0].year.eq}. */
    static String property(String path) {
        String[] steps = path.replaceAll("\\[\\d+]", "").split("\\.", -1);
        int last = steps.length - 1;
        return last > 0 && OPERATORS.contains(steps[last]) ? steps[last - 1] : steps[last];
    }
}
