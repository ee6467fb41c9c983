package org.ankurah.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.subscription.Cancellable;
import java.util.TreeMap;
import org.ankurah.node.Context;
import org.ankurah.node.View;
import org.ankurah.reactor.ChangeSet;
import org.ankurah.reactor.ChangeSet.Change;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/** Folds a live query of all songs; subscribes again when it ends with a failure. */
final class SongFold implements AutoCloseable {

    private final Context context;
    private final TreeMap<Ulid, Song> songs = new TreeMap<>();
    private Cancellable subscription = () -> {};
    private long position = -1;
    private boolean closed;
    private @Nullable AssertionError wrong;

    SongFold(Context context) {
        this.context = context;
        subscribe();
    }

    /** What it holds now, if it was told nothing wrong so far. */
    synchronized TreeMap<Ulid, Song> songs() {
        if (wrong != null) {
            throw wrong;
        }
        return new TreeMap<>(songs);
    }

    private synchronized void subscribe() {
        position = -1;
        if (!closed) {
            subscription = context.subscribe(Song.class, "").subscribe().with(this::take, failure -> subscribe());
        }
    }

    private synchronized void take(ChangeSet<View<Song>> payload) {
        try {
            fold(payload);
        } catch (AssertionError failure) {
            wrong = failure;
        }
    }

    private void fold(ChangeSet<View<Song>> payload) {
        if (payload.reset()) {
            songs.clear();
        } else {
            assertThat(payload.position()).isGreaterThan(position);
        }
        position = payload.position();
        for (Change<View<Song>> change : payload.changes()) {
            boolean known = songs.remove(change.id()) != null;
            View<Song> entity = change.entity();
            switch (change.kind()) {
                case INITIAL, ADDED -> assertThat(known).as("added twice").isFalse();
                case UPDATED, REMOVED -> assertThat(known).as("known").isTrue();
            }
            if (entity != null) {
                songs.put(change.id(), entity.model());
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        subscription.cancel();
    }
}
