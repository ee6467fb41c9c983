package org.ankurah.storage;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.ankurah.event.Clock;
import org.ankurah.event.CommittedEvent;
import org.ankurah.merge.EntityState;
import org.ankurah.model.Models;
import org.ankurah.query.Aggregation;
import org.ankurah.query.CompiledSelection;
import org.ankurah.query.Entities;
import org.ankurah.query.Fetch;
import org.ankurah.query.Found;
import org.ankurah.query.Lookups;
import org.ankurah.query.Page;
import org.ankurah.query.Pages;
import org.ankurah.query.Selection;
import org.ankurah.query.Tally;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.Values;
import org.jspecify.annotations.Nullable;

/**
 * Keeps everything in memory: for tests, for nodes that need no durability, and as the plain statement of what an
 * engine does. Every operation runs when it is subscribed to, under one lock, and completes before the
 * subscription returns. Reads look at every entity of the collection.
 */
public final class MemoryEngine implements StorageEngine {

    private final Object lock = new Object();
    private final List<CommittedEvent> log = new ArrayList<>();
    private final Map<Ulid, List<CommittedEvent>> logOf = new LinkedHashMap<>();
    private final Map<String, Map<Ulid, EntityState>> states = new TreeMap<>();
    private final Map<RequestKey, Answer> answers = new HashMap<>();
    private final Living living = new Living();
    private @Nullable Models models;

    @Override
    public Uni<Void> open(Models opened) {
        return run(() -> {
            models = opened;
            opened.all()
                    .forEach(model -> statesOf(model.collection())
                            .replaceAll((id, state) -> EntityState.decode(model, id, state.encode())));
            return null;
        });
    }

    @Override
    public <R> Uni<R> commit(CommitWork<R> work) {
        return run(() -> {
            CommitWork.Decision<R> decision = work.decide(new MemoryBase(work.reads()));
            decision.checkFollows(log.size());
            decision.events().forEach(this::append);
            decision.states()
                    .forEach(state -> statesOf(state.model().collection()).put(state.id(), state));
            answers.putAll(decision.answers());
            return decision.result();
        });
    }

    @Override
    public Uni<Void> forgetAnswers(Instant before) {
        return run(() -> {
            answers.values().removeIf(answer -> answer.committedAt().isBefore(before));
            return null;
        });
    }

    private void append(CommittedEvent event) {
        log.add(event);
        logOf.computeIfAbsent(event.event().entityId(), id -> new ArrayList<>()).add(event);
    }

    @Override
    public Uni<Long> position() {
        return run(() -> (long) log.size());
    }

    @Override
    public Uni<Page> fetch(Fetch fetch) {
        return run(() -> page(fetch, entity -> true));
    }

    @Override
    public Uni<CountedPage> fetchCounted(Fetch fetch) {
        return run(() -> new CountedPage(page(fetch, entity -> true), count(fetch.selection(), entity -> true)));
    }

    @Override
    public Uni<Found> find(Lookups lookups) {
        return run(() -> {
            List<EntityState> found = new ArrayList<>();
            lookups.entities()
                    .forEach((collection, ids) -> found.addAll(
                            pick(ids, id -> living.find(collection, id)).values()));
            Map<Lookups.Referring, List<EntityState>> referring = new LinkedHashMap<>();
            lookups.referring()
                    .forEach(lookup -> referring.put(
                            lookup, living.referring(lookup.collection(), lookup.property(), lookup.target())));
            return new Found(log.size(), found, referring);
        });
    }

    @Override
    public Uni<Map<Ulid, Page>> fetchReferring(Fetch fetch, String property, Set<Ulid> targets) {
        return run(() -> {
            Map<Ulid, Page> pages = new LinkedHashMap<>();
            for (Ulid target : targets) {
                Page page = page(fetch, entity -> refersTo(entity, property, target));
                if (!page.rows().isEmpty() || page.more()) {
                    pages.put(target, page);
                }
            }
            return pages;
        });
    }

    @Override
    public Uni<Long> count(Selection selection) {
        return run(() -> count(selection, entity -> true));
    }

    @Override
    public Uni<List<Aggregation.Group>> aggregate(Aggregation aggregation) {
        return run(() -> {
            Tally tally = new Tally(aggregation);
            CompiledSelection selection = CompiledSelection.of(aggregation.selection());
            candidates(aggregation.selection(), entity -> true).stream()
                    .filter(entity -> selection.matches(entity, living))
                    .forEach(tally::add);
            return tally.groups();
        });
    }

    @Override
    public Uni<Map<Ulid, Long>> countReferring(Selection selection, String property, Set<Ulid> targets) {
        return run(() -> {
            Map<Ulid, Long> counts = new LinkedHashMap<>();
            for (Ulid target : targets) {
                long count = count(selection, entity -> refersTo(entity, property, target));
                if (count > 0) {
                    counts.put(target, count);
                }
            }
            return counts;
        });
    }

