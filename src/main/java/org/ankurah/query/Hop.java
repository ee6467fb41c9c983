package org.ankurah.query;

import java.util.List;

/**
 * A step through the graph of entities from one to many others, as {@link Predicate.Some} and its like take it.
 * References along {@link #refs} are followed first; where they lead nowhere, the hop leads nowhere.
 */
public sealed interface Hop {

    /** Names of the reference properties that are followed first, outermost first; usually none. */
    List<String> refs();

    /**
     * Against the direction of a reference: to the living entities that refer here.
     *
     * @param name the inverse field, as queries name it
     * @param source the collection of the referring entities
     * @param property their referring property: a reference, or a list of references
     */
    record Referring(List<String> refs, String name, String source, String property) implements Hop {
        public Referring {
            refs = List.copyOf(refs);
        }
    }

    /**
     * Along one reference any number of times: to the living entities that it leads to in one step, in two, and so
     * on. Each is reached once, so a cycle ends where it closes.
     *
     * @param property a reference of a collection to itself
     * @param self whether the entity where the hop starts is among those it leads to, as after no step at all
     */
    record Reachable(List<String> refs, String property, boolean self) implements Hop {
        public Reachable {
            refs = List.copyOf(refs);
        }
    }
}
