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
 * A question whose answer is kept current for a listener. Made by {@link Reactor#register}, under whose
 * threading contract it stands.
 *
 * <p>Its life: {@link #start} brings a result that was read a moment ago, the listener is told the answer as of the
 * reactor's position, then every change that comes; {@link #cancel} or a failure ends it, and nothing is told after
 * that. While it runs, {@link #bring} makes what brings others in step with the listener.
 *
 * @param <C> what is told
 */
public abstract sealed class LiveQuery<C> permits LiveList, LiveGroups {

    private enum Phase {
        STARTING,
        RUNNING,
        ENDED
    }

    private final Reactor reactor;
    private final Selection selection;
    private final CompiledSelection compiled;
    private final List<Footprint> footprints;
    private final Consumer<? super Told<C>> listener;
    private final Consumer<? super Throwable> onFailure;
    private Phase phase = Phase.STARTING;

    /** @param shape what is shown of the entities that match */
    LiveQuery(
            Reactor reactor,
            Selection selection,
            Shape shape,
            Consumer<? super Told<C>> listener,
            Consumer<? super Throwable> onFailure) {
        this.reactor = reactor;
        this.selection = selection;
        this.compiled = CompiledSelection.of(selection);
        this.footprints = Footprints.of(reactor.models(), selection, shape);
        this.listener = listener;
        this.onFailure = onFailure;
    }

    /** Changes that were judged, and may be taken in as long as nothing else was. */
    interface Judged<C> {

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
        Untold<C> takeIn(long position);
    }

    /** What is to be told. */
    @FunctionalInterface
    interface Untold<C> {

        /**
         * Completes it.
         *
         * @param world the entities as of the position of what is told; what is not known is noted there
         * @return of no use if something was not known
         */
        Told<C> inWorld(Entities world);
    }

    /** A beginning as of the reactor's position: what makes it the answer, once it is complete. */
    record First<C>(Runnable takeIn, Untold<C> untold, boolean tooShort) {}

    /** What brings somebody in step, unless what that is made of is too short. */
    record Brought<C>(Untold<C> untold, boolean tooShort) {}

    /**
     * Prepares the first answer. What is not known is noted; then the answer is of no use, may be null, and this is
     * called again.
     */
    abstract @Nullable First<C> first(Beginning beginning, Moments moments, Misses misses);

    /** The answer as it is. */
    abstract Untold<C> whole();

    /** What became of the answer since an earlier position; null if something is not known, which is noted. */
    abstract @Nullable Brought<C> since(Standpoint.Past past, Moments moments, Misses misses);

    /** What is in a backlog, in terms of the present answer. */
    abstract Untold<C> merged(Backlog backlog);

    /**
     * A new backlog, for what the listener was told or will be: all of it from some moment on.
     *
     * @param total the number of all matches that was told last before that moment; -1 if it is not told
     */
    public abstract Backlog backlog(long total);

    /** Judges what changed. Changes nothing; may be repeated. Null if nothing concerns the answer. */
    abstract @Nullable Judged<C> judge(Collection<Delta> deltas, Step step);

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
    public final boolean looksAt(Set<String> collections) {
        return collections.contains(selection.model().collection())
                || footprints.stream().anyMatch(footprint -> collections.contains(footprint.end()));
    }

    /** Whether it may have to wait for something to be read. */
    final boolean needsStorage() {
        return isDeep() || selection.limit() != null;
    }

    /** Whether it has not ended. */
    public final boolean isOpen() {
        return phase != Phase.ENDED;
    }

    /** Whether it is started and has not ended. */
    public final boolean isRunning() {
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
        First<C> first = first(beginning, reactor.moments(world, null), misses);
        if (first == null) {
            return Needs.of(misses);
        }
        if (misses.isEmpty() && first.tooShort()) {
            return Needs.LONGER;
        }
        Told<C> told = first.untold().inWorld(world);
        if (!misses.isEmpty()) {
            return Needs.of(misses);
        }
        phase = Phase.RUNNING;
        first.takeIn().run();
        reactor.started(this);
        listener.accept(told);
        return Needs.NONE;
    }

    /**
     * Makes what brings somebody in step with the listener, which has been told everything: with that, and whatever
     * the listener is told from now on, nothing is missed or doubled. Changes nothing.
     *
     * @param receiver gets it, unless something is missing; always within this call
     * @return what is missing; nothing once the receiver was told
     * @throws org.ankurah.value.AnkurahException {@code UNAVAILABLE} if the past is too long ago
     * @throws IllegalStateException if this live query does not run, or listeners have not been told everything yet
     */
    public final Needs bring(Standpoint from, Consumer<? super Told<C>> receiver) {
        if (!isRunning() || reactor.told() != reactor.position()) {
            throw new IllegalStateException("there is nothing to be in step with");
        }
        Misses misses = new Misses();
        Entities world = reactor.world(misses);
        Brought<C> brought = brought(from, world, misses);
        if (brought == null) {
            return Needs.of(misses);
        }
        if (misses.isEmpty() && brought.tooShort()) {
            return Needs.LONGER;
        }
        Told<C> told = brought.untold().inWorld(world);
        if (!misses.isEmpty()) {
            return Needs.of(misses);
        }
        receiver.accept(told);
        return Needs.NONE;
    }

    private @Nullable Brought<C> brought(Standpoint from, Entities world, Misses misses) {
        if (from instanceof Standpoint.Past past) {
            return since(past, reactor.moments(world, past.old()), misses);
        }
        return new Brought<>(from instanceof Backlog backlog ? merged(backlog) : whole(), false);
    }

    /** Completes something and tells the listener, unless something is missing. */
    final void tell(Untold<C> untold, Entities world, Misses misses) {
        Told<C> told = guarded(() -> untold.inWorld(world));
        if (told != null && misses.isEmpty()) {
            guarded(() -> {
                listener.accept(told);
                return null;
            });
        }
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
