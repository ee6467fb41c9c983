package org.ankurah.node;

import org.ankurah.model.ModelDescriptor;
import org.ankurah.query.Mentions;
import org.ankurah.value.AnkurahException;

/**
 * Refuses what a follower cannot answer: its upstream sends what is selected, and not what the selection looks at
 * besides.
 */
enum OwnEntitiesOnly implements Mentions.Visitor {
    INSTANCE;

    @Override
    public void property(ModelDescriptor of, String name) {}

    @Override
    public void referred(String collection) {
        throw across(collection);
    }

    @Override
    public void inverse(String collection) {
        throw across(collection);
    }

    private static AnkurahException across(String collection) {
        return AnkurahException.badQuery(
                "A node that follows another one holds what its queries select, and cannot look" + " at the "
                        + collection + " behind a reference. Ask for both, or ask the server.");
    }
}
