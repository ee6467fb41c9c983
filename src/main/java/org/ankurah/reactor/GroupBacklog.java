package org.ankurah.reactor;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.ankurah.query.Aggregation.Group;
import org.ankurah.query.Tally;
import org.ankurah.reactor.GroupChanges.Change;
import org.ankurah.reactor.Mention.OfGroup;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/** The backlog of a live aggregate: of each group that was named, what it was at first. */
final class GroupBacklog extends Backlog {

    private final NavigableMap<List<Value>, Former> formers = new TreeMap<>(Tally.KEY_ORDER);

    private record Former(@Nullable Group group) {}

    @Override
    void add(Mention mention) {
        if (mention instanceof OfGroup group) {
            formers.putIfAbsent(group.change().key(), new Former(group.former()));
        }
    }

    @Override
    public int size() {
        return formers.size();
    }

    /** The groups that differ from what they were, in the order of their keys. */
    List<OfGroup> mentions(Tally now) {
        List<OfGroup> mentions = new ArrayList<>();
        formers.forEach((key, former) -> {
            Group group = now.group(key);
            if (!Objects.equals(group, former.group())) {
                mentions.add(mention(key, former.group(), group));
            }
        });
        return mentions;
    }

    static OfGroup mention(List<Value> key, @Nullable Group former, @Nullable Group group) {
        ChangeKind kind = group == null ? ChangeKind.REMOVED : former == null ? ChangeKind.ADDED : ChangeKind.UPDATED;
        return new OfGroup(new Change(kind, key, group), former);
    }
}
