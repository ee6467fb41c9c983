package org.ankurah.query;

import java.util.Collection;
import java.util.List;
import org.ankurah.merge.EntityState;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/** The living entities, all as of one position of the log, for what looks beyond a single entity. */
public interface Entities {

    /** For what looks at one entity only: there are no others. */
    Entities NONE = new Entities() {
        @Override
        public @Nullable EntityState find(String collection, Ulid id) {
            return null;
        }

        @Override
        public List<EntityState> referring(String collection, String property, Ulid target) {
            return List.of();
        }
    };

    /** The same world with nothing hidden. */
    default Entities whole() {
        return this;
    }

    /** The living entity of this id, or null if there is none. */
    @Nullable
    EntityState find(String collection, Ulid id);

    /**
     * The living entities of a collection that refer to a target, in any order.
     *
     * @param property a reference, or a list of references that holds the target
     */
    Collection<EntityState> referring(String collection, String property, Ulid target);
}
