package org.ankurah.node;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ankurah.reactor.LiveQuery;
import org.ankurah.reactor.Reactor;
import org.ankurah.reactor.StartOver;
import org.ankurah.reactor.Told;
import org.ankurah.value.AnkurahException;
import org.jspecify.annotations.Nullable;

/**
 * One live query and all who subscribe to it, each at its own pace. Touched by the reactor's tasks only, one at a
 * time, so who joins, leaves, falls behind or starts over meets the others before or after, never in between.
 *
 * <p>What is told goes to the end of a sequence ({@link Link}). Who is in step takes it from there. Who is not is
 * brought in step by something made for it ({@link Gathering}), which says all up to now, and is put at the end of the
 * sequence in the same task: so nothing is missed between the two, and nothing comes twice.
 *
 * <p>What was made last is given again to who knows the same, as long as nothing was committed since. It is held weakly:
 * it is there while others take it, and costs nothing afterwards.
 */
final class SharedQuery<C> {

    /** What a new subscriber knows of the live query. */
    static final Object NOTHING = new Object();

    private final LiveQueries home;
    private final Question<C> question;
    private final List<LiveSubscription<C>> subscribers = new ArrayList<>(1);
    private @Nullable LiveQuery<C> query;
    private @Nullable Link<C> end;
    private @Nullable Made<C> made;

    // Null as long as there are none, which is nearly always.
    private @Nullable Map<Object, Gathering<C>> gatherings;
    private @Nullable Map<Link<C>, Lag<C>> lags;

    /** What was made last, and for whom. */
    private static final class Made<C> extends WeakReference<Delivery<C>> {
        private final Object key;

        Made(Object key, Delivery<C> delivery) {
            super(delivery);
            this.key = key;
        }
    }

    SharedQuery(LiveQueries home, Question<C> question) {
        this.home = home;
        this.question = question;
    }

    Question<C> question() {
        return question;
    }

    /** The live query, if it has an answer. */
    @Nullable
    LiveQuery<C> running() {
        LiveQuery<C> current = query;
        return current != null && current.isRunning() && end != null ? current : null;
    }

    /**
     * Makes the live query.
     *
     * @throws org.ankurah.value.AnkurahException if it cannot be
     */
    void open(Reactor reactor) {
        LiveQuery<C> made = question.register(reactor, this::told, this::ended);
        query = made;
        home.start(made, question.counted(), failure -> openingFailed(made, failure));
    }

    private void openingFailed(LiveQuery<C> opened, Throwable failure) {
        if (query == opened) {
            failAll(failure);
        }
    }

    /**
     * A subscriber comes.
     *
     * @param knows what it knows: {@link #NOTHING}, or a {@link LiveRequest.Resume}
     */
    void join(LiveSubscription<C> subscription, Object knows, Reactor reactor) {
        subscription.joined(this, subscribers.size());
        subscribers.add(subscription);
        bring(subscription, knows, reactor);
    }

    /** Brings a subscriber in step that knows this. */
    void bring(LiveSubscription<C> subscription, Object knows, Reactor reactor) {
        Made<C> last = made;
        Delivery<C> ready = last != null && last.key.equals(knows) ? last.get() : null;
        Link<C> here = end;
        if (ready != null && here != null && ready.position() == reactor.position()) {
            give(subscription, ready, here);
            return;
        }
        if (gatherings == null) {
            gatherings = new HashMap<>(2);
        }
        Gathering<C> gathering = gatherings.get(knows);
        if (gathering == null) {
            gathering = home.gathering(this, knows);
            gatherings.put(knows, gathering);
        }
        gathering.add(subscription);
        Gathering<C> ofIt = gathering;
        home.feed().run(ofIt::attempt);
    }

    boolean gathers(Gathering<C> gathering) {
        return gatherings != null && gatherings.get(gathering.key()) == gathering;
    }

    /** What a gathering waited for is there; null if nobody waits any more. */
    void gathered(Gathering<C> gathering, @Nullable Told<C> told) {
        forget(gathering);
        Link<C> here = end;
        if (told == null || here == null) {
            return;
        }
        Delivery<C> delivery = new Delivery<>(told);
        made = new Made<>(gathering.key(), delivery);
        gathering.waiting().forEach(subscription -> give(subscription, delivery, here));
        if (lags == null && gathering.key() instanceof Lag) {
            // Its backlog is of no use any more.
            made = null;
        }
    }

    /** What a gathering waits for cannot be had. */
    void failed(Gathering<C> gathering, Throwable failure) {
        if (gathers(gathering)) {
            forget(gathering);
            gathering.waiting().forEach(subscription -> fail(subscription, failure));
        }
    }

