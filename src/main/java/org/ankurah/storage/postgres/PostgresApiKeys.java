package org.ankurah.storage.postgres;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ankurah.storage.ApiKey;
import org.ankurah.storage.ApiKeyStore;
import org.ankurah.value.Json;
import org.ankurah.value.JsonText;
import org.jspecify.annotations.Nullable;

/** Keeps the keys of services in a table of its own. */
final class PostgresApiKeys implements ApiKeyStore {

    static final String TABLE = "CREATE TABLE IF NOT EXISTS ankurah_api_key (id text COLLATE \"C\" PRIMARY KEY,"
            + " name text NOT NULL, digest text NOT NULL UNIQUE, roles text NOT NULL, claims text NOT NULL,"
            + " created_at timestamptz NOT NULL, expires_at timestamptz, revoked_at timestamptz)";

    private static final String ALL = "SELECT id, name, digest, roles, claims, " + micros("created_at") + " AS made, "
            + micros("expires_at") + " AS ends, " + micros("revoked_at") + " AS revoked FROM ankurah_api_key"
            + " ORDER BY id";

    /** No key is ever taken out, so each change makes one of the two numbers grow. */
    private static final String CHANGES = "SELECT count(*) + count(revoked_at) FROM ankurah_api_key";

    private final Sessions sessions;

    PostgresApiKeys(Sessions sessions) {
        this.sessions = sessions;
    }

    private static String micros(String column) {
        return "CAST(EXTRACT(EPOCH FROM " + column + ") * 1000000 AS bigint)";
    }

    @Override
    public Uni<List<ApiKey>> all() {
        return sessions.read(session -> new Sql().rows(session, ALL))
                .map(rows -> rows.stream().map(row -> read((Object[]) row)).toList());
    }

    @Override
    public Uni<Long> changes() {
        return sessions.read(session -> new Sql().rows(session, CHANGES))
                .map(rows -> ((Number) rows.get(0)).longValue());
    }

    @Override
    public Uni<Void> add(ApiKey key) {
        Sql sql = new Sql();
        Json roles = new Json.Arr(
                key.roles().stream().sorted().<Json>map(Json.Str::new).toList());
        String insert = "INSERT INTO ankurah_api_key (id, name, digest, roles, claims, created_at, expires_at) VALUES ("
                + sql.text(key.id()) + ", " + sql.text(key.name()) + ", " + sql.text(key.digest()) + ", "
                + sql.text(JsonText.write(roles)) + ", " + sql.text(JsonText.write(key.claims())) + ", "
                + time(sql, key.createdAt()) + ", " + time(sql, key.expiresAt()) + ")";
        return sessions.transaction(session -> sql.execute(session, insert).replaceWithVoid());
    }

    @Override
    public Uni<Void> revoke(String id, Instant at) {
        Sql sql = new Sql();
        String update = "UPDATE ankurah_api_key SET revoked_at = " + time(sql, at)
                + " WHERE revoked_at IS NULL AND id = " + sql.text(id);
        return sessions.transaction(session -> sql.execute(session, update).replaceWithVoid());
    }

    private static String time(Sql sql, @Nullable Instant time) {
        return "CAST(" + sql.text(time == null ? null : time.toString()) + " AS timestamptz)";
    }

    private static ApiKey read(Object[] row) {
        Json.Arr roles = (Json.Arr) JsonText.parse((String) row[3]);
        Set<String> names =
                roles.value().stream().map(role -> ((Json.Str) role).value()).collect(Collectors.toUnmodifiableSet());
        Instant made = Instant.EPOCH.plus(((Number) row[5]).longValue(), ChronoUnit.MICROS);
        return new ApiKey(
                (String) row[0],
                (String) row[1],
                (String) row[2],
                names,
                (Json.Obj) JsonText.parse((String) row[4]),
                made,
                moment(row[6]),
                moment(row[7]));
    }

    private static @Nullable Instant moment(@Nullable Object micros) {
        return micros instanceof Number number ? Instant.EPOCH.plus(number.longValue(), ChronoUnit.MICROS) : null;
    }
}
