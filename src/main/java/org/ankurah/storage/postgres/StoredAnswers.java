package org.ankurah.storage.postgres;

import io.smallrye.mutiny.Uni;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ankurah.storage.RequestKey;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads the answers that are kept for requests, as they are stored. */
final class StoredAnswers {

    private StoredAnswers() {}

    /** Those behind one of them, in the order of their keys. */
    static Uni<Map<RequestKey, byte[]>> behind(Mutiny.StatelessSession session, RequestKey after, int limit) {
        Sql sql = new Sql();
        String query = "SELECT scope, key, answer FROM ankurah_request WHERE (scope, key) > ("
                + sql.text(after.scope(), "text") + ", " + sql.text(after.key(), "text")
                + ") ORDER BY scope, key LIMIT " + sql.number(limit);
        return sql.rows(session, query).map(rows -> {
            Map<RequestKey, byte[]> answers = new LinkedHashMap<>();
            for (Object row : rows) {
                Object[] columns = (Object[]) row;
                answers.put(new RequestKey((String) columns[0], (String) columns[1]), (byte[]) columns[2]);
            }
            return answers;
        });
    }
}
