package org.ankurah.storage.postgres;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.ankurah.merge.EntityState;
import org.ankurah.query.Found;
import org.ankurah.query.Lookups;
import org.ankurah.query.Lookups.Referring;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * The statement that answers scattered questions. Its rows are {@code (part, n, id, state)}: each part stands for the
 * entities of one collection that were asked for by id, or for those that refer to the n-th target by one property;
 * the part below zero is the position.
 */
final class FindSql {

    private static final int POSITION = -1;

    private final Tables tables;
    private final @Nullable Long past;
    private final Sql sql = new Sql();
    private final List<String> selects = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private final List<EntityState> entities = new ArrayList<>();
    private final Map<Referring, List<EntityState>> referring = new LinkedHashMap<>();

    /** @param past the position as of which the tables are shown; null if as they are */
    FindSql(Tables tables, Lookups lookups, @Nullable Long past) {
        this.tables = tables;
        this.past = past;
        selects.add("SELECT " + POSITION + " AS part, l.\"position\" AS n, CAST(NULL AS uuid) AS id,"
                + " CAST(NULL AS bytea) AS state FROM ankurah_log AS l");
        // Sorted, so that equal needs make equal statements, which PostgreSQL plans once.
        new TreeMap<>(lookups.entities()).forEach((collection, ids) -> askEntities(tables.get(collection), ids));
        byProperty(lookups.referring()).forEach(this::askReferring);
    }

    private static Map<Property, List<Referring>> byProperty(Set<Referring> questions) {
        Map<Property, List<Referring>> groups =
                new TreeMap<>(Comparator.comparing(Property::collection).thenComparing(Property::name));
        for (Referring question : questions) {
            groups.computeIfAbsent(
                            new Property(question.collection(), question.property()), property -> new ArrayList<>())
                    .add(question);
        }
        return groups;
    }

    private void askEntities(Table table, Set<Ulid> ids) {
        if (ids.isEmpty()) {
            return;
        }
        selects.add("SELECT " + parts.size() + ", CAST(1 AS bigint), t.\"id\", t.\"state\" FROM " + table.sql()
                + " AS t WHERE t.\"id\" = ANY(" + sql.ids(ids) + ") AND NOT t.\"deleted\"");
        parts.add(new Part(table, List.of(entities)));
    }

    private void askReferring(Property property, List<Referring> questions) {
        Table table = tables.get(property.collection());
        String targets = sql.ids(questions.stream().map(Referring::target).toList());
        selects.add("SELECT " + parts.size() + ", v.n, t.\"id\", t.\"state\" FROM unnest(" + targets
                + ") WITH ORDINALITY AS v(id, n) JOIN " + table.sql() + " AS t ON "
                + table.column(property.name()).refersTo("t", "v.id") + " AND NOT t.\"deleted\"");
        List<List<EntityState>> answers = new ArrayList<>();
        for (Referring question : questions) {
            List<EntityState> answer = new ArrayList<>();
            referring.put(question, answer);
            answers.add(answer);
        }
        parts.add(new Part(table, answers));
    }

    /** The statement, for one use. */
    Question<Found> question() {
        return new Question<>(sql, String.join(" UNION ALL ", selects), this::take);
    }

    private Found take(List<Object> rows) {
        long position = 0;
        // An entity may be the answer to many questions; all its rows hold the same state.
        Map<Ulid, EntityState> decoded = new HashMap<>();
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            int number = ((Number) columns[0]).intValue();
            long n = ((Number) columns[1]).longValue();
            if (number == POSITION) {
                position = n;
                continue;
            }
            Part part = parts.get(number);
            part.answers
                    .get((int) n - 1)
                    .add(decoded.computeIfAbsent(
                            Ulid.fromUuid((UUID) columns[2]),
                            id -> EntityState.decode(part.table.model(), id, (byte[]) columns[3])));
        }
        return new Found(past != null ? past : position, entities, referring);
    }

    /** A referring property. */
    private record Property(String collection, String name) {}

    /**
     * One part of the statement.
     *
     * @param table holds the entities it finds
     * @param answers where they go, by number from 1
     */
    private record Part(Table table, List<List<EntityState>> answers) {}
}
