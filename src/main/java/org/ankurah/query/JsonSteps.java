package org.ankurah.query;

import java.util.List;
import java.util.Map;
import org.ankurah.value.Json;
import org.jspecify.annotations.Nullable;

/** Walks and compares JSON documents exactly as PostgreSQL's {@code #>} and {@code @>} do. */
final class JsonSteps {

    /** More digits are no index of any array. */
    private static final int MAX_INDEX_DIGITS = 9;

    private JsonSteps() {}

    /**
     * What the steps lead to, or null. In an object a step is a member's name; in an array it is an index, from 0,
     * or from -1 backwards from the end; a scalar has no steps.
     */
    static @Nullable Json find(Json document, List<String> steps) {
        Json current = document;
        for (String step : steps) {
            if (current instanceof Json.Obj object) {
                current = object.value().get(step);
            } else if (current instanceof Json.Arr array) {
                current = element(array.value(), step);
            } else {
                return null;
            }
        }
        return current;
    }

    /**
     * Whether one document contains another: an object all members of the other, an array all elements of the
     * other in any order, a scalar its equal. At the top alone an array also contains a scalar.
     */
    static boolean contains(Json whole, Json part) {
        boolean scalarInArray = whole instanceof Json.Arr && !isContainer(part);
        return scalarInArray ? ((Json.Arr) whole).value().contains(part) : containsDeep(whole, part);
    }

    private static boolean containsDeep(Json whole, Json part) {
        if (whole instanceof Json.Obj object && part instanceof Json.Obj wanted) {
            for (Map.Entry<String, Json> member : wanted.value().entrySet()) {
                Json own = object.value().get(member.getKey());
                if (own == null || !containsDeep(own, member.getValue())) {
                    return false;
                }
            }
            return true;
        }
        if (whole instanceof Json.Arr array && part instanceof Json.Arr wanted) {
            return wanted.value().stream()
                    .allMatch(element -> array.value().stream().anyMatch(own -> containsDeep(own, element)));
        }
        return !isContainer(part) && whole.equals(part);
    }

    private static boolean isContainer(Json json) {
        return json instanceof Json.Obj || json instanceof Json.Arr;
    }

    private static @Nullable Json element(List<Json> elements, String step) {
        boolean negative = step.startsWith("-");
        String digits = negative ? step.substring(1) : step;
        boolean index = !digits.isEmpty()
                && digits.length() <= MAX_INDEX_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!index) {
            return null;
        }
        int number = Integer.parseInt(digits);
        int place = negative ? elements.size() - number : number;
        return place >= 0 && place < elements.size() ? elements.get(place) : null;
    }
}
