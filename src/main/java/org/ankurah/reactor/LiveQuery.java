package org.ankurah.reactor;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ankurah.merge.EntityState;
import org.ankurah.query.CompiledSelection;
import org.ankurah.query.Entities;
import org.ankurah.query.Fetch;
import org.ankurah.query.Page;
import org.ankurah.query.Selection;
import org.ankurah.reactor.Beginning.Past;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * A selection whose result is kept current for one subscriber. Made by {@link Reactor#register}, under whose
 * threading contract it stands.
 *
 * <p>Its life: {@link #start} brings a result that was read a moment ago, the listener is told the result as of the
 * reactor's position, then every change that comes; {@link #cancel} or a failure ends it, and nothing is told after
 * that.
 */
public final class LiveQuery {

    private enum Phase {
        STARTING,
        RUNNING,
        ENDED
    }

    private final Reactor reactor;
    private final Selection selection;
    private final CompiledSelection compiled;
    private final Interest interest;
    private final ShapeView shape;
    private final List<Footprint> footprints;
    private final Consumer<? super ChangeSet<EntityState>> listener;
    private final Consumer<? super Throwable> onFailure;

    private Phase phase = Phase.STARTING;
    private @Nullable LiveResult result;

    /** What was read behind the window, until it is taken in. */
    private @Nullable Page refill;

    LiveQuery(
            Reactor reactor,
            Selection selection,
            Interest interest,
            Consumer<? super ChangeSet<EntityState>> listener,
            Consumer<? super Throwable> onFailure) {
        this.reactor = reactor;
        this.selection = selection;
        this.compiled = CompiledSelection.of(selection);
        this.interest = interest;
        this.shape = new ShapeView(interest.shape());
        this.footprints = Footprints.of(reactor.models(), selection, interest.shape());
        this.listener = listener;
        this.onFailure = onFailure;
    }

    public Selection selection() {
        return selection;
    }

    List<Footprint> footprints() {
        return footprints;
    }

    /** Whether it looks at other entities than its own. */
    boolean isDeep() {
        return !footprints.isEmpty();
    }

    /** Whether it may have to wait for something to be read. */
    boolean needsStorage() {
        return isDeep() || selection.limit() != null;
    }

    /**
     * Starts, and tells the listener the result, or what is new to it. If something is missing, nothing happens but
     * that it is said; once it was provided, this is called again with the same or newer pages. Does nothing if
     * this live query has ended meanwhile.
     *
     * @param beginning pages that were read at positions which the reactor has reached
     * @return what is missing; nothing once it has started or ended
     */
    public Needs start(Beginning beginning) {
        if (phase == Phase.RUNNING) {
            throw new IllegalStateException("started twice");
        }
        Needs[] needs = {Needs.NONE};
        if (phase == Phase.STARTING) {
            guarded(() -> needs[0] = tryToStart(beginning));
        }
        return needs[0];
    }

    private Needs tryToStart(Beginning beginning) {
        if (beginning.page().position() > reactor.position()) {
            throw new IllegalArgumentException(
                    "the reactor has not reached " + beginning.page().position());
        }
        Past past = beginning.past();
        Misses misses = new Misses();
        Entities world = reactor.world(misses);
        Moments moments = reactor.moments(world, past == null ? null : past.old());
        LiveResult first = firstResult(beginning, moments);
        boolean tooShort = first.isShort();
        Telling telling = first.initial(reactor.position());
        if (past != null) {
            Prefix former = former(past, moments);
            tooShort |= former.boundary() != null && former.members().size() < LiveResult.window(past.held());
            telling = comeback(past, former, first, telling, moments);
        }
        if (misses.isEmpty() && tooShort) {
            return Needs.LONGER;
        }
        ChangeSet<EntityState> changes = telling.inWorld(shape, world);
        if (!misses.isEmpty()) {
            return Needs.of(misses);
        }
        phase = Phase.RUNNING;
        result = first;
        reactor.started(this);
        listener.accept(changes);
        return Needs.NONE;
    }

    private LiveResult firstResult(Beginning beginning, Moments moments) {
        long read = beginning.page().position();
        Step step = moments.step(read, reactor.position());
        Collection<Delta> deltas = moments.deltas(read, reactor.position(), selection.model(), footprints);
        long total = beginning.total();
        for (Delta delta : deltas) {
            total += matches(delta.livingAfter(), step.after()) - matches(delta.livingBefore(), step.before());
        }
        Prefix prefix = Prefix.of(beginning.page(), compiled, null, deltas, step);
        return new LiveResult(selection, compiled, interest, shape, prefix, total);
    }

    private int matches(@Nullable EntityState state, Entities world) {
        boolean counts = interest.total() && selection.limit() != null;
        return counts && state != null && compiled.matches(state, world) ? 1 : 0;
    }

    /** What the subscriber holds, found by taking back what happened since. */
    private Prefix former(Past past, Moments moments) {
        long read = past.page().position();
        List<Footprint> looks = Footprints.of(reactor.models(), past.held(), interest.shape());
        return Prefix.of(
                past.page(),
                CompiledSelection.of(past.held()),
                null,
                moments.deltas(read, past.position(), past.held().model(), looks),
                moments.step(read, past.position()));
    }

    private Telling comeback(Past past, Prefix former, LiveResult first, Telling whole, Moments moments) {
        Map<Ulid, Delta> deltas = new HashMap<>();
        moments.deltas(past.position(), reactor.position(), selection.model(), footprints)
                .forEach(delta -> deltas.put(delta.id(), delta));
        List<Member> held =
                former.inOrder(CompiledSelection.of(past.held()).comparator(), LiveResult.window(past.held()));
        ChangeKind came = past.held().equals(selection) ? ChangeKind.ADDED : ChangeKind.INITIAL;
        Step step = moments.step(past.position(), reactor.position());
        return new Comeback(held, first.inWindow(), deltas::get, shape, step)
                .telling(reactor.position(), came, interest, whole.total());
    }

    /** Ends this live query. Again, or from inside a listener, is fine. */
    public void cancel() {
        end();
    }

    /** Judges the changes of a transaction, which must be taken in next; null if there is something wrong. */
    @Nullable
    List<Verdict> judge(Collection<Delta> deltas, Step step) {
        return guarded(() -> running().judge(deltas, step), null);
    }

    /** What has to be read before the changes can be taken in; null if nothing. */
    @Nullable
    Fetch refillFor(List<Verdict> verdicts) {
        return running().refillFor(verdicts);
    }

    /** Gets what was asked for by {@link #refillFor}. */
    void provide(Page page) {
        refill = page;
    }

    /** Takes in what was read behind the window, unless too little is known yet. */
    void takeRefill(Moments moments, Misses misses) {
        Page page = refill;
        if (page == null || phase != Phase.RUNNING) {
            return;
        }
        guarded(() -> {
            long read = page.position();
            Prefix further = Prefix.of(
                    page,
                    compiled,
                    running().boundary(),
                    moments.deltas(read, reactor.position(), selection.model(), footprints),
                    moments.step(read, reactor.position()));
            if (misses.isEmpty()) {
                running().extend(further);
                refill = null;
            }
        });
    }

    /** Takes in a transaction; null if there is nothing to tell. */
    @Nullable
    Telling apply(long position, List<Verdict> verdicts) {
        return guarded(() -> running().apply(position, verdicts), null);
    }

    /**
     * Tells the listener, unless something that it selected of other entities is not known yet.
     *
     * @param world the entities as of the position of what is told
     */
    void tell(Telling telling, Entities world, Misses misses) {
        if (phase != Phase.RUNNING) {
            return;
        }
        guarded(() -> {
            ChangeSet<EntityState> changes = telling.inWorld(shape, world);
            if (misses.isEmpty()) {
                listener.accept(changes);
            }
        });
    }

    boolean isRunning() {
        return phase == Phase.RUNNING;
    }

    private LiveResult running() {
        LiveResult current = result;
        if (current == null) {
            throw new IllegalStateException("not running");
        }
        return current;
    }

    /** Whatever goes wrong in one live query ends that one only: the others have still to be served. */
    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error failure) {
            fail(failure);
        }
    }

    private <T> @Nullable T guarded(Supplier<@Nullable T> work, @Nullable T otherwise) {
        try {
            return work.get();
        } catch (RuntimeException | Error failure) {
            fail(failure);
            return otherwise;
        }
    }

    /** Ends this live query and says why, unless it has ended. */
    void fail(Throwable failure) {
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
            result = null;
            refill = null;
            reactor.ended(this, ran);
        }
    }
}
