package org.ankurah.query;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.ankurah.merge.EntityState;

/** Takes pages out of entities that are in memory: the plain statement of what a page is. */
public final class Pages {

    private Pages() {}

    /**
     * One page.
     *
     * @param fetch what is asked
     * @param selection the fetch's selection, compiled
     * @param candidates entities of the collection among which the page is looked for, in any order
     * @param entities what else there is, as of the same position
     * @param position that position
     */
    public static Page page(
            Fetch fetch,
            CompiledSelection selection,
            Collection<EntityState> candidates,
            Entities entities,
            long position) {
        Comparator<SortKey> order = selection.comparator();
        Integer limit = fetch.selection().limit();
        List<Page.Row> rows = candidates.stream()
                .filter(entity -> selection.matches(entity, entities))
                .map(entity -> new Page.Row(entity, selection.key(entity, entities)))
                .sorted(Comparator.comparing(Page.Row::key, order))
                .limit(limit == null ? Long.MAX_VALUE : limit)
                .filter(row -> fetch.after() == null || order.compare(row.key(), fetch.after()) > 0)
                .filter(row -> fetch.before() == null || order.compare(row.key(), fetch.before()) < 0)
                .toList();
        int size = Math.min(fetch.size(), rows.size());
        List<Page.Row> page = fetch.fromEnd() ? rows.subList(rows.size() - size, rows.size()) : rows.subList(0, size);
        return new Page(position, page, rows.size() > size);
    }

    /** The number of matches among the candidates, whatever the selection's limit. */
    public static long count(CompiledSelection selection, Collection<EntityState> candidates, Entities entities) {
        return candidates.stream()
                .filter(entity -> selection.matches(entity, entities))
                .count();
    }
}
