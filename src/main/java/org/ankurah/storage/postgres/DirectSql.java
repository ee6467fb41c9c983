package org.ankurah.storage.postgres;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.query.TypedParameterValue;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.impl.MutinyStatelessSessionImpl;
import org.hibernate.reactive.pool.ReactiveConnection;

/**
 * A statement that a session's connection gets as it is. Hibernate reads the text of a native query several times over,
 * character by character, each time that it runs: for the statements of a commit, whose text is long, that was a third
 * of all that a server did for a create.
 *
 * <p>Values come as the PostgreSQL client gives them: {@code Long}, {@code UUID}, {@code Buffer}.
 */
final class DirectSql extends Sql {

    @Override
    String placeholder(int n) {
        return "$" + n;
    }

    /** The rows of the statement. */
    Uni<List<Object[]>> run(Mutiny.StatelessSession session, String text) {
        return Uni.createFrom()
                .completionStage(() -> connection(session).select(text, values()))
                .map(DirectSql::all);
    }

    private static ReactiveConnection connection(Mutiny.StatelessSession session) {
        return ((MutinyStatelessSessionImpl) session).getReactiveConnection();
    }

    private Object[] values() {
        return parameters().stream().map(TypedParameterValue::value).toArray();
    }

    private static List<Object[]> all(ReactiveConnection.Result rows) {
        List<Object[]> all = new ArrayList<>(rows.size());
        rows.forEachRemaining(all::add);
        return all;
    }
}
