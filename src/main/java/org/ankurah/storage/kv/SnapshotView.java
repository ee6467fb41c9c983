package org.ankurah.storage.kv;

import io.smallrye.mutiny.Uni;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.ankurah.model.Models;
import org.ankurah.storage.Replayed;
import org.ankurah.storage.RequestKey;
import org.ankurah.storage.RowDifference;
import org.ankurah.storage.StateDifferences;
import org.ankurah.storage.States;
import org.ankurah.storage.StoreView;
import org.ankurah.storage.StoredEvent;
import org.ankurah.value.Ulid;

/** A whole store in one snapshot. */
final class SnapshotView implements StoreView {

    /** Bits that stand for transactions: a few hundred million of them are told apart well enough. */
    private static final int MOST_BITS = 1 << 30;

    private static final int LEAST_BITS = 1 << 16;

    private final Snapshot snapshot;
    private final Workers workers;
    private final Models models;
    private final Log log;

    SnapshotView(Snapshot snapshot, Workers workers, Models models) {
        this.snapshot = snapshot;
        this.workers = workers;
        this.models = models;
        this.log = new Log(snapshot);
    }

    @Override
    public Uni<Long> position() {
        return read(Log::position);
    }

    @Override
    public Uni<List<StoredEvent>> byPosition(long after, int limit) {
        return read(all -> all.stored(after, limit));
    }

    @Override
    public Uni<List<StoredEvent>> byEntity(Place after, int limit) {
        return read(all -> all.storedByEntity(after, limit));
    }

    @Override
    public Uni<Map<Ulid, Place>> places(Set<Ulid> eventIds) {
        return read(all -> States.pick(eventIds, all::place));
    }

    /**
     * Goes through the log twice: first each transaction leaves a bit, by which those are found that may have been there
     * before; then these are looked at.
     */
    @Override
    public Uni<Map<Ulid, Long>> scattered(int limit) {
        return read(all -> {
            long wanted = Math.min(MOST_BITS, Math.max(LEAST_BITS, 16 * all.position()));
            int bits = (int) Long.highestOneBit(wanted);
            BitSet known = new BitSet(bits);
            Set<Ulid> doubtful = new HashSet<>();
            eachRun(run -> {
                int bit = Math.floorMod(run.transactionId().hashCode(), bits);
                if (known.get(bit)) {
                    doubtful.add(run.transactionId());
                }
                known.set(bit);
            });
            Map<Ulid, Long> first = new LinkedHashMap<>();
            Set<Ulid> again = new HashSet<>();
            eachRun(run -> {
                boolean seen = doubtful.contains(run.transactionId())
                        && first.putIfAbsent(run.transactionId(), run.position()) != null;
                if (seen) {
                    again.add(run.transactionId());
                }
            });
            first.keySet().retainAll(again);
            Map<Ulid, Long> scattered = new LinkedHashMap<>();
            first.entrySet().stream().limit(limit).forEach(entry -> scattered.put(entry.getKey(), entry.getValue()));
            return scattered;
        });
    }

    /** Shows the first of the events of one transaction that follow each other. */
    private void eachRun(Consumer<StoredEvent> first) {
        Ulid before = Ulid.ZERO;
        try (Snapshot.Scan scan = snapshot.scan(Keys.events(0, Long.MAX_VALUE), false)) {
            while (scan.next()) {
                StoredEvent event = Log.event(scan);
                if (!event.transactionId().equals(before)) {
                    first.accept(event);
                }
                before = event.transactionId();
            }
        }
    }

    @Override
    public Uni<List<RowDifference>> differences(Replayed expected) {
        return read(all -> StateDifferences.of(expected, StoreUpkeep.states(snapshot, models, expected.range())));
    }

    @Override
    public Uni<Map<RequestKey, byte[]>> answers(RequestKey after, int limit) {
        return read(all -> {
            byte[] from = after.equals(RequestKey.FIRST) ? Keys.answers() : Keys.join(Keys.answer(after), new byte[1]);
            Map<RequestKey, byte[]> page = new LinkedHashMap<>();
            KeyRange range = new KeyRange(from, KeyRange.behind(Keys.answers()));
            try (Snapshot.Scan scan = snapshot.scan(range, false)) {
                while (page.size() < limit && scan.next()) {
                    Records.KeptAnswer kept = Records.answer(scan.value());
                    page.put(kept.key(), kept.answer());
                }
            }
            return page;
        });
    }

    @Override
    public Uni<Map<Long, Ulid>> transactions(Set<Long> positions) {
        return read(all -> {
            Map<Long, Ulid> transactions = new HashMap<>();
            for (Long position : positions) {
                StoredEvent event = all.at(position);
                if (event != null) {
                    transactions.put(position, event.transactionId());
                }
            }
            return transactions;
        });
    }

    @Override
    public Uni<Void> close() {
        return workers.read(() -> {
            snapshot.close();
            return null;
        });
    }

    private <T> Uni<T> read(Function<Log, T> question) {
        return workers.read(() -> question.apply(log));
    }
}
