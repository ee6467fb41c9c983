package org.ankurah.node;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.ankurah.event.BinaryReader;
import org.ankurah.event.BinaryWriter;
import org.ankurah.event.MalformedBytesException;
import org.ankurah.merge.text.AwarenessUpdate;
import org.ankurah.merge.text.AwarenessUpdate.Peer;
import org.ankurah.merge.text.MalformedTextException;
import org.ankurah.storage.StorageEngine;
import org.ankurah.value.AnkurahException;

/**
 * Tells those who edit a text of each other: where their cursors are, and what they are called. Nothing of it is kept
 * but what each last said, while somebody follows the text here, and no longer than half a minute. Safe to use from any
 * thread.
 *
 * <p>Other servers are told through the store, which may lose some of it: editors say everything again now and then.
 */
final class Awareness implements AutoCloseable {

    /** How many bytes one may say at a time; with the name of the text it fits what a store can pass on. */
    static final int MAX_BYTES = 4096;

    /** Editors say who they are twice as often. */
    static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final int SAYS = 1;
    private static final int ASKS = 2;

    private final StorageEngine storage;
    private final Supplier<Instant> now;
    private final Map<TextPlace, AwarenessRoom> rooms = new ConcurrentHashMap<>();
    private final Runnable stop;

    Awareness(StorageEngine storage, Supplier<Instant> now) {
        this.storage = storage;
        this.now = now;
        this.stop = storage.whispers().subscribe().with(this::hear)::cancel;
    }

    /**
     * What those say who edit a text; begins with those who are there.
     *
     * @param text tells something once the text may be followed, and ends, or fails, when it may not any more; so does
     *     what is returned
     */
    Multi<byte[]> follow(TextPlace place, Multi<?> text) {
        return Multi.createFrom().deferred(() -> {
            AwarenessRoom.Follower follower = new AwarenessRoom.Follower();
            return Multi.createFrom()
                    .<Boolean>emitter(
                            emitter -> {
                                follower.onNews(() -> emitter.emit(true));
                                AtomicBoolean entered = new AtomicBoolean();
                                AtomicBoolean left = new AtomicBoolean();
                                Cancellable watching = text.subscribe()
                                        .with(
                                                shown -> {
                                                    if (entered.compareAndSet(false, true)) {
                                                        enter(place, follower);
                                                        if (left.get()) {
                                                            leave(place, follower);
                                                        }
                                                    }
                                                },
                                                emitter::fail,
                                                emitter::complete);
                                emitter.onTermination(() -> {
                                    watching.cancel();
                                    left.set(true);
                                    leave(place, follower);
                                });
                            },
                            BackPressureStrategy.LATEST)
                    .map(news -> follower.take())
                    .filter(peers -> !peers.isEmpty())
                    .map(AwarenessUpdate::write);
        });
    }

    private void enter(TextPlace place, AwarenessRoom.Follower follower) {
        boolean[] first = new boolean[1];
        rooms.compute(place, (key, known) -> {
            first[0] = known == null;
            AwarenessRoom room = known == null ? new AwarenessRoom() : known;
            room.enter(follower, now.get());
            return room;
        });
        if (first[0]) {
            whisper(ASKS, place, new byte[] {0});
        }
    }

    private void leave(TextPlace place, AwarenessRoom.Follower follower) {
        rooms.computeIfPresent(place, (key, room) -> room.leave(follower) ? null : room);
    }

    /**
     * Tells all who follow a text.
     *
     * @throws AnkurahException with {@code VALIDATION} when it is not in the format of the editors' protocol, or too much
     */
    void tell(TextPlace place, byte[] update) {
        if (update.length > MAX_BYTES) {
            throw AnkurahException.validation(
                    "An awareness update has " + update.length + " bytes; at most " + MAX_BYTES + " are allowed.",
                    "update");
        }
        try {
            heard(place, AwarenessUpdate.read(update));
        } catch (MalformedTextException malformed) {
            throw AnkurahException.validation(String.valueOf(malformed.getMessage()), "update");
        }
        whisper(SAYS, place, update);
    }

    private void heard(TextPlace place, List<Peer> peers) {
        AwarenessRoom room = rooms.get(place);
        if (room != null) {
            room.tell(peers, now.get());
        }
    }

    private void whisper(int kind, TextPlace place, byte[] update) {
        BinaryWriter out = new BinaryWriter();
        out.writeByte(kind);
        out.writeString(place.collection());
        out.writeUlid(place.id());
        out.writeString(place.property());
        out.writeBytes(update);
        storage.whisper(out.toByteArray());
    }

    /** Of another server; one of another version may say what is not understood here. */
    private void hear(byte[] message) {
        try {
            BinaryReader in = new BinaryReader(message);
            int kind = in.readByte();
            TextPlace place = new TextPlace(in.readString(), in.readUlid(), in.readString());
            byte[] update = in.readBytes();
            in.expectEnd();
            AwarenessRoom room = rooms.get(place);
            if (room == null) {
                return;
            }
            if (kind == ASKS) {
                room.present(now.get()).forEach(peer -> whisper(SAYS, place, AwarenessUpdate.write(List.of(peer))));
            } else {
                heard(place, AwarenessUpdate.read(update));
            }
        } catch (MalformedBytesException | MalformedTextException notUnderstood) {
            System.getLogger(Awareness.class.getName())
                    .log(System.Logger.Level.DEBUG, "Another server says what is not understood", notUnderstood);
        }
    }

    @Override
    public void close() {
        stop.run();
    }
}
