package org.ankurah.storage.postgres;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ankurah.merge.EntityState;
import org.ankurah.storage.EntityRange;
import org.ankurah.storage.Replayed;
import org.ankurah.storage.StoreView;
import org.ankurah.storage.StoredEvent;
import org.ankurah.storage.Upkeep;
import org.hibernate.reactive.mutiny.Mutiny;

/** Checks and mends a store in PostgreSQL. */
final class PostgresUpkeep implements Upkeep {

    private final Sessions sessions;
    private final Tables tables;

    PostgresUpkeep(Sessions sessions, Tables tables) {
        this.sessions = sessions;
        this.tables = tables;
    }

    @Override
    public Uni<StoreView> view() {
        return PostgresView.open(sessions, tables);
    }

    @Override
    public Uni<Mended> mend(EntityRange range, long since, Function<List<StoredEvent>, Replayed> replay) {
        // A commit that was decided from what is mended here has to be decided anew.
        return sessions.transaction(session -> LogEnd.touch(session)
                .chain(() -> StoredEvents.ofRange(session, range, since))
                .chain(recent -> mend(session, replay.apply(recent))));
    }

    private Uni<Mended> mend(Mutiny.StatelessSession session, Replayed replayed) {
        Map<String, List<EntityState>> states = Writes.byCollection(replayed.states());
        Uni<Mended> mended = Uni.createFrom().item(Mended.NOTHING);
        for (Table table : tables.all()) {
            List<EntityState> own = states.getOrDefault(table.model().collection(), List.of());
            mended = mended.chain(
                    sum -> new RowCheck(table, replayed, own).mend(session).map(sum::plus));
        }
        return mended;
    }
}
