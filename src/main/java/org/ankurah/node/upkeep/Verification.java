package org.ankurah.node.upkeep;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.ankurah.model.Models;
import org.ankurah.node.upkeep.Chunks.Chunk;
import org.ankurah.node.upkeep.Finding.Kind;
import org.ankurah.storage.RowDifference;
import org.ankurah.storage.StorageEngine;
import org.ankurah.storage.StoreView;
import org.ankurah.storage.StoredEvent;
import org.ankurah.value.Ulid;

/**
 * Checks a whole store as of one moment: first every event of the log by itself, then each entity's row against a
 * replay of its events, then what is kept of requests that may be sent again. Servers may go on meanwhile. Memory is bounded, whatever the size of the store.
 */
public final class Verification {

    /** Torn transactions that are named. */
    private static final int MAX_SCATTERED = 1_000;

    private final StorageEngine engine;
    private final Models models;
    private final Watcher watcher;
    private final Consumer<Finding> found;
    private final Map<String, Long> strangers = new TreeMap<>();
    private long findings;
    private long entities;
    private long position;

    private Verification(StorageEngine engine, Models models, Watcher watcher, Consumer<Finding> found) {
        this.engine = engine;
        this.models = models;
        this.watcher = watcher;
        this.found = found;
    }

    /**
     * What a check came to.
     *
     * @param position up to where the log was checked
     * @param entities how many rows were compared
     * @param findings how many there are, harmless ones left out
     * @param strangers the number of events by collections of which there is no model; their rows were not compared
     */
    public record Report(long position, long entities, long findings, Map<String, Long> strangers) {
        public Report {
            strangers = Map.copyOf(strangers);
        }
    }

    /**
     * Checks a store.
     *
     * @param engine is open
     * @param found takes each finding as soon as it is made, by the calling thread
     */
    public static Report run(StorageEngine engine, Models models, Watcher watcher, Consumer<Finding> found) {
        return new Verification(engine, models, watcher, found).run();
    }

    private Report run() {
        StoreView view = Await.done(engine.upkeep().view());
        try {
            checkLog(view);
            checkRows(view);
            new AnswerCheck(view, this::report).run();
            return new Report(position, entities, findings, strangers);
        } finally {
            Await.done(view.close());
        }
    }

    private void report(Finding finding) {
        if (!finding.kind().isHarmless()) {
            findings++;
        }
        found.accept(finding);
    }

    private void checkLog(StoreView view) {
        long noted = Await.done(view.position());
        watcher.begin("events checked", noted);
        LogCheck log = new LogCheck(0, this::report);
        EventPages pages = EventPages.byPosition(view, 0);
        for (List<StoredEvent> page = pages.next(); !page.isEmpty(); page = pages.next()) {
            page.forEach(log::add);
            watcher.done(page.size());
        }
        log.end(noted);
        position = log.position();
        Map<Ulid, Long> scattered = Await.done(view.scattered(MAX_SCATTERED));
        scattered.forEach((transaction, first) -> report(new Finding(
                Kind.TRANSACTION,
                "position " + first,
                "events of other transactions lie between those of transaction " + transaction)));
    }

    private void checkRows(StoreView view) {
        watcher.begin("events replayed", position);
        ParentCheck parents = new ParentCheck(view, this::report);
        Chunks chunks = new Chunks(view, models, Ulid.ZERO, parents::check);
        CompletableFuture<List<RowDifference>> compared = CompletableFuture.completedFuture(List.of());
        Chunk chunk;
        do {
            // While the database compares one chunk the next one is replayed.
            chunk = chunks.next();
            Await.done(compared).forEach(this::report);
            compared = view.differences(chunk.replay().replayed(chunk.range())).subscribeAsCompletionStage();
            reportUnreadable(chunk);
            watcher.done(chunk.events());
        } while (!chunk.isLast());
        Await.done(compared).forEach(this::report);
    }

    private void reportUnreadable(Chunk chunk) {
        EntityReplay replay = chunk.replay();
        entities += replay.replayed(chunk.range()).states().size();
        replay.unreadable()
                .forEach((id, unreadable) -> report(new Finding(
                        Kind.HISTORY,
                        LogCheck.place(unreadable.event()),
                        "entity " + id + " cannot be replayed from here: " + unreadable.why())));
        replay.strangers().forEach((collection, events) -> strangers.merge(collection, events, Long::sum));
    }

    private void report(RowDifference difference) {
        String what = switch (difference.kind()) {
            case MISSING -> "its row is missing";
            case SURPLUS -> "there is a row, but no event of it in the log";
            case DIFFERENT ->
                "its row differs from the log: "
                        + difference.columns().stream()
                                .map(column ->
                                        column.name() + " is " + column.stored() + " instead of " + column.expected())
                                .collect(Collectors.joining("; "));
        };
        report(new Finding(Kind.ROW, difference.collection() + " " + difference.id(), what));
    }
}
