package org.ankurah.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.ankurah.merge.EntityState;
import org.ankurah.node.Context;
import org.ankurah.query.Aggregation;
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
                .as("a fresh query: %s", Wording.of(selection))
                .isEqualTo(
                        moment.result(selection).stream().map(EntityState::id).toList());
        assertThat(context.count(selection).await().atMost(PATIENCE))
                .as("a fresh count: %s", Wording.of(selection))
                .isEqualTo(moment.matches(selection).size());
    }

    /** The log must not grow meanwhile. */
    static void check(Context context, History history, Aggregation aggregation) {
        assertThat(context.aggregate(aggregation).await().atMost(PATIENCE))
                .as("a fresh aggregate: %s", Wording.of(aggregation))
                .isEqualTo(List.copyOf(
                        history.groups(aggregation, history.position()).values()));
    }
}
