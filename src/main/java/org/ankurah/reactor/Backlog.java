package org.ankurah.reactor;

/**
 * What a live query told while somebody did not listen, merged: of each entity or group only what became of it
 * altogether. {@link LiveQuery#bring} makes one change set of it, as of then. Under the reactor's threading contract.
 */
public abstract sealed class Backlog implements Standpoint permits EntityBacklog, GroupBacklog {

    /** Takes in what was told next. */
    public final void add(Told<?> told) {
        told.mentions().forEach(this::add);
    }

    abstract void add(Mention mention);

    /** The number of entities or groups that are waiting. */
    public abstract int size();
}
