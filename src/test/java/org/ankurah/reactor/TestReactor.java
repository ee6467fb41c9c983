package org.ankurah.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.ankurah.merge.EntityState;
import org.ankurah.model.Models;
import org.ankurah.query.CompiledSelection;
import org.ankurah.query.Fetch;
import org.ankurah.query.Found;
import org.ankurah.query.Living;
import org.ankurah.query.Lookups;
import org.ankurah.query.Page;
import org.ankurah.query.Pages;
import org.ankurah.query.Selection;

/** A reactor with a store beside it: what the reactor needs is read there at once. */
final class TestReactor {

    final Reactor reactor;
    private final LongFunction<Collection<EntityState>> stored;
    private final LongSupplier end;

    /**
     * @param stored all entities at a position
     * @param end the position that reads see; never beyond what the reactor has learned of when it needs something
     */
    TestReactor(Models models, long position, LongFunction<Collection<EntityState>> stored, LongSupplier end) {
        this.reactor = new Reactor(models, position, new Bounds(1, 20, Bounds.DEFAULT.remembered()));
        this.stored = stored;
        this.end = end;
    }

    void apply(CommittedTransaction transaction) {
        reactor.learn(transaction);
        Needs needs = reactor.advance();
        while (!needs.isEmpty()) {
            provide(needs);
            needs = reactor.advance();
        }
    }

    /** The beginning of a result, as long as wished. */
    Page page(Selection selection, long position, int size) {
        return page(Fetch.first(selection.unlimited(), size), position);
    }

    long count(Selection selection, long position) {
        return page(selection, position, Integer.MAX_VALUE).rows().size();
    }

    /** Starts from what was read at a position, first with a short look-ahead. */
    void start(LiveQuery<?> query, long snapshot) {
        Selection selection = query.selection();
        int size = selection.limit() == null ? Integer.MAX_VALUE : selection.limit() + 2;
        Needs needs;
        do {
            Page page = page(selection, snapshot, size);
            needs = query.start(new Beginning(page, count(selection, snapshot)));
            if (needs.longer()) {
                size *= 2;
            } else {
                provide(needs);
            }
        } while (!needs.isEmpty());
    }

    private void provide(Needs needs) {
        long position = Math.min(end.getAsLong(), reactor.newest());
        if (!needs.lookups().isEmpty()) {
            assertThat(reactor.provide(needs.lookups(), find(needs.lookups(), position)))
                    .isTrue();
        }
        needs.refills().forEach((query, fetch) -> reactor.provide(query, page(fetch, position)));
    }

    private Found find(Lookups lookups, long position) {
        Living living = new Living(stored.apply(position));
        List<EntityState> entities = new ArrayList<>();
        lookups.entities()
                .forEach((collection, ids) -> ids.forEach(id -> {
                    EntityState state = living.find(collection, id);
                    if (state != null) {
                        entities.add(state);
                    }
                }));
        Map<Lookups.Referring, List<EntityState>> referring = new LinkedHashMap<>();
        for (Lookups.Referring lookup : lookups.referring()) {
            referring.put(lookup, living.referring(lookup.collection(), lookup.property(), lookup.target()));
        }
        return new Found(position, entities, referring);
    }

    private Page page(Fetch fetch, long position) {
        Collection<EntityState> all = stored.apply(position);
        List<EntityState> candidates = all.stream()
                .filter(state -> state.model() == fetch.selection().model())
                .map(state -> EntityState.decode(state.model(), state.id(), state.encode()))
                .toList();
        CompiledSelection selection = CompiledSelection.of(fetch.selection());
        return Pages.page(fetch, selection, candidates, new Living(all), position);
    }
}
