package org.ankurah.node;

import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.ToLongFunction;
import org.ankurah.reactor.Reactor;

/** Those who wait for the reactor to get somewhere. Not thread-safe. */
final class Waiters {

    private final List<Waiter> all = new ArrayList<>();

    /**
     * Somebody who waits.
     *
     * @param reached what is to reach the position
     * @param complete whether to go on if it never will
     */
    record Waiter(ToLongFunction<Reactor> reached, long position, UniEmitter<? super Void> emitter, boolean complete) {}

    Waiter add(ToLongFunction<Reactor> reached, long position, UniEmitter<? super Void> emitter, boolean complete) {
        Waiter waiter = new Waiter(reached, position, emitter, complete);
        all.add(waiter);
        return waiter;
    }

    /** Whether somebody waited until now. */
    boolean remove(Waiter waiter) {
        return all.remove(waiter);
    }

    /** Wakes those whose position is reached. */
    void wake(Reactor reactor) {
        Iterator<Waiter> waiting = all.iterator();
        List<Waiter> ready = new ArrayList<>();
        while (waiting.hasNext()) {
            Waiter waiter = waiting.next();
            if (waiter.reached().applyAsLong(reactor) >= waiter.position()) {
                ready.add(waiter);
                waiting.remove();
            }
        }
        ready.forEach(waiter -> waiter.emitter().complete(null));
    }

    /** Nobody's position will be reached: some go on all the same, the others are told so. */
    void dismiss(Throwable reason) {
        List<Waiter> dismissed = List.copyOf(all);
        all.clear();
        for (Waiter waiter : dismissed) {
            if (waiter.complete()) {
                waiter.emitter().complete(null);
            } else {
                waiter.emitter().fail(reason);
            }
        }
    }
}
