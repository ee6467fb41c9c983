package org.ankurah.event;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.ankurah.value.Ulid;

/**
 * A set of event ids none of which is an ancestor of another: the parents of an event, or the head of an
 * entity.
 *
 * @param ids ascending and distinct; input in any order is put in order
 */
public record Clock(List<Ulid> ids) {

    /** No event at all: the parents of a genesis. */
    public static final Clock EMPTY = new Clock(List.of());

    public Clock {
        ids = List.copyOf(new TreeSet<>(ids));
    }

    public static Clock of(Ulid... ids) {
        return new Clock(List.of(ids));
    }

    public boolean isEmpty() {
        return ids.isEmpty();
    }

    public boolean contains(Ulid id) {
        return ids.contains(id);
    }

    /** The greatest id, or {@link Ulid#ZERO} when empty. */
    public Ulid greatest() {
        return ids.isEmpty() ? Ulid.ZERO : ids.get(ids.size() - 1);
    }

    /** The head after an event: without the event's parents, with the event itself. */
    public Clock advance(Collection<Ulid> parents, Ulid event) {
        List<Ulid> next = new ArrayList<>(ids);
        next.removeAll(parents);
        next.add(event);
        return new Clock(next);
    }

    @Override
    public String toString() {
        return ids.toString();
    }
}
