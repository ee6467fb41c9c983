package org.ankurah.reactor;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.ankurah.merge.EntityState;
import org.ankurah.query.CompiledSelection;
import org.ankurah.query.Entities;
import org.ankurah.query.Fetch;
import org.ankurah.query.Page;
import org.ankurah.query.Selection;
import org.ankurah.reactor.Standpoint.Past;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/** A live query whose answer is the entities that match, in order: all of them, or a window. */
final class LiveList extends LiveQuery<ChangeSet<EntityState>> {

    private final Interest interest;
    private final ShapeView shape;
    private @Nullable LiveResult result;

    /** What was read behind the window, until it is taken in. */
    private @Nullable Page refill;

    LiveList(
            Reactor reactor,
            Selection selection,
            Interest interest,
            Consumer<? super Told<ChangeSet<EntityState>>> listener,
            Consumer<? super Throwable> onFailure) {
        super(reactor, selection, interest.shape(), listener, onFailure);
        this.interest = interest;
        this.shape = new ShapeView(interest.shape(), selection.sight());
    }

    @Override
    First<ChangeSet<EntityState>> first(Beginning beginning, Moments moments, Misses misses) {
        LiveResult first = firstResult(beginning, moments);
        return new First<>(() -> result = first, untold(first.initial(reactor().position())), first.isShort());
    }

    @Override
    Untold<ChangeSet<EntityState>> whole() {
        return untold(running().initial(reactor().position()));
    }

    @Override
    Brought<ChangeSet<EntityState>> since(Past past, Moments moments, Misses misses) {
        Prefix former = former(past, moments);
        boolean tooShort = former.boundary() != null && former.members().size() < LiveResult.window(past.held());
        return new Brought<>(untold(comeback(past, former, running(), moments)), tooShort);
    }

    @Override
    public Backlog backlog(long total) {
        return new EntityBacklog(total);
    }

    @Override
    Untold<ChangeSet<EntityState>> merged(Backlog backlog) {
        return untold(((EntityBacklog) backlog).telling(reactor().position(), running(), interest, shape));
    }

    private LiveResult firstResult(Beginning beginning, Moments moments) {
        long read = beginning.page().position();
        long now = reactor().position();
        Step step = moments.step(read, now);
        Collection<Delta> deltas = deltas(read, now, moments);
        long total = beginning.total();
        for (Delta delta : deltas) {
            total += counted(delta.livingAfter(), step.after()) - counted(delta.livingBefore(), step.before());
        }
        Prefix prefix = Prefix.of(beginning.page()).at(compiled(), null, deltas, step);
        return new LiveResult(
                selection(), compiled(), interest, shape, reactor().bounds().lookAhead(), prefix, total);
    }

    private int counted(@Nullable EntityState state, Entities world) {
        boolean counts = interest.total() && selection().limit() != null;
        return counts && state != null && compiled().matches(state, world) ? 1 : 0;
    }

    /** What the subscriber holds, found by taking back what happened since. */
    private Prefix former(Past past, Moments moments) {
        Page page = past.page();
        long read = page == null ? reactor().position() : page.position();
        Selection held = past.held();
        List<Footprint> looks = Footprints.of(reactor().models(), held, interest.shape());
        return (page == null ? running().held() : Prefix.of(page))
                .at(
                        CompiledSelection.of(held),
                        null,
                        moments.deltas(read, past.position(), held.model(), looks),
                        moments.step(read, past.position()));
    }

    private Telling comeback(Past past, Prefix former, LiveResult current, Moments moments) {
        long now = reactor().position();
        Map<Ulid, Delta> deltas = new HashMap<>();
        deltas(past.position(), now, moments).forEach(delta -> deltas.put(delta.id(), delta));
        List<Member> held =
                former.inOrder(CompiledSelection.of(past.held()).comparator(), LiveResult.window(past.held()));
        // Who may see more, or something else, has asked for nothing else.
        boolean same = past.held().seenBy(selection().sight()).equals(selection());
        ChangeKind came = same ? ChangeKind.ADDED : ChangeKind.INITIAL;
        Step step = moments.step(past.position(), now);
        return new Comeback(held, current.inWindow(), deltas::get, shape, step)
                .telling(now, came, interest, current.total());
    }

    @Override
    @Nullable
    Judged<ChangeSet<EntityState>> judge(Collection<Delta> deltas, Step step) {
        LiveResult current = running();
        List<Verdict> verdicts = current.judge(deltas, step);
        if (verdicts.isEmpty()) {
            return null;
        }
        return new Judged<>() {
            @Override
            public @Nullable Fetch refill() {
                return current.refillFor(verdicts);
            }

            @Override
            public @Nullable Untold<ChangeSet<EntityState>> takeIn(long position) {
                Telling telling = current.apply(position, verdicts);
                return telling == null ? null : untold(telling);
            }
        };
    }

    private Untold<ChangeSet<EntityState>> untold(Telling telling) {
        return world -> telling.inWorld(shape, world);
    }

    @Override
    void provide(Page page) {
        refill = page;
    }

    @Override
    void takeRefill(Entities now, Misses misses) {
        Page page = refill;
        if (page == null) {
            return;
        }
        long read = page.position();
        long position = reactor().position();
        Moments moments = reactor().moments(now, null);
        LiveResult current = running();
        Collection<Delta> deltas = deltas(read, position, moments);
        Prefix further = Prefix.of(page).at(compiled(), current.boundary(), deltas, moments.step(read, position));
        if (misses.isEmpty()) {
            current.extend(further);
            refill = null;
        }
    }

    @Override
    void clear() {
        result = null;
        refill = null;
    }

    private LiveResult running() {
        LiveResult current = result;
        if (current == null) {
            throw new IllegalStateException("not running");
        }
        return current;
    }
}
