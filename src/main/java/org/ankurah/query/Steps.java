package org.ankurah.query;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The names of a path as they stand in the text.
 *
 * @param first the token of the first name
 * @param names at least one
 * @param repeated which of them is followed any number of times, or -1 if none
 * @param orNone whether no time at all counts as well: {@code *} instead of {@code +}
 */
record Steps(Token first, List<String> names, int repeated, boolean orNone) {
    Steps {
        names = List.copyOf(names);
    }

    boolean repeats() {
        return repeated >= 0;
    }

    /** The names up to the one that is followed any number of times. */
    List<String> upToRepeated() {
        return names.subList(0, repeated + 1);
    }

    /** The names behind the one that is followed any number of times. */
    List<String> behindRepeated() {
        return names.subList(repeated + 1, names.size());
    }

    /** How errors name the path. */
    String shown() {
        return Source.shown(IntStream.range(0, names.size())
                .mapToObj(i -> i == repeated ? names.get(i) + (orNone ? "*" : "+") : names.get(i))
                .collect(Collectors.joining(".")));
    }
}
