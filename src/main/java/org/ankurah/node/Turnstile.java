package org.ankurah.node;

import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets only so many works run at once; the others wait in the order in which they came. It bounds what is under way,
 * not how many wait: that is for whoever lets them come.
 */
final class Turnstile {

    private final int places;
    private final Queue<Work> waiting = new ArrayDeque<>();
    private int inside;

    /** Whether a thread is letting works in; it looks again before it stops, so that no work starts another one. */
    private boolean letting;

    Turnstile(int places) {
        this.places = places;
    }

    private record Work(Supplier<Uni<Void>> begin, Consumer<Throwable> onFailure) {}

    /**
     * Begins the work when its turn has come, on this thread or one on which another work ended. Its place is free
     * again when it completes or fails.
     */
    void enter(Supplier<Uni<Void>> begin, Consumer<Throwable> onFailure) {
        synchronized (this) {
            waiting.add(new Work(begin, onFailure));
        }
        letIn();
    }

    private void letIn() {
        for (Work next = next(false); next != null; next = next(true)) {
            Work work = next;
            Uni.createFrom().deferred(work.begin::get).subscribe().with(done -> leave(), failure -> {
                work.onFailure.accept(failure);
                leave();
            });
        }
    }

    /** The work to begin now, or null if there is none or another thread takes care of it. */
    private synchronized @Nullable Work next(boolean again) {
        if (letting && !again) {
            return null;
        }
        letting = inside < places && !waiting.isEmpty();
        if (!letting) {
            return null;
        }
        inside++;
        return waiting.poll();
    }

    private void leave() {
        synchronized (this) {
            inside--;
        }
        letIn();
    }
}
