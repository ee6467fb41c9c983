package org.ankurah.node;

/**
 * What an identity may see. Those of one scope who ask the same get the same answer, so they share one live query and
 * all that is made of it. It is decided here and nowhere else.
 */
record VisibleScope() {

    private static final VisibleScope EVERYTHING = new VisibleScope();

    /** The scope of an identity: as long as nothing is hidden from anybody, one for all. */
    static VisibleScope of(Identity identity) {
        return EVERYTHING;
    }
}
