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

    /** A page from the start of the order, or from behind some place in it, as of the page's position. */
    static Prefix of(Page page) {
        List<Page.Row> rows = page.rows();
        SortKey boundary =
                page.more() && !rows.isEmpty() ? rows.get(rows.size() - 1).key() : null;
        return new Prefix(
                rows.stream().map(row -> new Member(row.key(), row.entity())).toList(), boundary);
    }

    /**
     * The same at another position.
     *
     * @param above the place behind which it begins, or null
     * @param deltas what changed on the way to the other position
     * @param step both positions
     */
    Prefix at(CompiledSelection selection, @Nullable SortKey above, Collection<Delta> deltas, Step step) {
        Map<Ulid, Member> others = new LinkedHashMap<>();
        members.forEach(member -> others.put(member.state().id(), member));
        for (Delta delta : deltas) {
            others.remove(delta.id());
            EntityState after = delta.livingAfter();
            if (after != null && selection.matches(after, step.after())) {
                SortKey key = selection.key(after, step.after());
                boolean below = boundary == null || selection.comparator().compare(key, boundary) <= 0;
                if (below && (above == null || selection.comparator().compare(key, above) > 0)) {
                    others.put(delta.id(), new Member(key, after));
                }
            }
        }
        return new Prefix(others.values(), boundary);
    }

    /** The first members in order. */
    List<Member> inOrder(Comparator<SortKey> order, int most) {
        return members.stream()
                .sorted(Comparator.comparing(Member::key, order))
                .limit(most)
                .toList();
    }
}
