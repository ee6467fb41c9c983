package org.ankurah.node;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ankurah.event.Event;
import org.ankurah.merge.Backends;
import org.ankurah.merge.Change;
import org.ankurah.merge.ValueCheck;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.storage.CommitWork.Reads;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.Values;

/** Collects what has to be read before a batch of transactions can be decided. */
final class CommitReads {

    private final Map<String, Set<Ulid>> entities = new HashMap<>();
    private final Map<String, Map<String, Set<Value>>> uniques = new HashMap<>();

    private CommitReads() {}

    static Reads of(List<Transaction> transactions) {
        CommitReads reads = new CommitReads();
        for (Transaction transaction : transactions) {
            transaction.writes().forEach(reads::add);
            transaction
                    .surroundings()
                    .entities()
                    .forEach((collection, ids) -> ids.forEach(id -> reads.entity(collection, id)));
        }
        return new Reads(reads.entities, reads.uniques);
    }

    private void add(PendingWrite write) {
        ModelDescriptor model = write.model();
        if (write instanceof PendingWrite.Create create) {
            addValues(model, create.genesis());
            return;
        }
        if (write instanceof PendingWrite.Made made) {
            addValues(model, made.event());
        }
        entity(model.collection(), write.id());
        if (write instanceof PendingWrite.Update update) {
            update.changes().forEach((name, change) -> {
                PropertyDescriptor property = model.property(name);
                if (property != null && change instanceof Change.SetTo set) {
                    value(model, name, fitted(property, set.value()));
                } else if (property != null && change instanceof Change.Edit edit) {
                    value(model, name, edit.argument());
                }
            });
        } else if (write instanceof PendingWrite.Restore restore) {
            restore.uniques().forEach((name, value) -> value(model, name, value));
        }
    }

    private void addValues(ModelDescriptor model, Event event) {
        event.operations().forEach((name, operation) -> {
            PropertyDescriptor property = model.property(name);
            if (property != null) {
                Backends.of(property).written(operation).forEach(value -> value(model, name, value));
            }
        });
        // A unique property that was not given takes its zero, which may be taken as well.
        for (PropertyDescriptor property : event.isGenesis() ? model.properties() : List.<PropertyDescriptor>of()) {
            if (property.unique() && !event.operations().containsKey(property.name())) {
                value(model, property.name(), property.zero());
            }
        }
    }

    /** An id may come as its text. What does not fit needs no reading: the decision refuses it. */
    private static Value fitted(PropertyDescriptor property, Value given) {
        try {
            return ValueCheck.fit(property, given);
        } catch (AnkurahException unfit) {
            return Value.NULL;
        }
    }

    private void value(ModelDescriptor model, String name, Value value) {
        PropertyDescriptor property = model.property(name);
        if (property == null || value == Value.NULL) {
            return;
        }
        String target = property.target();
        if (target != null) {
            References.in(value).forEach(id -> entity(target, id));
        }
        if (property.unique()) {
            uniques.computeIfAbsent(model.collection(), c -> new HashMap<>())
                    .computeIfAbsent(name, n -> new HashSet<>())
                    .add(Values.canonical(value));
        }
    }

    private void entity(String collection, Ulid id) {
        entities.computeIfAbsent(collection, c -> new HashSet<>()).add(id);
    }
}
