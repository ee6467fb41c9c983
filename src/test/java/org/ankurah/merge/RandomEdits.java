package org.ankurah.merge;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ankurah.event.Operation;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/** Random edits of properties that hold more than the last value written. */
public final class RandomEdits {

    private static final Writer WRITER = new Writer(1, Writer.DEFAULT_MAX_TEXT);

    private RandomEdits() {}

    /**
     * What an event does to such a property; null if it takes plain values, or there is nothing to do.
     *
     * @param state the entity as the event's maker sees it
     * @param given a value of the property's type, which the edit uses
     */
    public static @Nullable Operation of(Random random, EntityState state, PropertyDescriptor property, Value given) {
        Change change = change(random, property, state.value(property.name()), given);
        if (change == null) {
            return null;
        }
        try {
            return Operations.of(state, Map.of(property.name(), change), WRITER).get(property.name());
        } catch (AnkurahException refused) {
            return null;
        }
    }

    private static @Nullable Change change(Random random, PropertyDescriptor property, Value now, Value given) {
        if (property.backend() == Backend.SET) {
            List<Value> elements = Elements.in(random.nextBoolean() ? given : now);
            return random.nextBoolean()
                    ? Change.addAndRemove(elements, List.of())
                    : Change.addAndRemove(List.of(), elements.subList(0, elements.size() / 2));
        }
        if (property.backend() == Backend.LIST) {
            int size = Elements.in(now).size();
            int at = random.nextInt(size + 1);
            return switch (random.nextInt(3)) {
                case 0 -> Change.insertElements(at, Elements.in(given));
                case 1 -> Change.moveElement(random.nextInt(size + 1), at);
                default -> Change.removeElements(at, random.nextInt(size - at + 1));
            };
        }
        if (property.backend() == Backend.MERGED) {
            return given instanceof Value.Doc doc ? Change.mergeJson(doc.value()) : new Change.SetTo(given);
        }
        if (property.backend() == Backend.TEXT && given instanceof Value.Str text && now instanceof Value.Str before) {
            return Change.insertText(random.nextInt(before.value().length() + 1), text.value());
        }
        return null;
    }
}
