package org.ankurah.node;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.ankurah.query.Predicate;
import org.ankurah.query.SelectionText;

/**
 * What, besides what a live query looks at, makes a difference to what its subscribers are shown: who may see which
 * properties of the entities in a payload, and whose past. Those of one scope who ask the same get the same answer, so
 * they share one live query and all that is made of it. It is decided here and nowhere else.
 *
 * @param shown by collection, in which entities which properties are shown, where not in all
 * @param history by collection, whose past is shown, where not that of all; without any if no past is selected
 */
record VisibleScope(Map<String, Map<String, Predicate>> shown, Map<String, Predicate> history) {

    /** That of figures, which show nothing of single entities. */
    static final VisibleScope FIGURES = new VisibleScope(Map.of(), Map.of());

    /** Equal texts for equal scopes; empty if nothing is withheld. */
    String text() {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(shown)
                .forEach((collection, rules) -> new TreeMap<>(rules)
                        .forEach((property, rule) -> text.append('|')
                                .append(collection)
                                .append('.')
                                .append(property)
                                .append(' ')
                                .append(SelectionText.write(rule))));
        new TreeMap<>(history)
                .forEach((collection, rule) ->
                        text.append('|').append(collection).append(' ').append(SelectionText.write(rule)));
        return text.toString();
    }

    /** The scope of who asks this. */
    static VisibleScope of(Asker asker, LiveRequest request) {
        if (asker.isOpen()) {
            return FIGURES;
        }
        Map<String, Map<String, Predicate>> shown = new HashMap<>();
        Map<String, Predicate> history = new HashMap<>();
        ShapeReach reach =
                ShapeReach.of(asker, request.selection(), request.interest().shape());
        for (String collection : reach.shown()) {
            Rights rights = asker.access().of(collection);
            if (!rights.shown().isEmpty()) {
                shown.put(collection, rights.shown());
            }
            // Only who is told of every change may have selected a history.
            if (reach.tellsEveryChange() && !rights.history().equals(Predicate.TRUE)) {
                history.put(collection, rights.history());
            }
        }
        return new VisibleScope(Map.copyOf(shown), Map.copyOf(history));
    }
}
