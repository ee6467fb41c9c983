package org.ankurah.live;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ankurah.merge.Change;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.node.Transaction;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType.Scalar;
import org.jspecify.annotations.Nullable;

/**
 * The writes of one random transaction: created entities that refer to each other at once, changes of several
 * properties, references that move, deletions and restorations, several writes of one entity, and now and then many
 * entities at once or a write that is refused.
 */
final class RandomWrites {

    private static final Models MODELS = LiveModels.ALL.models();
    private static final int ENOUGH = 60;

    private final Draw draw;
    private final boolean purges;
    private final Map<String, List<Ulid>> living = new HashMap<>();
    private final Map<String, List<Ulid>> deleted = new HashMap<>();
    private int population;

    /** @param purges whether entities may be purged too */
    RandomWrites(Draw draw, boolean purges) {
        this.draw = draw;
        this.purges = purges;
        for (ModelDescriptor model : MODELS.all()) {
            List<Ulid> alive = new ArrayList<>();
            List<Ulid> gone = new ArrayList<>();
            for (EntityState state : draw.states(model.collection())) {
                if (!state.purged()) {
                    (state.deleted() ? gone : alive).add(state.id());
                }
            }
            living.put(model.collection(), alive);
            deleted.put(model.collection(), gone);
            population += alive.size();
        }
    }

    /** Adds so many writes to a transaction. */
    void write(Transaction transaction, int writes) {
        for (int i = 0; i < writes; i++) {
            write(transaction);
        }
    }

    private void write(Transaction transaction) {
        ModelDescriptor model = draw.one(MODELS.all().stream().toList());
        List<Ulid> alive = of(living, model);
        int choice = draw.below(20);
        if (alive.size() < 3 || (choice < 5 && population < ENOUGH)) {
            create(transaction, model);
        } else if (choice < 8) {
            delete(transaction, model, draw.one(alive));
        } else if (choice == 8 && !of(deleted, model).isEmpty()) {
            Ulid gone = draw.one(of(deleted, model));
            if (purges && draw.once(6)) {
                transaction.purge(model, gone);
                of(deleted, model).remove(gone);
            } else {
                restore(transaction, model, gone);
            }
        } else if (choice == 8 && purges && draw.once(2)) {
            purge(transaction, model, draw.one(alive));
        } else if (choice == 9 && draw.once(3)) {
            sweep(transaction, model);
        } else if (choice == 10 && draw.once(8) && !of(deleted, model).isEmpty()) {
            // The whole transaction is refused.
            update(transaction, model, draw.one(of(deleted, model)));
        } else {
            update(transaction, model, draw.one(alive));
        }
    }

    private void create(Transaction transaction, ModelDescriptor model) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (PropertyDescriptor property : model.properties()) {
            if (property.required() || !draw.once(3)) {
                Value value = draw.value(property.type(), targets(property));
                if (value != Value.NULL) {
                    values.put(property.name(), value);
                }
            }
        }
        of(living, model).add(transaction.create(model, values));
        population++;
    }

    private void update(Transaction transaction, ModelDescriptor model, Ulid id) {
        Map<String, Change> changes = new LinkedHashMap<>();
        for (int n = 1 + draw.below(3); n > 0; n--) {
            PropertyDescriptor property = property(model);
            changes.put(property.name(), change(property));
        }
        transaction.update(model, id, changes, null);
    }

    /** References are changed as often as all else. */
    private PropertyDescriptor property(ModelDescriptor model) {
        List<PropertyDescriptor> references = model.properties().stream()
                .filter(property -> property.target() != null)
                .toList();
        return draw.one(references.isEmpty() || draw.once(2) ? model.properties() : references);
    }

    private Change change(PropertyDescriptor property) {
        if (property.backend() == PropertyDescriptor.Backend.COUNTER) {
            long by = draw.below(5) - 2L;
            return property.type() == Scalar.DECIMAL
                    ? Change.increment(BigDecimal.valueOf(by, draw.below(3)))
                    : Change.increment(by);
        }
        boolean clear = property.optional() && draw.once(5);
        if (!clear && draw.once(2)) {
            Change edit = edit(property, draw.value(property.type(), targets(property)));
            if (edit != null) {
                return edit;
            }
        }
        return new Change.SetTo(clear ? Value.NULL : draw.value(property.type(), targets(property)));
    }

    /** An edit of a property that merges; null for others. */
    private @Nullable Change edit(PropertyDescriptor property, Value given) {
        List<Value> items = given instanceof Value.Items list ? list.value() : List.of();
        if (property.backend() == PropertyDescriptor.Backend.SET) {
            return draw.once(2) ? Change.addAndRemove(items, List.of()) : Change.addAndRemove(List.of(), items);
        }
        if (property.backend() == PropertyDescriptor.Backend.LIST) {
            // Now and then there is no such element, and the whole transaction is refused.
            return draw.once(8) ? Change.moveElement(0, 1) : Change.insertElements(0, items);
        }
        boolean merges = property.backend() == PropertyDescriptor.Backend.MERGED;
        return merges && given instanceof Value.Doc doc ? Change.mergeJson(doc.value()) : null;
    }

    private void delete(Transaction transaction, ModelDescriptor model, Ulid id) {
        transaction.delete(model, id, null);
        of(living, model).remove(id);
        of(deleted, model).add(id);
        population--;
    }

    private void purge(Transaction transaction, ModelDescriptor model, Ulid id) {
        transaction.purge(model, id);
        of(living, model).remove(id);
        population--;
    }

    private void restore(Transaction transaction, ModelDescriptor model, Ulid id) {
        transaction.restore(model, id);
        of(deleted, model).remove(id);
        of(living, model).add(id);
        population++;
    }

    /** Many at once: half of them leave, or all of them change alike. */
    private void sweep(Transaction transaction, ModelDescriptor model) {
        List<Ulid> all = List.copyOf(of(living, model));
        if (draw.once(2)) {
            all.subList(0, all.size() / 2).forEach(id -> delete(transaction, model, id));
        } else {
            PropertyDescriptor property = property(model);
            Change change = change(property);
            all.forEach(id -> transaction.update(model, id, Map.of(property.name(), change), null));
        }
    }

    private List<Ulid> targets(PropertyDescriptor property) {
        return property.target() == null ? List.of() : living.getOrDefault(property.target(), List.of());
    }

    private static List<Ulid> of(Map<String, List<Ulid>> entities, ModelDescriptor model) {
        return entities.computeIfAbsent(model.collection(), collection -> new ArrayList<>());
    }
}
