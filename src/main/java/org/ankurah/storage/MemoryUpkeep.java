package org.ankurah.storage;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ankurah.event.CommittedEvent;
import org.ankurah.merge.EntityState;
import org.ankurah.model.Models;
import org.ankurah.storage.RowDifference.Kind;
import org.ankurah.value.Ulid;

/** Checks and mends a store in memory. Its rows are the states, so they have no columns that could differ. */
final class MemoryUpkeep implements Upkeep {

    private final Object lock;
    private final Models models;
    private final List<CommittedEvent> log;
    private final MemoryStates states;
    private final Map<RequestKey, Answer> answers;

    /**
     * @param lock held during every operation
     * @param models whose rows are looked at
     * @param log the engine's own
     * @param states the engine's own
     * @param answers the engine's own
     */
    MemoryUpkeep(
            Object lock,
            Models models,
            List<CommittedEvent> log,
            MemoryStates states,
            Map<RequestKey, Answer> answers) {
        this.lock = lock;
        this.models = models;
        this.log = log;
        this.states = states;
        this.answers = answers;
    }

    @Override
    public Uni<StoreView> view() {
        return run(() -> new View(log.stream().map(StoredEvent::of).toList(), rows(), Map.copyOf(answers)));
    }

    @Override
    public Uni<Mended> mend(EntityRange range, long since, Function<List<StoredEvent>, Replayed> replay) {
        return run(() -> {
            List<StoredEvent> recent = log.stream()
                    .filter(event -> event.position() > since
                            && range.contains(event.event().entityId()))
                    .map(StoredEvent::of)
                    .toList();
            Replayed expected = replay.apply(recent);
            Map<String, Map<Ulid, EntityState>> should = StateDifferences.byCollection(expected.states());
            Mended mended = Mended.NOTHING;
            for (RowDifference difference : StateDifferences.of(expected, rows())) {
                EntityState state =
                        should.getOrDefault(difference.collection(), Map.of()).get(difference.id());
                if (state == null) {
                    states.of(difference.collection()).remove(difference.id());
                    mended = mended.plus(new Mended(0, 1));
                } else {
                    states.put(state);
                    mended = mended.plus(new Mended(1, 0));
                }
            }
            return mended;
        });
    }

    /** A copy of all rows, by collections. */
    private Map<String, Map<Ulid, EntityState>> rows() {
        Map<String, Map<Ulid, EntityState>> rows = new TreeMap<>();
        models.all().forEach(model -> rows.put(model.collection(), new TreeMap<>(states.of(model.collection()))));
        return rows;
    }

    private <T> Uni<T> run(Supplier<T> operation) {
        return Uni.createFrom().item(() -> {
            synchronized (lock) {
                return operation.get();
            }
        });
    }

    /** A copy of everything. */
    private static final class View implements StoreView {

        private final List<StoredEvent> log;
        private final Map<String, Map<Ulid, EntityState>> states;
        private final Map<RequestKey, Answer> answers;
        private final List<StoredEvent> byEntity;

        View(List<StoredEvent> log, Map<String, Map<Ulid, EntityState>> states, Map<RequestKey, Answer> answers) {
            this.log = log;
            this.states = states;
            this.answers = answers;
            this.byEntity = log.stream()
                    .sorted(Comparator.comparing(StoredEvent::entityId).thenComparing(StoredEvent::position))
                    .toList();
        }

        @Override
        public Uni<Long> position() {
            return Uni.createFrom().item((long) log.size());
        }

        @Override
        public Uni<List<StoredEvent>> byPosition(long after, int limit) {
            return Uni.createFrom().item(log.stream().skip(after).limit(limit).toList());
        }

        @Override
        public Uni<List<StoredEvent>> byEntity(Place after, int limit) {
            return Uni.createFrom()
                    .item(byEntity.stream()
                            .dropWhile(event -> !isBehind(event, after))
                            .limit(limit)
                            .toList());
        }

        private static boolean isBehind(StoredEvent event, Place place) {
            int order = event.entityId().compareTo(place.entityId());
            return order > 0 || (order == 0 && event.position() > place.position());
        }

        @Override
        public Uni<Map<Ulid, Place>> places(Set<Ulid> eventIds) {
            Map<Ulid, Place> places = new HashMap<>();
            log.stream()
                    .filter(event -> eventIds.contains(event.id()))
                    .forEach(event -> places.put(event.id(), new Place(event.entityId(), event.position())));
            return Uni.createFrom().item(places);
        }

        @Override
        public Uni<Map<Ulid, Long>> scattered(int limit) {
            Map<Ulid, Long> last = new HashMap<>();
            Map<Ulid, Long> first = new HashMap<>();
            Set<Ulid> found = new HashSet<>();
            for (StoredEvent event : log) {
                first.putIfAbsent(event.transactionId(), event.position());
                Long before = last.put(event.transactionId(), event.position());
                if (before != null && before != event.position() - 1) {
                    found.add(event.transactionId());
                }
            }
            Map<Ulid, Long> scattered = new LinkedHashMap<>();
            first.entrySet().stream()
                    .filter(entry -> found.contains(entry.getKey()))
                    .sorted(Map.Entry.comparingByValue())
                    .limit(limit)
                    .forEach(entry -> scattered.put(entry.getKey(), entry.getValue()));
            return Uni.createFrom().item(scattered);
        }

        @Override
        public Uni<List<RowDifference>> differences(Replayed expected) {
            return Uni.createFrom().item(StateDifferences.of(expected, states));
        }

        @Override
        public Uni<Map<RequestKey, byte[]>> answers(RequestKey after, int limit) {
            Comparator<RequestKey> order =
                    Comparator.comparing(RequestKey::scope).thenComparing(RequestKey::key);
            Map<RequestKey, byte[]> page = new LinkedHashMap<>();
            answers.entrySet().stream()
                    .filter(entry -> order.compare(entry.getKey(), after) > 0)
                    .sorted(Map.Entry.comparingByKey(order))
                    .limit(limit)
                    .forEach(entry -> page.put(entry.getKey(), entry.getValue().encode()));
            return Uni.createFrom().item(page);
        }

        @Override
        public Uni<Map<Long, Ulid>> transactions(Set<Long> positions) {
            Map<Long, Ulid> transactions = new HashMap<>();
            log.stream()
                    .filter(event -> positions.contains(event.position()))
                    .forEach(event -> transactions.put(event.position(), event.transactionId()));
            return Uni.createFrom().item(transactions);
        }

        @Override
        public Uni<Void> close() {
            return Uni.createFrom().voidItem();
        }
    }
}
