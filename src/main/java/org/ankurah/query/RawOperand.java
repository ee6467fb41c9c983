package org.ankurah.query;

import java.util.List;
import org.ankurah.value.Value;

/** An operand as it stands in the text, before it is known what it is compared with. */
sealed interface RawOperand {

    /** Where it begins. */
    int start();

    /** What a path leads to. */
    sealed interface OfField extends RawOperand {

        /** The path, from the entity that is asked about or from one that was reached. */
        Path path();
    }

    /** Names a field. */
    record OfPath(Path path, int start) implements OfField {}

    /**
     * Names a field of the entities that a reference leads to in any number of steps. One of them has to pass the
     * comparison.
     *
     * @param path from an entity that was reached
     */
    record OfReached(Hop.Reachable hop, Path path, int start) implements OfField {}

    /**
     * The number of entities that refer here.
     *
     * @param id the path to the id of the entity that is asked about
     */
    record OfCount(Hop.Referring hop, Path id, int start) implements RawOperand {}

    /** A literal or a parameter. */
    record OfValue(Value value, int start) implements RawOperand {}

    /** Several of them in parentheses. */
    record OfList(List<Value> values, int start) implements RawOperand {}
}
