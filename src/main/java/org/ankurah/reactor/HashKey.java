package org.ankurah.reactor;

import org.ankurah.value.Value;

/**
 * Turns values into keys of a hash table: values that the evaluator takes for equal have equal keys. The
 * converse need not hold, since the evaluator has the last word.
 */
final class HashKey {

    private HashKey() {}

    /**
     * The key of a value. A list's is the list of its elements' keys, so that no list has the key of an element.
     * A document is its own key.
     */
    static Object of(Value value) {
        if (value instanceof Value.Items items) {
            return items.value().stream().map(HashKey::of).toList();
        }
        // Numbers of different kinds compare exactly or as doubles: equal in either way, they have one double.
        Double number = value instanceof Value.Doc ? null : Scale.number(value);
        return number == null ? value : number;
    }
}
