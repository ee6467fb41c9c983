package org.ankurah.storage.postgres;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ankurah.merge.EntityState;
import org.ankurah.storage.postgres.Catalog.Note;
import org.ankurah.storage.postgres.Table.Column;
import org.ankurah.value.Ulid;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Brings a database in line with the models, in one transaction: all of it or nothing. Meanwhile other servers
 * that start wait, and commits of running ones do.
 */
final class Migration {

    private static final System.Logger LOG = System.getLogger(Migration.class.getName());

    /** Any number that other software on the same database does not lock by chance: "ankurah" in ASCII. */
    private static final long LOCK = 0x616E6B75726168L;

    /** Rows that are filled at once. */
    private static final int BATCH = 1_000;

    private static final String SETTINGS = "SELECT current_setting('server_encoding') AS a, current_schema() AS b,"
            + " current_setting('default_transaction_isolation') AS c, current_setting('synchronous_commit') AS d";

    private static final List<String> OWN_TABLES = List.of(
            // That something exists already is no news.
            "SET LOCAL client_min_messages = warning",
            "CREATE TABLE IF NOT EXISTS ankurah_log (\"position\" bigint NOT NULL)",
            // Commits of running servers wait from here on, before they have locked anything; reads do not. What
            // follows
            // takes weaker and stronger locks of tables, even if there is nothing to do: a commit that already held one
            // of its own would wait for those, and they for it.
            "LOCK TABLE ankurah_log IN EXCLUSIVE MODE",
            "CREATE UNIQUE INDEX IF NOT EXISTS ankurah_log_one_row ON ankurah_log ((true))",
            "INSERT INTO ankurah_log (\"position\") VALUES (0) ON CONFLICT DO NOTHING",
            "CREATE TABLE IF NOT EXISTS ankurah_request (scope text COLLATE \"C\" NOT NULL, key text COLLATE \"C\" NOT NULL,"
                    + " answer bytea NOT NULL, committed_at timestamptz NOT NULL, PRIMARY KEY (scope, key))",
            "CREATE INDEX IF NOT EXISTS ankurah_request_time ON ankurah_request (committed_at)",
            "CREATE TABLE IF NOT EXISTS ankurah_event (\"position\" bigint PRIMARY KEY, id uuid NOT NULL UNIQUE,"
                    + " collection text COLLATE \"C\" NOT NULL, entity_id uuid NOT NULL, parents uuid[] NOT NULL,"
                    + " transaction_id uuid NOT NULL, actor text, body bytea NOT NULL,"
                    + " committed_at timestamptz NOT NULL)",
            "CREATE INDEX IF NOT EXISTS ankurah_event_entity ON ankurah_event (entity_id, \"position\")",
            EventSql.COLLECTION_INDEX,
            EventSql.ACTOR_INDEX,
            PostgresApiKeys.TABLE,
            Catalog.NOTES,
            Catalog.BACKENDS);

    private static final String HAS_COMMIT_TIME =
            "SELECT count(*) FROM pg_attribute WHERE attrelid = to_regclass('ankurah_log')"
                    + " AND attname = 'committed_at' AND NOT attisdropped";

    /** For a log that does not tell the time of its last commit yet. Not even reads go on beside such a change. */
    private static final List<String> ADD_COMMIT_TIME = List.of(
            "ALTER TABLE ankurah_log ADD COLUMN committed_at timestamptz",
            "UPDATE ankurah_log AS l SET committed_at = e.committed_at FROM ankurah_event AS e"
                    + " WHERE e.\"position\" = l.\"position\"");

    private final Mutiny.StatelessSession session;
    private final Tables tables;

    Migration(Mutiny.StatelessSession session, Tables tables) {
        this.session = session;
        this.tables = tables;
    }

    /** Does it all; fails with an {@link IllegalStateException} that says what stands against it. */
    Uni<Void> run() {
        return query("SELECT CAST(pg_advisory_xact_lock(" + LOCK + ") AS text), 1")
                .chain(() -> query(SETTINGS))
                .invoke(rows -> requireUsable((Object[]) rows.get(0)))
                .chain(() -> execute(OWN_TABLES))
                .chain(() -> query(HAS_COMMIT_TIME))
                .chain(counts -> execute(((Number) counts.get(0)).longValue() == 0 ? ADD_COMMIT_TIME : List.of()))
                .chain(() -> query("SELECT \"position\" FROM ankurah_log FOR UPDATE"))
                .chain(() -> Catalog.read(session))
                .map(catalog -> tables.all().stream()
                        .map(table -> new Upgrade(table, catalog))
                        .toList())
                .call(upgrades -> inTurn(upgrades, this::alter))
                .call(this::check)
                .chain(upgrades -> inTurn(upgrades, this::takeNotes));
    }