    @Override
    public Uni<Map<Ulid, EntityState>> load(String collection, Set<Ulid> ids) {
        return run(() -> {
            Map<Ulid, EntityState> known = statesOf(collection);
            return pick(ids, known::get);
        });
    }

    @Override
    public Uni<Map<Ulid, String>> collectionsOf(Set<Ulid> ids) {
        return run(() -> pick(ids, id -> {
            List<CommittedEvent> events = logOf.get(id);
            return events == null ? null : events.get(0).event().collection();
        }));
    }

    @Override
    public Uni<Map<Ulid, List<CommittedEvent>>> history(Set<Ulid> entityIds, long after, int limit) {
        return run(() -> pick(entityIds, id -> {
            List<CommittedEvent> events = logOf.getOrDefault(id, List.of()).stream()
                    .filter(event -> event.position() > after)
                    .limit(limit)
                    .toList();
            return events.isEmpty() ? null : events;
        }));
    }

    @Override
    public Uni<List<CommittedEvent>> log(long after, int limit) {
        return run(() -> {
            int from = (int) Math.min(Math.max(after, 0), log.size());
            int to = (int) Math.min((long) from + limit, log.size());
            return List.copyOf(log.subList(from, to));
        });
    }

    private Page page(Fetch fetch, Predicate<EntityState> condition) {
        List<EntityState> candidates = candidates(fetch.selection(), condition);
        return Pages.page(fetch, CompiledSelection.of(fetch.selection()), candidates, living, log.size());
    }

    private long count(Selection selection, Predicate<EntityState> condition) {
        return Pages.count(CompiledSelection.of(selection), candidates(selection, condition), living);
    }

    private List<EntityState> candidates(Selection selection, Predicate<EntityState> condition) {
        return statesOf(selection.model().collection()).values().stream()
                .filter(condition)
                .toList();
    }

    private static boolean refersTo(EntityState entity, String property, Ulid target) {
        Value value = entity.value(property);
        Value id = new Value.Id(target);
        return value instanceof Value.Items items ? items.value().contains(id) : value.equals(id);
    }

    private Map<Ulid, EntityState> statesOf(String collection) {
        return states.computeIfAbsent(collection, name -> new TreeMap<>());
    }

    private static <T> Map<Ulid, T> pick(Set<Ulid> ids, Function<Ulid, @Nullable T> find) {
        Map<Ulid, T> found = new LinkedHashMap<>();
        for (Ulid id : ids) {
            T value = find.apply(id);
            if (value != null) {
                found.put(id, value);
            }
        }
        return found;
    }

    private <T> Uni<T> run(Supplier<T> operation) {
        return Uni.createFrom().item(() -> {
            synchronized (lock) {
                return operation.get();
            }
        });
    }

    /** The living entities as they are now. */
    private final class Living implements Entities {

        @Override
        public @Nullable EntityState find(String collection, Ulid id) {
            EntityState entity = statesOf(collection).get(id);
            return entity == null || entity.deleted() ? null : entity;
        }

        @Override
        public List<EntityState> referring(String collection, String property, Ulid target) {
            return statesOf(collection).values().stream()
                    .filter(entity -> !entity.deleted() && refersTo(entity, property, target))
                    .toList();
        }
    }

    /** What a commit starts from; of the entities it shows only those that were asked for, as any engine does. */
    private final class MemoryBase implements CommitWork.Base {

        private final Map<Ulid, EntityState> asked = new LinkedHashMap<>();

        private final long known;

        MemoryBase(CommitWork.Reads reads) {
            known = reads.known();
            reads.entities().forEach((collection, ids) -> asked.putAll(pick(ids, statesOf(collection)::get)));
        }

        @Override
        public long position() {
            return log.size();
        }

        @Override
        public Instant committedAt() {
            return log.isEmpty() ? Instant.EPOCH : log.get(log.size() - 1).committedAt();
        }

        @Override
        public @Nullable EntityState entity(Ulid id) {
            return asked.get(id);
        }

        @Override
        public Clock knownHead(Ulid id) {
            Clock head = Clock.EMPTY;
            for (CommittedEvent event :
                    asked.containsKey(id) ? logOf.getOrDefault(id, List.of()) : List.<CommittedEvent>of()) {
                if (event.position() <= known) {
                    head = head.advance(
                            event.event().parents().ids(), event.event().id());
                }
            }
            return head;
        }

        @Override
        public @Nullable Answer answer(RequestKey key) {
            return answers.get(key);
        }

        @Override
        public Set<Ulid> holders(String collection, String property, Value value) {
            return statesOf(collection).values().stream()
                    .filter(entity -> !entity.deleted() && Values.equal(entity.value(property), value))
                    .map(EntityState::id)
                    .collect(Collectors.toUnmodifiableSet());
        }
    }
}
