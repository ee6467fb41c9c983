package org.ankurah.query;

import java.util.List;
import java.util.Map;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Json;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Gives the values of claims, which stand in the text of rules as {@code $jwt.name}. A value is bound as a literal is,
 * never read as text of the language.
 */
@FunctionalInterface
public interface Claims {

    /**
     * The value of a claim; {@link Value#NULL} stands for one that is not known yet, which fits everywhere: so a rule
     * can be checked before anybody comes.
     *
     * @param steps the claim's name, then the members that lead into it
     * @throws AnkurahException when there is none
     */
    Value of(List<String> steps);

    /**
     * The claims of somebody. One that is missing or null, or a list that holds null, is a failure, which names it and
     * not its value.
     */
    static Claims of(Map<String, Json> claims) {
        return steps -> {
            Json found = find(claims, steps);
            if (found == null) {
                throw AnkurahException.badQuery("there is no claim " + String.join(".", steps));
            }
            if (found instanceof Json.Arr list && list.value().contains(Json.NULL)) {
                throw AnkurahException.badQuery("the claim " + String.join(".", steps) + " is a list that holds null");
            }
            return new Value.Doc(found);
        };
    }

    /** The value of a claim; null if it is missing, or JSON's null. */
    static @Nullable Json find(Map<String, Json> claims, List<String> steps) {
        Json claim = claims.get(steps.get(0));
        Json found = claim == null ? null : JsonSteps.find(claim, steps.subList(1, steps.size()));
        return found == Json.NULL ? null : found;
    }
}
