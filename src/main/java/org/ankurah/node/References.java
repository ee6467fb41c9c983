package org.ankurah.node;

import java.util.ArrayList;
import java.util.List;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;

/** Finds the ids that a reference, or a list of references, holds. */
final class References {

    private References() {}

    static List<Ulid> in(Value value) {
        if (value instanceof Value.Id id) {
            return List.of(id.value());
        }
        List<Ulid> ids = new ArrayList<>();
        if (value instanceof Value.Items items) {
            for (Value item : items.value()) {
                ids.addAll(in(item));
            }
        }
        return ids;
    }
}
