package org.ankurah.storage.postgres;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ankurah.event.Clock;
import org.ankurah.merge.EntityState;
import org.ankurah.value.Ulid;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The heads that entities had at an earlier position, read while the log is locked.
 *
 * <p>An event was in the head at a position if it is not behind it and has no child that is not behind it either.
 * Only two kinds of events can have been: those of the head of today, and parents of events behind the position. The
 * children of an event lie behind it, so the look for one passes few events as a rule.
 */
final class KnownHeads {

    private KnownHeads() {}

    /**
     * Reads them.
     *
     * @return the heads of those entities that have changed behind the position; empty ones of those made behind it
     */
    static Uni<Map<Ulid, Clock>> read(
            Mutiny.StatelessSession session, long position, Collection<EntityState> entities) {
        List<Ulid> changed = entities.stream()
                .filter(entity -> entity.position() > position)
                .map(EntityState::id)
                .toList();
        if (changed.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        List<Ulid> today = entities.stream()
                .flatMap(entity -> entity.head().ids().stream())
                .toList();
        Sql sql = new Sql();
        String query = "WITH behind AS (SELECT id, parents FROM ankurah_event WHERE entity_id = ANY(" + sql.ids(changed)
                + ") AND \"position\" > " + sql.number(position) + "), candidate AS (SELECT unnest(parents) AS id FROM"
                + " behind UNION SELECT unnest(" + sql.ids(today)
                + ")) SELECT e.entity_id, e.id FROM ankurah_event AS e"
                + " JOIN candidate AS c ON c.id = e.id WHERE e.\"position\" <= " + sql.number(position)
                + " AND NOT EXISTS (SELECT 1 FROM ankurah_event AS child WHERE child.entity_id = e.entity_id AND"
                + " child.\"position\" > e.\"position\" AND child.\"position\" <= " + sql.number(position)
                + " AND e.id = ANY(child.parents))";
        return sql.rows(session, query).map(rows -> {
            Map<Ulid, List<Ulid>> heads = new HashMap<>();
            changed.forEach(id -> heads.put(id, new ArrayList<>()));
            for (Object row : rows) {
                Object[] columns = (Object[]) row;
                List<Ulid> head = heads.get(Ulid.fromUuid((UUID) columns[0]));
                if (head != null) {
                    head.add(Ulid.fromUuid((UUID) columns[1]));
                }
            }
            Map<Ulid, Clock> clocks = new HashMap<>();
            heads.forEach((id, head) -> clocks.put(id, new Clock(head)));
            return clocks;
        });
    }
}
