package org.ankurah.reactor;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ankurah.query.CompiledSelection;
import org.ankurah.query.Entities;
import org.ankurah.query.Fetch;
import org.ankurah.query.Page;
import org.ankurah.query.Selection;
import org.jspecify.annotations.Nullable;

/**
 * A question whose answer is kept current for one subscriber. Made by {@link Reactor#register}, under whose
 * threading contract it stands.
 *
 * <p>Its life: {@link #start} brings a result that was read a moment ago, the listener is told the answer as of the
 * reactor's position, then every change that comes; {@link #cancel} or a failure ends it, and nothing is told after
 * that.
 */
public abstract sealed class LiveQuery permits LiveList, LiveGroups {

    private enum Phase {
        STARTING,
        RUNNING,
        ENDED
    }

    private final Reactor reactor;
    private final Selection selection;
    private final CompiledSelection compiled;
    private final List<Footprint> footprints;
    private final Consumer<? super Throwable> onFailure;
    private Phase phase = Phase.STARTING;

    /** @param shape what is shown of the entities that match */
    LiveQuery(Reactor reactor, Selection selection, Shape shape, Consumer<? super Throwable> onFailure) {
        this.reactor = reactor;
        this.selection = selection;
        this.compiled = CompiledSelection.of(selection);
        this.footprints = Footprints.of(reactor.models(), selection, shape);
        this.onFailure = onFailure;
    }

    /** Changes that were judged, and may be taken in as long as nothing else was. */
    interface Judged {

        /** What has to be read before the changes can be taken in; null if nothing. */
        default @Nullable Fetch refill() {
            return null;
        }

        /**
         * Takes the changes in.
         *
         * @param position as of which the answer then is
         * @return what to tell the listener; null if nothing
         */
        @Nullable
        Untold takeIn(long position);
    }

    /** What the listener is to be told. */
    interface Untold {

        /**
         * Completes it.
         *
         * @param world the entities as of the position of what is told; what is not known is noted there
         * @return tells the listener; of no use if something was not known
         */
        Runnable inWorld(Entities world);
    }

    /** A beginning as of the reactor's position: what makes it the answer, once it is complete. */
    record First(Runnable takeIn, Untold untold, boolean tooShort) {}

    /**
     * Prepares the first answer. What is not known is noted; then the answer is of no use, may be null, and this is
     * called again.
     */
    abstract @Nullable First first(Beginning beginning, Moments moments, Misses misses);

    /** Judges what changed. Changes nothing; may be repeated. Null if nothing concerns the answer. */
    abstract @Nullable Judged judge(Collection<Delta> deltas, Step step);

    /** Gets what was asked for by {@link Judged#refill}. */
    void provide(Page page) {
        throw new IllegalStateException("nothing was asked for");
    }

    /**
     * Takes in what was provided, unless too little is known yet.
     *
     * @param now the entities as of the reactor's position; what is not known is noted as a miss
     */
    void takeRefill(Entities now, Misses misses) {}

    /** Lets go of the answer. */
    abstract void clear();

    public final Selection selection() {
        return selection;
    }

    final Reactor reactor() {
        return reactor;
    }

    final CompiledSelection compiled() {
        return compiled;
    }

    final List<Footprint> footprints() {
        return footprints;
    }

    /** Whether it looks at other entities than its own. */
    final boolean isDeep() {
        return !footprints.isEmpty();
    }

    /** Whether it looks at entities of some of these collections. */
    final boolean looksAt(Set<String> collections) {
        return collections.contains(selection.model().collection())
                || footprints.stream().anyMatch(footprint -> collections.contains(footprint.end()));
    }

    /** Whether it may have to wait for something to be read. */
    final boolean needsStorage() {
        return isDeep() || selection.limit() != null;
    }

    final boolean isRunning() {
        return phase == Phase.RUNNING;
    }

    /** The entities of the collection that differ between two positions, as this live query sees them. */
    final Collection<Delta> deltas(long from, long to, Moments moments) {
        return moments.deltas(from, to, selection.model(), footprints);
    }

    /**
     * Starts, and tells the listener the answer, or what is new to it. If something is missing, nothing happens but
     * that it is said; once it was provided, this is called again with the same or newer pages. Does nothing if
     * this live query has ended meanwhile.
     *
     * @param beginning pages that were read at positions which the reactor has reached
     * @return what is missing; nothing once it has started or ended
     */
    public final Needs start(Beginning beginning) {
        if (phase == Phase.RUNNING) {
            throw new IllegalStateException("started twice");
        }
        Needs needs = phase == Phase.STARTING ? guarded(() -> tryToStart(beginning)) : null;
        return needs == null ? Needs.NONE : needs;
    }

    private Needs tryToStart(Beginning beginning) {
        if (beginning.page().position() > reactor.position()) {
            throw new IllegalArgumentException(
                    "the reactor has not reached " + beginning.page().position());
        }
        Misses misses = new Misses();
        Entities world = reactor.world(misses);
        Beginning.Past past = beginning.past();
        First first = first(beginning, reactor.moments(world, past == null ? null : past.old()), misses);
        if (first == null) {
            return Needs.of(misses);
        }
        if (misses.isEmpty() && first.tooShort()) {
            return Needs.LONGER;
        }
        Runnable tell = first.untold().inWorld(world);
        if (!misses.isEmpty()) {
            return Needs.of(misses);
        }
        phase = Phase.RUNNING;
        first.takeIn().run();
        reactor.started(this);
        tell.run();
        return Needs.NONE;
    }

    /** Ends this live query. Again, or from inside a listener, is fine. */
    public final void cancel() {
        end();
    }

    /** Runs something that may fail; then this live query ends, and no other, since the others have to be served. */
    final <T> @Nullable T guarded(Supplier<@Nullable T> work) {
        try {
            return work.get();
        } catch (RuntimeException | Error failure) {
            fail(failure);
            return null;
        }
    }

    /** Ends this live query and says why, unless it has ended. */
    final void fail(Throwable failure) {
        if (phase == Phase.ENDED) {
            return;
        }
        end();
        try {
            onFailure.accept(failure);
        } catch (RuntimeException ignored) {
            // Nobody is left to tell.
        }
    }

    private void end() {
        if (phase != Phase.ENDED) {
            boolean ran = phase == Phase.RUNNING;
            phase = Phase.ENDED;
            clear();
            reactor.ended(this, ran);
        }
    }
}
