package org.ankurah.node;

import org.ankurah.model.ModelDescriptor;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Ulid;

/** The failure of a write to an entity that is not there. */
final class NotFound {

    private NotFound() {}

    static AnkurahException of(ModelDescriptor model, Ulid id) {
        return AnkurahException.notFound("There is no " + model.collection() + " with the id " + id + ".");
    }
}
