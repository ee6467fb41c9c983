package org.ankurah.reactor;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ankurah.merge.EntityState;
import org.ankurah.query.CompiledSelection;
import org.ankurah.query.Page;
import org.ankurah.query.SortKey;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a result, or a piece of it: all matches up to some place in the order, and none behind.
 *
 * @param members the matches, in any order
 * @param boundary the place up to which the members are complete; null if there are no others
 */
record Prefix(Collection<Member> members, @Nullable SortKey boundary) {

    /**
     * What a page is at another position than it was read at.
     *
     * @param page from the start of the order, or from behind {@code above}
     * @param above the place behind which the page begins, or null
     * @param deltas what changed on the way from the page's position to the other
     * @param step both positions
     */
    static Prefix of(
            Page page, CompiledSelection selection, @Nullable SortKey above, Collection<Delta> deltas, Step step) {
        List<Page.Row> rows = page.rows();
        SortKey boundary =
                page.more() && !rows.isEmpty() ? rows.get(rows.size() - 1).key() : null;
        Map<Ulid, Member> members = new LinkedHashMap<>();
        rows.forEach(row -> members.put(row.entity().id(), new Member(row.key(), row.entity())));
        for (Delta delta : deltas) {
            members.remove(delta.id());
            EntityState after = delta.livingAfter();
            if (after != null && selection.matches(after, step.after())) {
                SortKey key = selection.key(after, step.after());
                boolean below = boundary == null || selection.comparator().compare(key, boundary) <= 0;
                if (below && (above == null || selection.comparator().compare(key, above) > 0)) {
                    members.put(delta.id(), new Member(key, after));
                }
            }
        }
        return new Prefix(members.values(), boundary);
    }

    /** The first members in order. */
    List<Member> inOrder(Comparator<SortKey> order, int most) {
        return members.stream()
                .sorted(Comparator.comparing(Member::key, order))
                .limit(most)
                .toList();
    }
}
