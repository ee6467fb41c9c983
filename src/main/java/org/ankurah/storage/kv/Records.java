package org.ankurah.storage.kv;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.ankurah.event.BinaryReader;
import org.ankurah.event.BinaryWriter;
import org.ankurah.event.MalformedBytesException;
import org.ankurah.storage.Answer;
import org.ankurah.storage.ApiKey;
import org.ankurah.storage.RequestKey;
import org.ankurah.storage.StoreView.Place;
import org.ankurah.storage.StoredEvent;
import org.ankurah.value.Json;
import org.ankurah.value.JsonText;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/** The values of the store as bytes. All begin with a version; what cannot be read is a {@link MalformedBytesException}. */
final class Records {

    private static final int VERSION = 1;

    private Records() {}

    static byte[] event(StoredEvent event) {
        BinaryWriter out = start();
        out.writeUlid(event.id());
        out.writeString(event.collection());
        out.writeUlid(event.entityId());
        out.writeVarint(event.parents().size());
        event.parents().forEach(out::writeUlid);
        out.writeUlid(event.transactionId());
        writeText(out, event.actor());
        writeTime(out, event.committedAt());
        out.writeBytes(event.body());
        return out.toByteArray();
    }

    static StoredEvent event(long position, byte[] bytes) {
        BinaryReader in = start(bytes);
        Ulid id = in.readUlid();
        String collection = in.readString();
        Ulid entity = in.readUlid();
        List<Ulid> parents = new ArrayList<>();
        for (int left = in.readCount(); left > 0; left--) {
            parents.add(in.readUlid());
        }
        Ulid transaction = in.readUlid();
        String actor = readText(in);
        Instant committedAt = readTime(in);
        byte[] body = in.readBytes();
        in.expectEnd();
        return new StoredEvent(position, id, collection, entity, parents, transaction, actor, body, committedAt);
    }

    static byte[] place(Place place) {
        BinaryWriter out = start();
        out.writeUlid(place.entityId());
        out.writeVarint(place.position());
        return out.toByteArray();
    }

    static Place place(byte[] bytes) {
        BinaryReader in = start(bytes);
        return new Place(in.readUlid(), in.readVarint());
    }

    static byte[] end(LogEnd end) {
        BinaryWriter out = start();
        out.writeVarint(end.position());
        writeTime(out, end.committedAt());
        return out.toByteArray();
    }

    static LogEnd end(byte @Nullable [] bytes) {
        if (bytes == null) {
            return new LogEnd(0, Instant.EPOCH);
        }
        BinaryReader in = start(bytes);
        return new LogEnd(in.readVarint(), readTime(in));
    }

    static byte[] answer(RequestKey key, Answer answer) {
        return answer(key, answer.encode());
    }

    private static byte[] answer(RequestKey key, byte[] answer) {
        BinaryWriter out = start();
        out.writeString(key.scope());
        out.writeString(key.key());
        out.writeBytes(answer);
        return out.toByteArray();
    }

    /** The key and the encoded answer. */
    static KeptAnswer answer(byte[] bytes) {
        BinaryReader in = start(bytes);
        return new KeptAnswer(new RequestKey(in.readString(), in.readString()), in.readBytes());
    }

    static byte[] apiKey(ApiKey key) {
        BinaryWriter out = start();
        out.writeString(key.id());
        out.writeString(key.name());
        out.writeString(key.digest());
        out.writeVarint(key.roles().size());
        new TreeSet<>(key.roles()).forEach(out::writeString);
        out.writeString(JsonText.write(key.claims()));
        writeTime(out, key.createdAt());
        writeOptionalTime(out, key.expiresAt());
        writeOptionalTime(out, key.revokedAt());
        return out.toByteArray();
    }

    static ApiKey apiKey(byte[] bytes) {
        BinaryReader in = start(bytes);
        String id = in.readString();
        String name = in.readString();
        String digest = in.readString();
        Set<String> roles = new TreeSet<>();
        for (int left = in.readCount(); left > 0; left--) {
            roles.add(in.readString());
        }
        Json.Obj claims = (Json.Obj) JsonText.parse(in.readString());
        return new ApiKey(id, name, digest, roles, claims, readTime(in), readOptionalTime(in), readOptionalTime(in));
    }

    static BinaryWriter start() {
        BinaryWriter out = new BinaryWriter();
        out.writeByte(VERSION);
        return out;
    }

    static BinaryReader start(byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes);
        int version = in.readByte();
        if (version != VERSION) {
            throw in.malformed("a record of the unknown version " + version);
        }
        return in;
    }

    private static void writeTime(BinaryWriter out, Instant time) {
        out.writeSignedVarint(time.getEpochSecond());
        out.writeVarint(time.getNano());
    }

    private static Instant readTime(BinaryReader in) {
        return Instant.ofEpochSecond(in.readSignedVarint(), in.readVarint());
    }

    private static void writeOptionalTime(BinaryWriter out, @Nullable Instant time) {
        out.writeBoolean(time != null);
        if (time != null) {
            writeTime(out, time);
        }
    }

    private static @Nullable Instant readOptionalTime(BinaryReader in) {
        return in.readBoolean() ? readTime(in) : null;
    }

    private static void writeText(BinaryWriter out, @Nullable String text) {
        out.writeBoolean(text != null);
        if (text != null) {
            out.writeString(text);
        }
    }

    private static @Nullable String readText(BinaryReader in) {
        return in.readBoolean() ? in.readString() : null;
    }

    /** An answer as it is kept, with the key of its request. */
    @SuppressWarnings("ArrayRecordComponent") // made here, and only read
    record KeptAnswer(RequestKey key, byte[] answer) {}
}
