package org.ankurah.reactor;

import org.ankurah.query.Aggregation.Group;
import org.jspecify.annotations.Nullable;

/** That something of a result is named, with what it was before. */
sealed interface Mention {

    /**
     * An entity.
     *
     * @param held whether it was shown before
     * @param delta what became of it
     */
    record OfEntity(boolean held, Delta delta) implements Mention {

        OfEntity then(OfEntity later) {
            return new OfEntity(held, delta.then(later.delta));
        }
    }

    /**
     * A group.
     *
     * @param change what is told of it
     * @param former what it was; null if it was not there
     */
    record OfGroup(GroupChanges.Change change, @Nullable Group former) implements Mention {}
}
