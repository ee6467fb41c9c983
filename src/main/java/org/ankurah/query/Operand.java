package org.ankurah.query;

import org.ankurah.value.Value;

/** One side of a comparison. */
public sealed interface Operand {

    /** What a path leads to. */
    record Field(Path path) implements Operand {}

    /** A literal or the value of a parameter, already fit to be compared with the field. */
    record Literal(Value value) implements Operand {}
}
