package org.ankurah.live;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.ankurah.merge.EntityState;
import org.ankurah.query.CompiledSelection;
import org.ankurah.query.Entities;
import org.ankurah.query.Fetch;
import org.ankurah.query.Page;
import org.ankurah.query.Pages;
import org.ankurah.query.Selection;
import org.ankurah.query.SortKey;
import org.ankurah.reactor.Shape;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/** The two ways to look beyond an entity that are compared. */
final class Sights {

    private Sights() {}

    /** As it was at a position, according to the log and the plain evaluator. */
    static Seen.Sight of(History.Moment moment) {
        return new Seen.Sight() {
            @Override
            public @Nullable EntityState find(String collection, Ulid id) {
                return moment.living().find(collection, id);
            }

            @Override
            public Seen.Rows page(Shape.Referring nested, Ulid target) {
                List<EntityState> matches = moment.matches(nested.fetch().selection()).stream()
                        .filter(entity -> refersTo(entity, nested.property(), target))
                        .toList();
                return rows(nested.fetch(), matches, moment.living());
            }
        };
    }

    /** As a change set brought it along, read as any subscriber reads it. */
    static Seen.Sight of(Entities world) {
        return new Seen.Sight() {
            @Override
            public @Nullable EntityState find(String collection, Ulid id) {
                return world.find(collection, id);
            }

            @Override
            public Seen.Rows page(Shape.Referring nested, Ulid target) {
                CompiledSelection selection =
                        CompiledSelection.of(nested.fetch().selection());
                String collection = nested.fetch().selection().model().collection();
                Collection<EntityState> candidates = world.referring(collection, nested.property(), target);
                Selection whole = nested.fetch().selection();
                return new Seen.Rows(
                        Pages.page(nested.fetch(), selection, candidates, world, 0),
                        end(Pages.page(new Fetch(whole, null, null, 1, false), selection, candidates, world, 0)),
                        end(Pages.page(new Fetch(whole, null, null, 1, true), selection, candidates, world, 0)),
                        Pages.count(selection, candidates, world));
            }
        };
    }

    private static boolean refersTo(EntityState entity, String property, Ulid target) {
        Value id = new Value.Id(target);
        Value value = entity.value(property);
        return value instanceof Value.Items items ? items.value().contains(id) : value.equals(id);
    }

    /** Cuts a page out of all that match, which are in order. */
    private static Seen.Rows rows(Fetch fetch, List<EntityState> matches, Entities entities) {
        CompiledSelection selection = CompiledSelection.of(fetch.selection());
        Comparator<SortKey> order = selection.comparator();
        Integer limit = fetch.selection().limit();
        List<Page.Row> all =
                matches.subList(0, limit == null ? matches.size() : Math.min(limit, matches.size())).stream()
                        .map(entity -> new Page.Row(entity, selection.key(entity, entities)))
                        .toList();
        List<Page.Row> rows = all.stream()
                .filter(row -> fetch.after() == null || order.compare(row.key(), fetch.after()) > 0)
                .filter(row -> fetch.before() == null || order.compare(row.key(), fetch.before()) < 0)
                .toList();
        int size = Math.min(fetch.size(), rows.size());
        int from = fetch.fromEnd() ? rows.size() - size : 0;
        return new Seen.Rows(
                new Page(0, rows.subList(from, from + size), rows.size() > size),
                all.isEmpty() ? null : all.get(0).key(),
                all.isEmpty() ? null : all.get(all.size() - 1).key(),
                matches.size());
    }

    private static @Nullable SortKey end(Page page) {
        return page.rows().isEmpty() ? null : page.rows().get(0).key();
    }
}
