package org.ankurah.graphql;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ankurah.event.Event;
import org.ankurah.event.Operation;
import org.ankurah.merge.Backends;
import org.ankurah.merge.Upcast;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyType;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/** Writes values as the plain objects that JSON knows. */
final class Outputs {

    /** Under this name an event's operations tell of a deletion or a restoration. */
    private static final String DELETED = "deleted";

    private static final String PURGED = "purged";

    private Outputs() {}

    /** A value as the API shows it. */
    static @Nullable Object of(Value value) {
        if (value instanceof Value.Str str) {
            return str.value();
        }
        if (value instanceof Value.Int number) {
            return number.value();
        }
        if (value instanceof Value.Bool bool) {
            return bool.value();
        }
        if (value instanceof Value.Id id) {
            return id.value().toString();
        }
        if (value instanceof Value.Real real) {
            return real.value();
        }
        if (value instanceof Value.Decimal decimal) {
            return text(decimal.value());
        }
        if (value instanceof Value.Timestamp timestamp) {
            return timestamp.value().toString();
        }
        if (value instanceof Value.Day day) {
            return day.value().toString();
        }
        if (value instanceof Value.Uuid uuid) {
            return uuid.value().toString();
        }
        if (value instanceof Value.Bytes bytes) {
            return Base64.getEncoder().encodeToString(bytes.value());
        }
        if (value instanceof Value.Doc doc) {
            return JsonObjects.toPlain(doc.value());
        }
        if (value instanceof Value.Items items) {
            List<@Nullable Object> list = new ArrayList<>(items.value().size());
            items.value().forEach(item -> list.add(of(item)));
            return list;
        }
        return null;
    }

    /** A property's value as the API shows it. */
    static @Nullable Object of(PropertyDescriptor property, Value value) {
        PropertyType<?> own = property.own();
        return own == null || value == Value.NULL ? of(value) : JsonObjects.toPlain(own.shown(value));
    }

    /** A moment as the API shows it: UTC, as many digits as there are, down to microseconds. */
    static String of(Instant moment) {
        return new Value.Timestamp(moment).value().toString();
    }

    /** Ids as the API shows them. */
    static List<String> of(List<Ulid> ids) {
        return ids.stream().map(Ulid::toString).toList();
    }

    /** What an event did, by the names that properties have now: {@code {"title": {"set": "Purple Rain"}}}. */
    static Map<String, Object> operations(Models models, Event event) {
        ModelDescriptor model = models.find(event.collection());
        Map<String, Operation> operations = model == null ? event.operations() : Upcast.operations(model, event);
        Map<String, Object> shown = new LinkedHashMap<>();
        operations.forEach((name, operation) -> {
            PropertyDescriptor property = model == null ? null : model.property(name);
            shown.put(name, operation(property, operation));
        });
        switch (event.lifecycle()) {
            case UNCHANGED, ERASED -> {}
            case RESTORED -> shown.put(DELETED, Map.of("set", false));
            case DELETED -> shown.put(DELETED, Map.of("set", true));
            case PURGED -> shown.put(PURGED, Map.of("set", true));
        }
        return shown;
    }

    private static Map<String, @Nullable Object> operation(@Nullable PropertyDescriptor property, Operation operation) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        if (operation instanceof Operation.Set set) {
            shown.put("set", property == null ? of(set.value()) : of(property, set.value()));
        } else if (operation instanceof Operation.Increment increment) {
            shown.put("increment", of(increment.by()));
        } else if (operation instanceof Operation.Edit edit) {
            Value content = property != null && property.backend().label().equals(edit.backend())
                    ? Backends.of(property).shown(edit)
                    : edit.content();
            shown.put(edit.content() instanceof Value.Bytes ? "update" : "edit", of(content));
        }
        return shown;
    }

    private static String text(BigDecimal decimal) {
        return decimal.toPlainString();
    }
}