    private void forget(Gathering<C> gathering) {
        if (gatherings != null) {
            gatherings.remove(gathering.key(), gathering);
            if (gatherings.isEmpty()) {
                gatherings = null;
            }
        }
    }

    private void give(LiveSubscription<C> subscription, Delivery<C> delivery, Link<C> here) {
        Lag<C> lag = subscription.lag();
        boolean silent = lag != null && delivery.told().isEmpty();
        if (subscription.inStep(silent ? null : delivery, here)) {
            letGo(lag);
        }
    }

    /** A subscriber left. */
    void leave(LiveSubscription<C> subscription) {
        Lag<C> lag = subscription.lag();
        LiveSubscription<C> last = subscribers.remove(subscribers.size() - 1);
        if (last != subscription) {
            subscribers.set(subscription.index(), last);
            last.moved(subscription.index());
        }
        subscription.left();
        letGo(lag);
        home.left();
        if (subscribers.isEmpty()) {
            close();
        }
    }

    private void close() {
        LiveQuery<C> last = query;
        query = null;
        home.closed(this);
        if (last != null) {
            last.cancel();
        }
    }

    private void fail(LiveSubscription<C> subscription, Throwable failure) {
        if (!subscription.isEnded()) {
            subscription.fail(failure);
            leave(subscription);
        }
    }

    private void failAll(Throwable failure) {
        List.copyOf(subscribers).forEach(subscription -> fail(subscription, failure));
    }

    /** The live query has something to tell. First of all its answer, which is news to those only who wait for it. */
    private void told(Told<C> told) {
        if (end == null) {
            begin(told);
            return;
        }
        made = null;
        end = end.append(new Delivery<>(told), question.total(told.changes()));
        if (lags != null) {
            List.copyOf(lags.values()).forEach(lag -> addTo(lag, told));
        }
        Link<C> here = end;
        // Nobody can join or leave meanwhile: that is left to tasks of their own.
        for (LiveSubscription<C> subscription : subscribers) {
            Link<C> stopped = subscription.told(here);
            if (stopped != null) {
                subscription.behind(lagFrom(stopped));
            }
        }
    }

    private void begin(Told<C> told) {
        end = Link.beginning(question.total(told.changes()));
        if (gatherings == null) {
            return;
        }
        Gathering<C> newcomers = gatherings.get(NOTHING);
        if (newcomers != null) {
            gathered(newcomers, told);
        }
        if (gatherings != null) {
            List.copyOf(gatherings.values()).forEach(gathering -> home.feed().run(gathering::attempt));
        }
    }

    /** What was told from a place on, merged; it grows with what is told until nobody needs it any more. */
    private Lag<C> lagFrom(Link<C> place) {
        if (lags == null) {
            lags = new HashMap<>(2);
        }
        Lag<C> known = lags.get(place);
        if (known != null) {
            known.enter();
            return known;
        }
        LiveQuery<C> current = query;
        if (current == null) {
            throw new IllegalStateException("nothing is told when nothing runs");
        }
        Lag<C> lag = new Lag<>(place, current.backlog(place.total()));
        lags.put(place, lag);
        for (Link<C> link = place; link != null; link = link.next()) {
            Delivery<C> waiting = link.delivery();
            if (waiting != null) {
                lag.backlog().add(waiting.told());
            }
        }
        home.pendingGrew(lag.backlog().size());
        return lag;
    }

    private void addTo(Lag<C> lag, Told<C> told) {
        int before = lag.backlog().size();
        lag.backlog().add(told);
        home.pendingGrew(lag.backlog().size() - before);
        if (home.isTooMuch(lag.backlog().size())) {
            AnkurahException limit = home.tooFarBehind();
            List.copyOf(subscribers).stream()
                    .filter(subscription -> subscription.lag() == lag)
                    .forEach(subscription -> fail(subscription, limit));
        }
    }

    /** One subscriber less waits for this. */
    private void letGo(@Nullable Lag<C> lag) {
        if (lag != null && lags != null && lag.leave()) {
            home.pendingGrew(-lag.backlog().size());
            lags.remove(lag.from());
            if (lags.isEmpty()) {
                lags = null;
            }
        }
    }

    /** The live query ended by itself. */
    private void ended(Throwable failure) {
        if (failure instanceof StartOver) {
            home.feed().run(this::startOver);
        } else {
            home.feed().run(reactor -> failAll(failure));
        }
    }

    private void startOver(Reactor reactor) {
        if (subscribers.isEmpty()) {
            return;
        }
        end = null;
        made = null;
        gatherings = null;
        subscribers.forEach(subscription -> {
            letGo(subscription.lag());
            subscription.startOver();
        });
        try {
            open(reactor);
        } catch (RuntimeException refused) {
            failAll(refused);
            return;
        }
        subscribers.forEach(subscription -> bring(subscription, NOTHING, reactor));
    }
}
