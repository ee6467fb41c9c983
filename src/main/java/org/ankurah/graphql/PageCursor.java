package org.ankurah.graphql;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.ankurah.query.Order;
import org.ankurah.query.Selection;
import org.ankurah.query.SortKey;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Coercion;
import org.ankurah.value.Json;
import org.ankurah.value.JsonText;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;

/**
 * Cursors that name a place in the order of a selection. Opaque to clients; inside is the order that the place
 * belongs to, the id of the entity there, and its values of the order's keys. So a cursor stays good when the
 * entity changes or goes, and costs the server nothing to keep.
 */
final class PageCursor {

    private PageCursor() {}

    static String encode(Selection selection, SortKey place) {
        List<Json> parts = new ArrayList<>();
        parts.add(new Json.Str(order(selection)));
        parts.add(new Json.Str(place.id().toString()));
        for (Value value : place.values()) {
            parts.add(json(value));
        }
        byte[] text = JsonText.write(new Json.Arr(parts)).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    /**
     * The place that a cursor names.
     *
     * @param argument where it was given
     * @throws AnkurahException with {@code BAD_QUERY}, if it is none of ours, or of another order
     */
    static SortKey decode(Selection selection, String cursor, String argument) {
        List<Json> parts = parts(cursor, argument);
        if (!(parts.get(0) instanceof Json.Str order) || !(parts.get(1) instanceof Json.Str text)) {
            throw LogCursor.unknown(argument);
        }
        if (!order.value().equals(order(selection))) {
            throw AnkurahException.badQuery(
                    argument + " is a cursor of another order; ask with the order that gave it.", argument);
        }
        Ulid id = Ulid.tryParse(text.value());
        if (id == null || parts.size() != 2 + selection.order().size()) {
            throw LogCursor.unknown(argument);
        }
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < selection.order().size(); i++) {
            ValueType type = selection.order().get(i).path().type();
            values.add(value(parts.get(2 + i), type, argument));
        }
        return new SortKey(values, id);
    }

    private static List<Json> parts(String cursor, String argument) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (JsonText.parse(text) instanceof Json.Arr array && array.value().size() >= 2) {
                return array.value();
            }
        } catch (IllegalArgumentException | AnkurahException malformed) {
            throw LogCursor.unknown(argument);
        }
        throw LogCursor.unknown(argument);
    }

    /** The order in words: collection, then each key with its direction. */
    private static String order(Selection selection) {
        StringBuilder words = new StringBuilder(selection.model().collection());
        for (Order key : selection.order()) {
            words.append(key.descending() ? " -" : " +");
            key.path().refs().forEach(ref -> words.append(ref).append('.'));
            words.append(key.path().property());
            key.path().json().forEach(step -> words.append('.').append(step));
        }
        return words.toString();
    }

    private static Json json(Value value) {
        return value == Value.NULL ? Json.NULL : ((Value.Doc) Coercion.coerce(value, ValueType.Scalar.JSON)).value();
    }

    private static Value value(Json json, ValueType type, String argument) {
        try {
            return Coercion.coerce(new Value.Doc(json), type);
        } catch (AnkurahException refused) {
            throw LogCursor.unknown(argument);
        }
    }
}
