package org.ankurah.reactor;

import java.util.List;
import java.util.function.Supplier;

/**
 * What a listener is told at one time, once for all who listen.
 *
 * @param <C> the form in which it is told
 */
public final class Told<C> {

    private final C changes;
    private final long position;
    private final int size;
    private final boolean empty;
    private final Supplier<List<Mention>> mentions;

    /**
     * @param size how much there is of it: the number of entities or groups that it holds
     * @param empty whether it says nothing
     * @param mentions what a {@link Backlog} has to know of it
     */
    Told(C changes, long position, int size, boolean empty, Supplier<List<Mention>> mentions) {
        this.changes = changes;
        this.position = position;
        this.size = size;
        this.empty = empty;
        this.mentions = mentions;
    }

    public C changes() {
        return changes;
    }

    /** As of which it is told. */
    public long position() {
        return position;
    }

    /** The number of entities or groups in it. */
    public int size() {
        return size;
    }

    /** Whether it says nothing, so that only who waits for an answer needs to hear it. */
    public boolean isEmpty() {
        return empty;
    }

    List<Mention> mentions() {
        return mentions.get();
    }
}
