package org.ankurah.reactor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.query.Entities;
import org.ankurah.value.AnkurahException;
import org.jspecify.annotations.Nullable;

/**
 * The entities at positions around the reactor's: each is the replica, but for what happened between the two. What a
 * subscriber that comes back saw, what storage answered a moment ago, and what it answers already though the reactor
 * is not there yet, can so be seen side by side. For one use: it keeps what it found while the reactor stands still.
 */
final class Moments {

    private final Timeline timeline;
    private final Entities now;
    private final @Nullable OldChanges old;
    private final Map<Long, Entities> worlds = new HashMap<>();
    private final Map<Span, NetChanges> spans = new HashMap<>();

    private record Span(long from, long to) {}

    /** @param now the entities at the timeline's position; what it does not know it notes */
    Moments(Timeline timeline, Entities now, @Nullable OldChanges old) {
        this.timeline = timeline;
        this.now = now;
        this.old = old;
    }

    /** The entities at a position. */
    Entities at(long position) {
        return worlds.computeIfAbsent(position, wanted -> ChangedWorld.of(now, between(timeline.position(), wanted)));
    }

    Step step(long from, long to) {
        return new Step(at(from), at(to));
    }

    /**
     * What is between two positions, in either direction.
     *
     * @throws AnkurahException {@code UNAVAILABLE} if that is not kept any more
     */
    NetChanges between(long from, long to) {
        return spans.computeIfAbsent(
                new Span(from, to),
                span -> from <= to ? forwards(from, to) : forwards(to, from).reversed());
    }

    private NetChanges forwards(long from, long to) {
        NetChanges recent = timeline.between(from, to);
        if (recent != null) {
            return recent;
        }
        if (old != null && old.from() == from && old.to() <= to) {
            NetChanges rest = timeline.between(old.to(), to);
            if (rest != null) {
                return old.changes().then(rest);
            }
        }
        throw AnkurahException.unavailable("Too much was written while the first result was read. Subscribe again.");
    }

    /**
     * The entities of a collection that differ between two positions: those that changed, and those that look at some
     * that did by these footprints.
     */
    Collection<Delta> deltas(long from, long to, ModelDescriptor model, List<Footprint> footprints) {
        NetChanges changes = between(from, to);
        List<Delta> deltas = new ArrayList<>();
        for (Delta delta : changes.all()) {
            if (delta.model().collection().equals(model.collection())) {
                deltas.add(delta);
            }
        }
        deltas.addAll(FootprintIndex.around(footprints, changes, at(from), at(to)));
        return deltas;
    }
}
