package org.ankurah.graphql;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.ankurah.event.CommittedEvent;

/** A page of events as Relay shows it. Its cursors are those of the log. */
interface EventPages {

    /** The page, in the order of the log. */
    List<CommittedEvent> events();

    PageInfo pageInfo();

    /** The number of all events, on this page or not. */
    CompletionStage<Long> totalCount();
}
