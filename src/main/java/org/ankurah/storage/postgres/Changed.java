package org.ankurah.storage.postgres;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.ankurah.value.Ulid;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Entities that existed at a position and have changed since.
 *
 * @param upTo the position up to which changes were looked for
 * @param entities at most {@link #MAX_ENTITIES}, with at most {@link #MAX_BYTES} of history
 */
record Changed(long upTo, List<Entity> entities) {

    /** Their states travel with the statement: beyond this, hundreds of megabytes. */
    static final int MAX_ENTITIES = 100_000;

    /** The events that have to be replayed, half a million small ones: many seconds, and what they make fits into memory. */
    static final long MAX_BYTES = 128L << 20;

    /** What an event costs besides its body. */
    private static final int BYTES_PER_EVENT = 200;

    /**
     * Up to so many events are gone through for the entities that they changed; with more, the tables are gone through
     * for rows that a later event made. Neither needs an index, which would cost every commit.
     */
    static final long MAX_SCANNED = 200_000;

    /**
     * An entity and its history up to the position.
     *
     * @param events how many there are
     * @param bytes what they take
     */
    record Entity(Table table, Ulid id, long events, long bytes) {}

    /**
     * The changes that tables' shadows do not know yet.
     *
     * @param mostScanned how many events are gone through at most for what they changed
     */
    static Uni<Changed> behind(Mutiny.StatelessSession session, List<Shadow> shadows, long mostScanned) {
        return Log.position(session).chain(end -> {
            List<Shadow> outdated =
                    shadows.stream().filter(shadow -> shadow.upTo() < end).toList();
            if (outdated.isEmpty()) {
                return Uni.createFrom().item(new Changed(end, List.of()));
            }
            Sql sql = new Sql();
            List<String> parts = new ArrayList<>();
            for (Shadow shadow : outdated) {
                String changed = end - shadow.upTo() <= mostScanned ? inLog(sql, shadow) : inTable(sql, shadow);
                parts.add(withHistory(sql, parts.size(), changed, shadow.position()));
            }
            List<Table> tables = outdated.stream().map(Shadow::table).toList();
            return rows(session, sql, parts, tables).map(entities -> new Changed(end, entities));
        });
    }

    /** Entities of a table of which it is known that they changed. */
    static Uni<List<Entity>> of(Mutiny.StatelessSession session, Table table, Set<Ulid> ids, long position) {
        Sql sql = new Sql();
        String part = withHistory(sql, 0, "SELECT u.id FROM unnest(" + sql.ids(ids) + ") AS u(id)", position);
        return rows(session, sql, List.of(part), List.of(table));
    }

    /** Whoever has nothing but the event that created it did not exist before. */
    private static String inLog(Sql sql, Shadow shadow) {
        return "SELECT DISTINCT l.entity_id AS id FROM ankurah_event AS l WHERE l.\"position\" > "
                + sql.number(shadow.upTo()) + " AND l.collection = "
                + sql.text(shadow.table().model().collection(), "text") + " AND l.id <> l.entity_id";
    }

    private static String inTable(Sql sql, Shadow shadow) {
        return "SELECT l.\"id\" FROM " + shadow.table().sql() + " AS l WHERE l.\"position\" > "
                + sql.number(shadow.upTo()) + " AND l.\"head\" <> ARRAY[l.\"id\"]";
    }

    private static String withHistory(Sql sql, int part, String changed, long position) {
        return "(SELECT " + part + " AS part, c.id, h.n, h.bytes FROM (" + changed + ") AS c(id) CROSS JOIN LATERAL"
                + " (SELECT count(*) AS n, CAST(sum(octet_length(e.body) + " + BYTES_PER_EVENT + ") AS bigint) AS bytes"
                + " FROM ankurah_event AS e WHERE e.entity_id = c.id AND e.\"position\" <= " + sql.number(position)
                + ") AS h WHERE h.n > 0 LIMIT " + (MAX_ENTITIES + 1) + ")";
    }

    private static Uni<List<Entity>> rows(
            Mutiny.StatelessSession session, Sql sql, List<String> parts, List<Table> tables) {
        return sql.rows(session, String.join(" UNION ALL ", parts)).map(rows -> {
            List<Entity> entities = new ArrayList<>(rows.size());
            long bytes = 0;
            for (Object row : rows) {
                Object[] columns = (Object[]) row;
                Entity entity = new Entity(
                        tables.get(((Number) columns[0]).intValue()),
                        Ulid.fromUuid((UUID) columns[1]),
                        ((Number) columns[2]).longValue(),
                        ((Number) columns[3]).longValue());
                entities.add(entity);
                bytes += entity.bytes();
            }
            if (entities.size() > MAX_ENTITIES || bytes > MAX_BYTES) {
                throw new AnkurahException(
                        ErrorCode.LIMIT_EXCEEDED,
                        "Too much has changed since: at most " + MAX_ENTITIES + " entities of the collections that are"
                                + " asked for may have, and their events up to there may take " + (MAX_BYTES >> 20)
                                + " MiB. Ask for a later time, or for single entities by their ids.",
                        "at");
            }
            return entities;
        });
    }
}
