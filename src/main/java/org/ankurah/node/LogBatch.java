package org.ankurah.node;

import java.util.List;
import org.ankurah.event.CommittedEvent;

/**
 * Consecutive events of the log.
 *
 * @param position the place behind them
 * @param events those of them that the reader may see, in order; perhaps none
 */
public record LogBatch(long position, List<CommittedEvent> events) {
    public LogBatch {
        events = List.copyOf(events);
    }
}
