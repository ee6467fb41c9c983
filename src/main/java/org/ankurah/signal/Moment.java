package org.ankurah.signal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What some sources hold at one moment.
 *
 * <p>Every change of sources has a version, greater than those before. The newest version among some sources says
 * which of their states this is: when two moments have it in common, none of the sources has changed between them.
 *
 * <p>The one lock of all signals is held while versions are given and while they are read together, and for nothing
 * else: no function, comparison or callback is run under it.
 */
final class Moment {

    private static final Object CHANGES = new Object();

    /** The newest version; guarded by the lock. */
    private static long newest;

    /** What one source holds since a version. */
    record Stamp<T>(Answer<T> answer, long version) {}

    /** Another value for a source. */
    interface Change {

        /** Whether the source still holds what the value was made for. */
        boolean isCurrent();

        /** Whether there is anything to change. */
        boolean isOther();

        void take(long version);
    }

    private final Map<MutableSignal<?>, Stamp<?>> stamps;
    private final @Nullable Batch batch;

    private Moment(Map<MutableSignal<?>, Stamp<?>> stamps, @Nullable Batch batch) {
        this.stamps = stamps;
        this.batch = batch;
    }

    /** Now, as a batch of this thread sees it, if one is given. */
    static Moment now(List<MutableSignal<?>> sources, @Nullable Batch batch) {
        Map<MutableSignal<?>, Stamp<?>> stamps = new HashMap<>(sources.size() * 2);
        synchronized (CHANGES) {
            for (MutableSignal<?> source : sources) {
                stamps.put(source, source.stamp());
            }
        }
        return new Moment(stamps, batch);
    }

    /** Makes all changes at once, or none if one of them is not current any more. */
    static <C extends Change> boolean change(Collection<C> changes) {
        List<C> others = new ArrayList<>();
        synchronized (CHANGES) {
            for (C change : changes) {
                if (!change.isCurrent()) {
                    return false;
                }
                if (change.isOther()) {
                    others.add(change);
                }
            }
            if (!others.isEmpty()) {
                newest++;
                others.forEach(change -> change.take(newest));
            }
        }
        return true;
    }

    /** The newest version among sources, as they are right now, one after another. */
    static long versionNow(List<MutableSignal<?>> sources) {
        long version = 0;
        for (MutableSignal<?> source : sources) {
            version = Math.max(version, source.stamp().version());
        }
        return version;
    }

    /** The newest version among these sources, which must be some of the moment's. */
    long version(List<MutableSignal<?>> sources) {
        long version = 0;
        for (MutableSignal<?> source : sources) {
            version = Math.max(version, stamp(source).version());
        }
        return version;
    }

    @SuppressWarnings("unchecked") // a source's stamp is put under the source
    <T> Stamp<T> stamp(MutableSignal<T> source) {
        Stamp<T> stamp = (Stamp<T>) stamps.get(source);
        if (stamp == null) {
            throw new IllegalArgumentException("the moment does not know this source");
        }
        return stamp;
    }

    /** The batch, if it has set one of these sources. */
    @Nullable
    Batch batchOn(List<MutableSignal<?>> sources) {
        return batch != null && batch.hasSetAny(sources) ? batch : null;
    }

    <T> Answer<T> answer(MutableSignal<T> source) {
        Answer<T> set = batch == null ? null : batch.answer(source);
        return set != null ? set : stamp(source).answer();
    }
}
