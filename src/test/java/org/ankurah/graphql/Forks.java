package org.ankurah.graphql;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ankurah.event.Clock;
import org.ankurah.event.CommittedEvent;
import org.ankurah.event.Event;
import org.ankurah.event.Lifecycle;
import org.ankurah.event.Operation;
import org.ankurah.merge.AppliedEvents;
import org.ankurah.merge.EntityState;
import org.ankurah.storage.CommitWork;
import org.ankurah.storage.StorageEngine;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;

/** Commits changes of an album that were made from an older head, as another server does that had not heard more. */
final class Forks {

    private final StorageEngine storage;
    private final Ulid album;
    private long made;

    Forks(StorageEngine storage, String album) {
        this.storage = storage;
        this.album = Ulid.parse(album);
    }

    /** Sets the title upon these events, and gives the id of the event that did. */
    String title(String title, String... parents) {
        Ulid id = new Ulid(album.high() + (1L << 40) + ++made, made);
        storage.commit(new CommitWork<Boolean>() {
                    @Override
                    public Reads reads() {
                        return new Reads(Map.of("album", Set.of(album)), Map.of());
                    }

                    @Override
                    public Decision<Boolean> decide(Base base) {
                        Clock clock = new Clock(
                                List.of(parents).stream().map(Ulid::parse).toList());
                        TreeMap<String, Operation> operations = new TreeMap<>();
                        operations.put("title", new Operation.Set(new Value.Str(title)));
                        Event event =
                                new Event(id, "album", album, clock, id, "fork", 0, operations, Lifecycle.UNCHANGED);
                        CommittedEvent committed = new CommittedEvent(event, base.position() + 1, Instant.now());
                        EntityState state = base.entity(album).apply(committed, AppliedEvents.IN_ORDER);
                        return new Decision<>(List.of(committed), List.of(state), true);
                    }
                })
                .await()
                .indefinitely();
        return id.toString();
    }
}