    private static void requireUsable(Object[] row) {
        if (!"UTF8".equals(row[0])) {
            throw refusal("The encoding of the database is " + row[0] + ". Ankurah needs UTF8: create"
                    + " the database with ENCODING 'UTF8'.");
        }
        if (row[1] == null) {
            throw refusal("The database user has no schema to create tables in. Set its search_path to a schema that"
                    + " exists.");
        }
        if (!"read committed".equals(row[2])) {
            // A commit that waited for the lock of the log reads what others committed meanwhile.
            throw refusal("The database's default_transaction_isolation is " + row[2] + ". Ankurah needs read"
                    + " committed: set it for the database or the user.");
        }
        if ("off".equals(row[3])) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The database has synchronous_commit off: a crash of it can lose acknowledged commits");
        }
    }

    private static RuntimeException refusal(String why) {
        return new Failures.Undecided(new IllegalStateException(why));
    }

    private Uni<Void> alter(Upgrade upgrade) {
        if (!upgrade.problems().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        upgrade.retired()
                .forEach(name -> LOG.log(
                        System.Logger.Level.INFO,
                        "{0}.{1} is retired: its column is dropped, its history stays",
                        upgrade.table().model(),
                        name));
        upgrade.neverKnown()
                .forEach(name -> LOG.log(
                        System.Logger.Level.WARNING,
                        "{0} retires {1}, a property that this store never had",
                        upgrade.table().model(),
                        name));
        return execute(upgrade.statements())
                .chain(() -> upgrade.needsProjection()
                        ? project(upgrade.table(), Ulid.ZERO)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> project(Table table, Ulid after) {
        Sql sql = new Sql();
        String query = "SELECT \"id\", \"state\" FROM " + table.sql() + " WHERE \"id\" > "
                + sql.text(after.toUuid().toString(), "uuid") + " ORDER BY \"id\" LIMIT " + BATCH;
        return sql.rows(session, query).chain(rows -> {
            if (rows.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            List<EntityState> states = rows.stream()
                    .map(row -> (Object[]) row)
                    .map(row -> EntityState.decode(table.model(), Ulid.fromUuid((UUID) row[0]), (byte[]) row[1]))
                    .toList();
            Ulid last = states.get(states.size() - 1).id();
            return Writes.project(session, table, states).chain(() -> project(table, last));
        });
    }

    private Uni<Void> check(List<Upgrade> upgrades) {
        List<String> problems = new ArrayList<>();
        upgrades.forEach(upgrade -> problems.addAll(upgrade.problems()));
        List<Check> checks = upgrades.stream()
                .filter(upgrade -> upgrade.problems().isEmpty())
                .flatMap(upgrade -> upgrade.checks().stream())
                .toList();
        return inTurn(
                        checks,
                        check -> check.sql()
                                .rows(session, check.query())
                                .invoke(rows -> {
                                    long count = ((Number) rows.get(0)).longValue();
                                    if (count > 0) {
                                        problems.add(String.format(check.problem(), count));
                                    }
                                })
                                .replaceWithVoid())
                .invoke(() -> {
                    if (!problems.isEmpty()) {
                        throw refusal("The stored data does not fit the models; nothing was changed.\n"
                                + String.join("\n", problems));
                    }
                });
    }

    /** Says what the columns hold from now on. */
    private Uni<Void> takeNotes(Upgrade upgrade) {
        if (upgrade.isNoted()) {
            return Uni.createFrom().voidItem();
        }
        String collection = upgrade.table().model().collection();
        Sql mark = new Sql();
        String marked =
                "UPDATE ankurah_property SET removed = true WHERE collection = " + mark.text(collection, "text");
        Sql sql = new Sql();
        String notes = upgrade.table().columns().stream()
                .map(column -> note(sql, collection, column))
                .collect(Collectors.joining(", "));
        String noted =
                "INSERT INTO ankurah_property (collection, name, column_name, type, optional, is_unique, removed, backend)"
                        + " VALUES " + notes
                        + " ON CONFLICT (collection, name) DO UPDATE SET column_name = EXCLUDED.column_name,"
                        + " type = EXCLUDED.type, optional = EXCLUDED.optional, is_unique = EXCLUDED.is_unique, removed = false,"
                        + " backend = EXCLUDED.backend";
        return mark.execute(session, marked)
                .chain(() -> notes.isEmpty() ? Uni.createFrom().item(0) : sql.execute(session, noted))
                .replaceWithVoid();
    }

    private static String note(Sql sql, String collection, Column column) {
        Note note = Note.of(column);
        return "("
                + String.join(
                        ", ",
                        sql.text(collection, "text"),
                        sql.text(column.property().name(), "text"),
                        sql.text(note.column(), "text"),
                        sql.text(note.type().toString(), "text"),
                        String.valueOf(note.optional()),
                        String.valueOf(note.unique()),
                        "false",
                        sql.text(column.property().backend().label(), "text"))
                + ")";
    }

    private Uni<List<Object>> query(String query) {
        return new Sql().rows(session, query);
    }

    private Uni<Void> execute(List<String> statements) {
        return inTurn(
                statements, statement -> new Sql().execute(session, statement).replaceWithVoid());
    }

    private static <T> Uni<Void> inTurn(List<T> items, Function<T, Uni<Void>> step) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (T item : items) {
            all = all.chain(() -> step.apply(item));
        }
        return all;
    }
}
