package org.ankurah.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.ankurah.merge.EntityState;
import org.ankurah.node.Context;
import org.ankurah.query.Fetch;
import org.ankurah.query.Page;
import org.ankurah.query.Selection;

/** Compares what the storage engine answers to a fresh query with what the log says. */
final class FreshCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int ALL = 1_000;

    private FreshCheck() {}

    static void check(Context context, History history, Selection selection) {
        Page page = context.fetch(Fetch.first(selection, ALL)).await().atMost(PATIENCE);
        History.Moment moment = history.at(page.position());
        assertThat(page.rows().stream().map(row -> row.entity().id()).toList())
                .as("a fresh query: %s", selection)
                .isEqualTo(
                        moment.result(selection).stream().map(EntityState::id).toList());
        assertThat(context.count(selection).await().atMost(PATIENCE))
                .as("a fresh count: %s", selection)
                .isEqualTo(moment.matches(selection).size());
    }
}
