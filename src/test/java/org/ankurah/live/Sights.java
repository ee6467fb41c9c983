package org.ankurah.live;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.ankurah.merge.EntityState;
import org.ankurah.query.CompiledSelection;
import org.ankurah.query.Entities;
import org.ankurah.query.Fetch;
import org.ankurah.query.Page;
import org.ankurah.query.Pages;
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
                Page page = Pages.page(nested.fetch(), selection, candidates, world, 0);
                return new Seen.Rows(page.rows(), page.more(), Pages.count(selection, candidates, world));
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
        List<Page.Row> rows = new ArrayList<>();
        for (EntityState entity :
                matches.subList(0, limit == null ? matches.size() : Math.min(limit, matches.size()))) {
            SortKey key = selection.key(entity, entities);
            boolean behind = fetch.after() == null || order.compare(key, fetch.after()) > 0;
            boolean ahead = fetch.before() == null || order.compare(key, fetch.before()) < 0;
            if (behind && ahead) {
                rows.add(new Page.Row(entity, key));
            }
        }
        int size = Math.min(fetch.size(), rows.size());
        int from = fetch.fromEnd() ? rows.size() - size : 0;
        return new Seen.Rows(List.copyOf(rows.subList(from, from + size)), rows.size() > size, matches.size());
    }
}
