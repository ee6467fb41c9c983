package org.ankurah.node;

import java.util.List;
import java.util.Map;
import org.ankurah.query.Predicate;

/**
 * What an identity may do with the entities of one collection. Each rule says with which of them; {@link #NEVER} is
 * with none. The values of claims are part of the rules already.
 *
 * @param read which may be listed, counted, aggregated and followed
 * @param retrieve which may be seen by whoever knows their id, or comes to them by a reference; all of {@code read} and
 *     perhaps more
 * @param create which may be created, looked at as they would be
 * @param update which may be changed: both as they are before and as they would be
 * @param delete which may be deleted and restored
 * @param history of which the past may be seen, judged as they are now; no more than {@code retrieve}
 * @param shown by property, in which of the entities that may be seen the property is shown; properties that are not
 *     named are in all
 * @param changeable by property, in which of the entities that may be changed the property may be: both as they are
 *     before and as they would be; properties that are not named may be in all. New entities may be given any
 */
public record Rights(
        Predicate read,
        Predicate retrieve,
        Predicate create,
        Predicate update,
        Predicate delete,
        Predicate history,
        Map<String, Predicate> shown,
        Map<String, Predicate> changeable) {

    /** Is true of nothing. */
    public static final Predicate NEVER = new Predicate.Or(List.of());

    /** Everything with all entities. */
    public static final Rights ALL = new Rights(
            Predicate.TRUE,
            Predicate.TRUE,
            Predicate.TRUE,
            Predicate.TRUE,
            Predicate.TRUE,
            Predicate.TRUE,
            Map.of(),
            Map.of());

    /** Nothing. */
    public static final Rights NONE = new Rights(NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, Map.of(), Map.of());

    public Rights {
        shown = Map.copyOf(shown);
        changeable = Map.copyOf(changeable);
    }

    /** In which of the entities that may be seen a property is shown. */
    public Predicate shown(String property) {
        return shown.getOrDefault(property, Predicate.TRUE);
    }

    /** In which of the entities that may be changed a property may be. */
    public Predicate changeable(String property) {
        return changeable.getOrDefault(property, Predicate.TRUE);
    }

    /** Whether a property is shown in every entity that may be seen, so that it may be asked about as well. */
    public boolean isOpen(String property) {
        return shown(property).equals(Predicate.TRUE);
    }

    /** Whether a property is shown in no entity. */
    public boolean isHidden(String property) {
        return shown(property).equals(NEVER);
    }
}
