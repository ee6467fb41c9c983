package org.ankurah.storage;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.ankurah.event.Clock;
import org.ankurah.event.CommittedEvent;
import org.ankurah.event.EventCodec;
import org.ankurah.event.MalformedBytesException;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * An event of the log as it is stored, whatever its condition: nothing of it was interpreted yet.
 *
 * @param position its place in the log
 * @param parents in the order in which they are stored
 * @param actor who made it, or null
 * @param body what {@link EventCodec} made of its content; not to be changed
 * @param committedAt when it was committed
 */
@SuppressWarnings("ArrayRecordComponent") // shared instead of copied, as whole logs go through here
public record StoredEvent(
        long position,
        Ulid id,
        String collection,
        Ulid entityId,
        List<Ulid> parents,
        Ulid transactionId,
        @Nullable String actor,
        byte[] body,
        Instant committedAt) {

    public StoredEvent {
        parents = List.copyOf(parents);
    }

    /** The form in which an event is stored. */
    public static StoredEvent of(CommittedEvent committed) {
        return new StoredEvent(
                committed.position(),
                committed.event().id(),
                committed.event().collection(),
                committed.event().entityId(),
                committed.event().parents().ids(),
                committed.event().transactionId(),
                committed.event().actor(),
                EventCodec.encodeBody(committed.event()),
                committed.committedAt());
    }

    /**
     * The event itself.
     *
     * @throws MalformedBytesException when the body is cut off, damaged or of an unknown version
     */
    public CommittedEvent decode() {
        return new CommittedEvent(
                EventCodec.decode(id, collection, entityId, new Clock(parents), transactionId, actor, body),
                position,
                committedAt);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoredEvent event
                && position == event.position
                && id.equals(event.id)
                && collection.equals(event.collection)
                && entityId.equals(event.entityId)
                && parents.equals(event.parents)
                && transactionId.equals(event.transactionId)
                && Objects.equals(actor, event.actor)
                && Arrays.equals(body, event.body)
                && committedAt.equals(event.committedAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(position, id);
    }

    @Override
    public String toString() {
        return "event " + id + " at position " + position;
    }
}
