package org.ankurah.reactor;

/**
 * Why a live query ends that has to be opened anew: an entity that it may show was purged elsewhere, and what the
 * entity was before is not known any more, so what the purge changes cannot be told.
 */
public final class StartOver extends RuntimeException {

    private static final long serialVersionUID = 1;

    StartOver() {
        super("what this live query is based on was erased", null, false, false);
    }
}
