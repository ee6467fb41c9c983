package org.ankurah.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import org.ankurah.reactor.ChangeSet;
import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.postgres.PostgresUnderTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PostgresFollowingTest extends FollowingCases {

    private static final String LISTENING =
            " FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'";

    private final PostgresUnderTest postgres = new PostgresUnderTest(getClass());

    @Override
    EngineUnderTest newStore() {
        return postgres;
    }

    @Test
    void lostConnectionsThatListenAreReplaced() {
        Node writer = openToldOnly();
        AssertSubscriber<ChangeSet<View<Song>>> live = live(openToldOnly());
        create(writer, "Before");
        live.awaitItems(2, PATIENCE);

        for (int i = 0; i < 3; i++) {
            postgres.execute("SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
            Awaitility.await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> create(writer, "After"));
            live.awaitItems(3 + i, PATIENCE);
        }
    }

    @Test
    void closedNodesKeepNoConnection() {
        Node node = openToldOnly();
        live(node);

        node.close();

        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(postgres.query("SELECT count(*)::text" + LISTENING))
                        .containsExactly("0"));
    }
}
