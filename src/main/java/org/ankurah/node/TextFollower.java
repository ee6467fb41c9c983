package org.ankurah.node;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.ankurah.merge.EntityState;
import org.ankurah.merge.TextState;
import org.ankurah.merge.text.MalformedTextException;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.query.Parameters;
import org.ankurah.query.Selection;
import org.ankurah.query.SelectionParser;
import org.ankurah.reactor.ChangeKind;
import org.ankurah.reactor.ChangeSet;
import org.ankurah.reactor.Interest;
import org.ankurah.reactor.Shape;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Follows one text for somebody who has a document of it: a live query of the entity, of which only what happens to the
 * text is told. So what a live query promises holds here as well: nothing is missed between the first update and the
 * next ones, other servers' commits come too, and what a slow reader did not take becomes one update.
 */
final class TextFollower {

    private final String property;
    private final byte @Nullable [] stateVector;

    /** What the document has got. */
    private @Nullable TextState told;

    private TextFollower(String property, byte @Nullable [] stateVector) {
        this.property = property;
        this.stateVector = stateVector;
    }

    static Multi<byte[]> follow(Context context, TextPlace place, byte @Nullable [] stateVector) {
        return Multi.createFrom().deferred(() -> {
            TextFollower follower = new TextFollower(place.property(), stateVector);
            // An update says what a document lacks of the newest state, so those before it need not be told.
            return states(context, place)
                    .onOverflow()
                    .dropPreviousItems()
                    .map(follower::next)
                    .filter(update -> update.length > 0);
        });
    }

    /** The entity, as long as its text may be followed: as it is, and after each change that may concern the text. */
    static Multi<EntityState> states(Context context, TextPlace place) {
        ModelDescriptor model = context.models().get(place.collection());
        Selection selection = SelectionParser.parse(
                context.models(), model, "id = ?", Parameters.positional(List.of(new Value.Id(place.id()))));
        // Formats and what waits for other updates change no value, and editors want them all the same.
        Interest interest = new Interest(new Shape(true, Set.of(place.property()), List.of()), false, false, false);
        return context.subscribe(new LiveRequest(selection, interest, null))
                .select()
                .first(TextFollower::isThere)
                .map(changes -> {
                    if (changes.changes().isEmpty()) {
                        throw NotFound.of(model, place.id());
                    }
                    EntityState state = Objects.requireNonNull(
                            context.shown(changes).changes().get(0).entity());
                    requireShown(state, place);
                    return state;
                });
    }

    /** Once it was there, the stream ends when the entity leaves; before, it is as one that does not exist. */
    private static boolean isThere(ChangeSet<EntityState> changes) {
        return changes.changes().stream().noneMatch(change -> change.kind() == ChangeKind.REMOVED);
    }

    /** The place, if there is such an entity and its text may be seen. */
    static Uni<TextPlace> require(Context context, TextPlace place) {
        ModelDescriptor model = context.models().get(place.collection());
        return context.find(place.collection(), Set.of(place.id())).map(found -> {
            EntityState state = found.get(place.id());
            if (state == null) {
                throw NotFound.of(model, place.id());
            }
            requireShown(context.shown(state), place);
            return place;
        });
    }

    private static void requireShown(EntityState shown, TextPlace place) {
        if (shown.withholds(place.property())) {
            throw AnkurahException.forbidden(
                    "You may not see " + place.property() + " of this " + place.collection() + ".", place.property());
        }
    }

    /** The next update; empty if nothing happened to the text. */
    private byte[] next(EntityState state) {
        TextState before = told;
        TextState now = state.text(property);
        told = now;
        if (before == null) {
            return first(now);
        }
        return now == before ? new byte[0] : now.since(before);
    }

    private byte[] first(TextState now) {
        try {
            return stateVector == null ? now.encode() : now.since(stateVector);
        } catch (MalformedTextException malformed) {
            throw AnkurahException.badQuery("It is no state vector of a text.", "stateVector");
        }
    }
}
