package org.ankurah.storage.kv;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.ankurah.event.BinaryWriter;
import org.ankurah.storage.RequestKey;
import org.ankurah.storage.StoreView.Place;
import org.ankurah.value.Ulid;

/**
 * The layout of the store: the first byte of a key says what it is.
 *
 * <pre>
 * m name                        notes: the log's end, what models the store was opened with, which indexes there are
 * l position                    an event
 * i event id                    the event's position and entity
 * h entity id, position         that the event is one of the entity
 * s collection 0 entity id      the entity's state
 * x index, values, entity id    that a living entity has these values
 * a scope key                   the answer to a request
 * k id                          the key of a service
 * </pre>
 *
 * Positions, ids and the numbers of indexes have a fixed length and are big-endian, so that they sort by value.
 */
final class Keys {

    private static final char NOTE = 'm';
    private static final char EVENT = 'l';
    private static final char EVENT_ID = 'i';
    private static final char HISTORY = 'h';
    private static final char STATE = 's';
    private static final char ENTRY = 'x';
    private static final char ANSWER = 'a';
    private static final char API_KEY = 'k';

    /** Where the log ends. */
    static final byte[] END = note("end");

    private Keys() {}

    static byte[] note(String name) {
        return join(NOTE, name.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] event(long position) {
        return ByteBuffer.allocate(1 + Long.BYTES)
                .put((byte) EVENT)
                .putLong(position)
                .array();
    }

    /** Events behind a position, up to another. */
    static KeyRange events(long after, long upTo) {
        return new KeyRange(event(next(Math.max(after, 0))), event(next(Math.max(upTo, 0))));
    }

    static byte[] eventId(Ulid id) {
        return join(EVENT_ID, id.toBytes());
    }

    static byte[] history(Ulid entity, long position) {
        return ByteBuffer.allocate(1 + Ulid.BYTES + Long.BYTES)
                .put((byte) HISTORY)
                .put(entity.toBytes())
                .putLong(position)
                .array();
    }

    /** The events of one entity behind a position, up to another. */
    static KeyRange history(Ulid entity, long after, long upTo) {
        return new KeyRange(history(entity, next(Math.max(after, 0))), history(entity, next(Math.max(upTo, 0))));
    }

    /** All events behind a place, by entities. */
    static KeyRange historiesBehind(Place place) {
        return new KeyRange(
                history(place.entityId(), next(place.position())), KeyRange.behind(new byte[] {(byte) HISTORY}));
    }

    /** The place that a key of a history names. */
    static Place place(byte[] history) {
        ByteBuffer key = ByteBuffer.wrap(history, 1, Ulid.BYTES + Long.BYTES);
        Ulid entity = new Ulid(key.getLong(), key.getLong());
        return new Place(entity, key.getLong());
    }

    static byte[] states(String collection) {
        return join(STATE, collection.getBytes(StandardCharsets.UTF_8), new byte[1]);
    }

    static byte[] state(String collection, Ulid id) {
        return join(STATE, collection.getBytes(StandardCharsets.UTF_8), new byte[1], id.toBytes());
    }

    static byte[] index(int number) {
        return ByteBuffer.allocate(1 + Integer.BYTES)
                .put((byte) ENTRY)
                .putInt(number)
                .array();
    }

    /** With which the entries of all indexes begin. */
    static byte[] indexes() {
        return new byte[] {(byte) ENTRY};
    }

    /** The number of the index to which an entry belongs. */
    static int indexNumber(byte[] entry) {
        return ByteBuffer.wrap(entry, 1, Integer.BYTES).getInt();
    }

    static byte[] answers() {
        return new byte[] {(byte) ANSWER};
    }

    static byte[] answer(RequestKey key) {
        BinaryWriter both = new BinaryWriter();
        both.writeString(key.scope());
        both.writeString(key.key());
        return join(ANSWER, both.toByteArray());
    }

    static byte[] apiKeys() {
        return new byte[] {(byte) API_KEY};
    }

    static byte[] apiKey(String id) {
        return join(API_KEY, id.getBytes(StandardCharsets.UTF_8));
    }

    /** The id with which a key ends. */
    static Ulid lastId(byte[] key) {
        ByteBuffer id = ByteBuffer.wrap(key, key.length - Ulid.BYTES, Ulid.BYTES);
        return new Ulid(id.getLong(), id.getLong());
    }

    /** Some bytes behind each other. */
    static byte[] join(byte[] first, byte[]... others) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(first);
        for (byte[] other : others) {
            out.writeBytes(other);
        }
        return out.toByteArray();
    }

    private static byte[] join(char family, byte[]... parts) {
        return join(new byte[] {(byte) family}, parts);
    }

    private static long next(long position) {
        return position == Long.MAX_VALUE ? position : position + 1;
    }
}
