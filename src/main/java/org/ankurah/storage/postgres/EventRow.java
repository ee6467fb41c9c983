package org.ankurah.storage.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.ankurah.event.Clock;
import org.ankurah.event.CommittedEvent;
import org.ankurah.event.EventCodec;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.NullUnmarked;

/** One event of the log as Hibernate reads it. Never changed, unless its entity is purged. */
@Entity(name = "AnkurahEvent")
@Table(name = "ankurah_event")
@NullUnmarked // Hibernate fills the fields
class EventRow {

    @Id
    Long position;

    UUID id;
    String collection;

    @Column(name = "entity_id")
    UUID entityId;

    UUID[] parents;

    @Column(name = "transaction_id")
    UUID transactionId;

    String actor;
    byte[] body;

    @Column(name = "committed_at")
    Instant committedAt;

    CommittedEvent toEvent() {
        return new CommittedEvent(
                EventCodec.decode(
                        Ulid.fromUuid(id),
                        collection,
                        Ulid.fromUuid(entityId),
                        new Clock(Arrays.stream(parents).map(Ulid::fromUuid).toList()),
                        Ulid.fromUuid(transactionId),
                        actor,
                        body),
                position,
                committedAt);
    }
}
