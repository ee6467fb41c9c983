package org.ankurah.graphql;

import io.smallrye.mutiny.Uni;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.ankurah.event.CommittedEvent;
import org.ankurah.merge.EntityState;
import org.ankurah.model.Models;
import org.ankurah.query.Aggregation;
import org.ankurah.query.Fetch;
import org.ankurah.query.Found;
import org.ankurah.query.Lookups;
import org.ankurah.query.Page;
import org.ankurah.query.Selection;
import org.ankurah.storage.ApiKeyStore;
import org.ankurah.storage.CommitWork;
import org.ankurah.storage.CountedPage;
import org.ankurah.storage.EventFilter;
import org.ankurah.storage.StateReader;
import org.ankurah.storage.StorageEngine;
import org.ankurah.storage.Upkeep;
import org.ankurah.value.Ulid;

/** Passes everything on and counts how often each operation is asked for. Reading of pages can be held up. */
final class CountingEngine implements StorageEngine {

    private final StorageEngine engine;
    private final Map<String, Integer> calls = new TreeMap<>();
    private CompletableFuture<Void> pages = CompletableFuture.completedFuture(null);

    CountingEngine(StorageEngine engine) {
        this.engine = engine;
    }

    /** The calls since the last time, by operation. */
    synchronized Map<String, Integer> takeCalls() {
        Map<String, Integer> taken = new TreeMap<>(calls);
        calls.clear();
        return taken;
    }

    /** Holds up all reading of pages from now on, until the returned task is run. It has been read by then. */
    synchronized Runnable holdPages() {
        CompletableFuture<Void> let = new CompletableFuture<>();
        pages = let;
        return () -> let.complete(null);
    }

    private synchronized <T> Uni<T> held(Uni<T> read) {
        CompletableFuture<Void> let = pages;
        return read.call(() -> Uni.createFrom().completionStage(let));
    }

    private synchronized StorageEngine count(String operation) {
        calls.merge(operation, 1, Integer::sum);
        return engine;
    }

    @Override
    public Uni<Void> open(Models models) {
        return engine.open(models);
    }

    @Override
    public <R> Uni<R> commit(CommitWork<R> work) {
        return count("commit").commit(work);
    }

    @Override
    public Uni<Long> settle() {
        return engine.settle();
    }

    @Override
    public Uni<Void> forgetAnswers(Instant before) {
        return count("forgetAnswers").forgetAnswers(before);
    }

    @Override
    public Uni<Long> position() {
        return count("position").position();
    }

    @Override
    public StateReader at(long position) {
        StateReader past = engine.at(position);
        return (StateReader) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {StateReader.class}, (proxy, method, arguments) -> {
                    if (method.getDeclaringClass() == StateReader.class) {
                        count("past." + method.getName());
                    }
                    return method.invoke(past, arguments);
                });
    }

    @Override
    public Uni<Long> positionAt(Instant time) {
        return count("positionAt").positionAt(time);
    }

    @Override
    public Uni<Page> fetch(Fetch fetch) {
        return held(count("fetch").fetch(fetch));
    }

    @Override
    public Uni<CountedPage> fetchCounted(Fetch fetch) {
        return held(count("fetchCounted").fetchCounted(fetch));
    }

    @Override
    public Uni<Found> find(Lookups lookups) {
        return count("find").find(lookups);
    }

    @Override
    public Uni<Map<Ulid, Page>> fetchReferring(Fetch fetch, String property, Set<Ulid> targets) {
        return count("fetchReferring").fetchReferring(fetch, property, targets);
    }

    @Override
    public Uni<Long> count(Selection selection) {
        return count("count").count(selection);
    }

    @Override
    public Uni<List<Aggregation.Group>> aggregate(Aggregation aggregation) {
        return count("aggregate").aggregate(aggregation);
    }

    @Override
    public Uni<Map<Ulid, Long>> countReferring(Selection selection, String property, Set<Ulid> targets) {
        return count("countReferring").countReferring(selection, property, targets);
    }

    @Override
    public Uni<Map<Ulid, EntityState>> load(String collection, Set<Ulid> ids) {
        return count("load").load(collection, ids);
    }

    @Override
    public Uni<Map<Ulid, String>> collectionsOf(Set<Ulid> ids) {
        return count("collectionsOf").collectionsOf(ids);
    }

    @Override
    public Uni<Map<Ulid, List<CommittedEvent>>> history(Set<Ulid> entityIds, long after, int limit) {
        return count("history").history(entityIds, after, limit);
    }

    @Override
    public Uni<List<CommittedEvent>> log(long after, int limit) {
        return count("log").log(after, limit);
    }

    @Override
    public Upkeep upkeep() {
        return count("upkeep").upkeep();
    }

    @Override
    public Uni<Map<Ulid, Long>> countHistory(Set<Ulid> entityIds, long upTo) {
        return count("countHistory").countHistory(entityIds, upTo);
    }

    @Override
    public Uni<List<CommittedEvent>> events(EventFilter filter, int limit, boolean fromEnd) {
        return count("events").events(filter, limit, fromEnd);
    }

    @Override
    public ApiKeyStore apiKeys() {
        return engine.apiKeys();
    }

    @Override
    public Uni<Long> countEvents(EventFilter filter) {
        return count("countEvents").countEvents(filter);
    }

    @Override
    public Uni<Map<Ulid, CommittedEvent>> eventsById(Set<Ulid> ids) {
        return count("eventsById").eventsById(ids);
    }

    @Override
    public Uni<Map<Ulid, List<CommittedEvent>>> childEvents(Set<EventPlace> parents) {
        return count("childEvents").childEvents(parents);
    }
}
