package org.ankurah.storage.postgres;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * A statement that reads, and what its rows mean.
 *
 * @param sql its parameters
 * @param text what is asked; it does not begin with {@code WITH}
 * @param take makes the answer of the rows
 */
record Question<T>(Sql sql, String text, Function<List<Object>, T> take) {

    Uni<T> ask(Mutiny.StatelessSession session) {
        return sql.rows(session, text).map(take);
    }
}
