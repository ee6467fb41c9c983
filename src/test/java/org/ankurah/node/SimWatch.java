package org.ankurah.node;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ankurah.merge.EntityState;
import org.ankurah.query.Fetch;
import org.ankurah.query.Page;
import org.ankurah.query.Parameters;
import org.ankurah.query.Selection;
import org.ankurah.query.SelectionParser;
import org.ankurah.reactor.ChangeKind;
import org.ankurah.reactor.ChangeSet;
import org.ankurah.storage.StorageEngine;
import org.ankurah.value.Ulid;

/** A live query of a simulated node and the result that its change sets come to. */
final class SimWatch {

    private final Node node;
    private final SimModels.Asked asked;
    private final String name;
    private final SimTrace trace;
    private final Cancellable source;
    private List<View<?>> held = new ArrayList<>();
    private long total;

    SimWatch(Node node, SimModels.Asked asked, String name, SimTrace trace) {
        this.node = node;
        this.asked = asked;
        this.name = name + " " + asked;
        this.trace = trace;
        this.source = follow(asked.model());
    }

    private <T> Cancellable follow(Class<T> model) {
        return node.context(SimModels.ME)
                .subscribe(model, asked.query())
                .subscribe()
                .with(this::take, failure -> trace.fail(name + " failed: " + failure));
    }

    SimModels.Asked asked() {
        return asked;
    }

    void cancel() {
        trace.say(name, " is left");
        source.cancel();
    }

    /** The removed come first, then the others by ascending index. */
    private <T> void take(ChangeSet<View<T>> changes) {
        Set<Ulid> before = new HashSet<>();
        if (changes.reset()) {
            held = new ArrayList<>();
        }
        held.forEach(view -> before.add(view.id()));
        Set<Ulid> touched = new HashSet<>();
        for (ChangeSet.Change<View<T>> change : changes.changes()) {
            trace.say(name, " ", change.kind(), " ", change.id(), " at ", change.index(), " ", change.fields());
            boolean isNew = change.kind() == ChangeKind.INITIAL || change.kind() == ChangeKind.ADDED;
            if (!touched.add(change.id()) || isNew == before.contains(change.id())) {
                trace.fail(name + " was told " + change.kind() + " of " + change.id() + " and held " + before);
            }
        }
        List<View<?>> next = new ArrayList<>(
                held.stream().filter(view -> !touched.contains(view.id())).toList());
        for (ChangeSet.Change<View<T>> change : changes.changes()) {
            if (change.entity() != null) {
                next.add(Math.min(change.index(), next.size()), change.entity());
            }
        }
        held = next;
        total = changes.totalCount();
    }

    /** Compares it with what its own node answers now. */
    void check() {
        trace.same(name + " against its own node", shown(), answer(node.storage(), asked));
        trace.same(name + " counts", total, now(node.storage().count(selection(asked))));
    }

    /** Compares it with what a store answers now. */
    void check(StorageEngine upstream) {
        trace.same(name + " against the upstream", shown(), answer(upstream, asked));
    }

    private List<List<Object>> shown() {
        return held.stream().map(SimWatch::shown).toList();
    }

    /** What a store that answers at once answers. */
    private static List<List<Object>> answer(StorageEngine store, SimModels.Asked asked) {
        return fetch(store, asked).stream()
                .map(state -> shown(new View<>(SimModels.ALL.binding(asked.model()), state)))
                .toList();
    }

    static List<EntityState> fetch(StorageEngine store, SimModels.Asked asked) {
        return now(store.fetch(Fetch.first(selection(asked), Context.MAX_FETCH))).rows().stream()
                .map(Page.Row::entity)
                .toList();
    }

    private static <T> T now(Uni<T> uni) {
        return uni.await().indefinitely();
    }

    private static Selection selection(SimModels.Asked asked) {
        return SelectionParser.parse(
                SimModels.ALL.models(),
                SimModels.ALL.binding(asked.model()).model(),
                asked.query(),
                Parameters.positional(List.of()));
    }

    /** What is compared of an entity. */
    private static List<Object> shown(View<?> view) {
        return List.of(view.id(), view.head(), view.model());
    }
}
