package org.ankurah.event;

import org.ankurah.value.Ulid;

/** The digest half of event ids: the first eight bytes of the SHA-256 of the canonical bytes. */
final class EventIds {

    private EventIds() {}

    /** The id that this event should have, given the clock half of the id that it has. */
    static Ulid expected(Event event, Digest digest) {
        byte[] hash = digest.sha256(EventCodec.canonical(event));
        return new Ulid(event.id().high(), new BinaryReader(hash).readFixed64());
    }
}
