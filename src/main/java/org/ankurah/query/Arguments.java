package org.ankurah.query;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/** Hands the values of parameters to the places of a text that ask for them, and sees to it that all are used. */
final class Arguments {

    private static final String FIELD = "variables";

    /** What all claims begin with. */
    private static final String CLAIMS = "jwt";

    private final Source source;
    private final Parameters parameters;
    private final @Nullable Claims claims;
    private final Set<String> usedNames = new LinkedHashSet<>();
    private int asked;

    /** @param claims what {@code $} may name; null where it may not stand */
    Arguments(Source source, Parameters parameters, @Nullable Claims claims) {
        this.source = source;
        this.parameters = parameters;
        this.claims = claims;
    }

    /** The value for a parameter token. */
    Value take(Token token) {
        return token.kind() == Token.Kind.POSITIONAL ? positional(token) : named(token);
    }

    /**
     * The value of a claim.
     *
     * @param root the token that it begins with
     * @param steps what follows the root
     */
    Value take(Token root, List<String> steps) {
        if (claims == null) {
            throw source.error(
                    root.start(),
                    root.shown() + " is a claim, which only the rules of a policy can name; pass values as parameters");
        }
        if (!root.text().equals(CLAIMS)) {
            throw source.error(root.start(), "a claim is written $" + CLAIMS + ".name, not " + root.shown());
        }
        if (steps.isEmpty()) {
            throw source.error(root.start(), "expected a dot and the name of a claim behind " + root.shown());
        }
        return source.at(root.start(), () -> claims.of(steps));
    }

    /** Fails when a value was given that no parameter asked for. */
    void requireAllUsed() {
        if (parameters instanceof Parameters.Positional given && given.values().size() > asked) {
            throw AnkurahException.badQuery(
                    "the query has " + asked + " parameters ?, but "
                            + given.values().size() + " values were given",
                    FIELD);
        }
        if (parameters instanceof Parameters.Named given) {
            for (String name : given.values().keySet()) {
                if (!usedNames.contains(name)) {
                    throw AnkurahException.badQuery(
                            "the query has no parameter :" + Source.shown(name) + ", but a value was given for it",
                            FIELD);
                }
            }
        }
    }

    private Value positional(Token token) {
        asked++;
        if (!(parameters instanceof Parameters.Positional given)) {
            throw source.error(token.start(), "? takes its value from a list, but values were given by name");
        }
        if (asked > given.values().size()) {
            throw source.error(
                    token.start(),
                    "no value for parameter number " + asked + "; given were "
                            + given.values().size());
        }
        return given.values().get(asked - 1);
    }

    private Value named(Token token) {
        String name = token.text();
        if (!(parameters instanceof Parameters.Named given)) {
            throw source.error(token.start(), token.shown() + " takes its value by name, but none was given by name");
        }
        Value value = given.values().get(name);
        if (value == null) {
            String nearest = Nearest.hint(name, given.values().keySet());
            throw source.error(token.start(), "no value for the parameter " + token.shown() + nearest);
        }
        usedNames.add(name);
        return value;
    }
}
