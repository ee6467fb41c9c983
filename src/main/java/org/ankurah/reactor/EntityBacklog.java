package org.ankurah.reactor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ankurah.reactor.Mention.OfEntity;
import org.ankurah.value.Ulid;

/**
 * The backlog of a live query of entities.
 *
 * <p><b>Why what comes of it is exact.</b> Each change set leaves those that it does not name in their order among
 * themselves, with the values that they had ({@link Turn}). So that holds for those that none of the merged ones
 * names; and all others are named, with their present place.
 */
final class EntityBacklog extends Backlog {

    private final Map<Ulid, OfEntity> mentions = new LinkedHashMap<>();

    /** The number of all matches before the first change; -1 if nobody asks. */
    private final long total;

    EntityBacklog(long total) {
        this.total = total;
    }

    @Override
    void add(Mention mention) {
        if (mention instanceof OfEntity entity) {
            mentions.merge(entity.delta().id(), entity, OfEntity::then);
        }
    }

    @Override
    public int size() {
        return mentions.size();
    }

    /** What is to be told, now that the result is this. */
    Telling telling(long position, LiveResult result, Interest interest, ShapeView shape) {
        List<Telling.Removed> removed = new ArrayList<>();
        List<Telling.Stays> stays = new ArrayList<>();
        mentions.forEach((id, mention) -> {
            Delta delta = mention.delta();
            Member member = result.shown(id);
            if (member == null) {
                if (mention.held()) {
                    removed.add(new Telling.Removed(delta));
                }
            } else if (!mention.held() || interest.order() || shape.looksFurther() || shape.shows(delta)) {
                ChangeKind kind = mention.held() ? ChangeKind.UPDATED : ChangeKind.ADDED;
                stays.add(new Telling.Stays(kind, member.state(), result.rank(member), delta.changed(), delta));
            }
        });
        stays.sort(Comparator.comparingInt(Telling.Stays::index));
        return new Telling(position, false, removed, stays, result.total(), total, result.items());
    }
}
