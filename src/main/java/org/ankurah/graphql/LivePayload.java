package org.ankurah.graphql;

import org.ankurah.merge.EntityState;
import org.ankurah.reactor.ChangeSet;

/**
 * One payload of a live query.
 *
 * @param changes what it tells
 * @param query the {@link LiveQueryDigest} of the live query
 */
record LivePayload(ChangeSet<EntityState> changes, String query) {

    String cursor() {
        return LogCursor.encode(changes.position(), query);
    }
}
