package org.ankurah.query;

import java.util.List;
import org.ankurah.value.Value;

/** An operand as it stands in the text, before it is known what it is compared with. */
sealed interface RawOperand {

    /** Where it begins. */
    int start();

    /** Names a field. */
    record OfPath(Path path, int start) implements RawOperand {}

    /** A literal or a parameter. */
    record OfValue(Value value, int start) implements RawOperand {}

    /** Several of them in parentheses. */
    record OfList(List<Value> values, int start) implements RawOperand {}
}
