package org.ankurah.storage.kv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ankurah.event.BinaryReader;
import org.ankurah.event.BinaryWriter;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.storage.TypeNote;
import org.ankurah.value.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * What the models were when the store was last opened. A change that would lose data stops the start; after any other,
 * the collection's indexes are made anew.
 */
final class SchemaNotes {

    private SchemaNotes() {}

    /**
     * What was noted of a property.
     *
     * @param backend the label of how its changes merge
     * @param optional whether it might be null
     * @param removed whether the model had given it up; entities may hold values all the same
     */
    private record Note(String type, String backend, boolean optional, boolean removed) {

        static Note of(PropertyDescriptor property) {
            return new Note(TypeNote.of(property).toString(), property.backend().label(), property.optional(), false);
        }

        Note asRemoved() {
            return new Note(type, backend, optional, true);
        }
    }

    /**
     * Compares the models with the notes, and writes new ones.
     *
     * @throws IllegalStateException that says what to do when a change would lose data
     */
    static void open(KeyValueStorage store, Models models, Indexes indexes) {
        List<String> problems = new ArrayList<>();
        Set<String> changed = new HashSet<>();
        WriteBatch batch = new WriteBatch();
        try (Snapshot snapshot = store.snapshot()) {
            for (ModelDescriptor model : models.all()) {
                byte[] stored = snapshot.get(key(model));
                Map<String, Note> before = read(stored);
                check(model, before, problems);
                byte[] now = write(after(model, before));
                if (!Arrays.equals(stored, now)) {
                    changed.add(model.collection());
                    batch.put(key(model), now);
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalStateException("The models do not fit the store. " + String.join(" ", problems));
        }
        indexes.open(changed);
        store.write(batch, true);
    }

    private static byte[] key(ModelDescriptor model) {
        return Keys.note("model " + model.collection());
    }

    private static void check(ModelDescriptor model, Map<String, Note> notes, List<String> problems) {
        for (PropertyDescriptor property : model.properties()) {
            Note note = note(model, property, notes);
            String name = model + "." + property.name();
            TypeNote type = TypeNote.of(property);
            if (note != null && !TypeNote.parse(note.type).widensTo(type)) {
                problems.add(name + ": its values are stored as " + note.type + ", the model says " + type
                        + ", and not every value could be kept. Give the property its former type, or declare one of"
                        + " another name and fill it.");
            } else if (note != null && !canMerge(note, property)) {
                problems.add(name + ": its changes are merged as " + note.backend + ", the model says "
                        + property.backend().label() + ", and what is stored cannot be merged in another way. Declare"
                        + " the property as it was, or one of another name, and fill that.");
            }
        }
        notes.forEach((name, note) -> {
            boolean known =
                    model.propertyByAnyName(name) != null || model.retired().contains(name);
            if (!note.removed && !known) {
                problems.add(model + "." + name + ": the model has lost this property, and entities may hold values of"
                        + " it. If it has another name now, say so there with @Renamed(from = \"" + name
                        + "\"). If it is to go, say so with @Model(retired = \"" + name
                        + "\"). Otherwise put it back.");
            }
        });
    }

    private static @Nullable Note note(ModelDescriptor model, PropertyDescriptor property, Map<String, Note> notes) {
        Note own = notes.get(property.name());
        if (own != null) {
            return own;
        }
        return property.formerNames().stream()
                .filter(name -> model.property(name) == null)
                .map(notes::get)
                .filter(note -> note != null)
                .findFirst()
                .orElse(null);
    }

    /** Whether the backend goes on from what is stored. A plain value is where most can begin. */
    private static boolean canMerge(Note note, PropertyDescriptor property) {
        Backend backend = property.backend();
        if (note.backend.equals(backend.label())) {
            boolean holdsElements = backend == Backend.SET || backend == Backend.LIST;
            return !holdsElements || sameElements(TypeNote.parse(note.type).type(), property.type());
        }
        return note.backend.equals(Backend.LWW.label());
    }

    /** Elements are known by their values, which must stay what they are. */
    private static boolean sameElements(ValueType before, ValueType now) {
        ValueType from = before instanceof ValueType.ListType list ? list.element() : before;
        ValueType to = now instanceof ValueType.ListType list ? list.element() : now;
        return from instanceof ValueType.EnumType || from.equals(to);
    }

    private static Map<String, Note> after(ModelDescriptor model, Map<String, Note> before) {
        Map<String, Note> notes = new TreeMap<>();
        before.forEach((name, note) -> notes.put(name, note.asRemoved()));
        model.properties().forEach(property -> {
            property.formerNames().forEach(notes::remove);
            notes.put(property.name(), Note.of(property));
        });
        return notes;
    }

    private static byte[] write(Map<String, Note> notes) {
        BinaryWriter out = Records.start();
        out.writeVarint(notes.size());
        notes.forEach((name, note) -> {
            out.writeString(name);
            out.writeString(note.type);
            out.writeString(note.backend);
            out.writeBoolean(note.optional);
            out.writeBoolean(note.removed);
        });
        return out.toByteArray();
    }

    private static Map<String, Note> read(byte @Nullable [] bytes) {
        Map<String, Note> notes = new TreeMap<>();
        if (bytes != null) {
            BinaryReader in = Records.start(bytes);
            for (int left = in.readCount(); left > 0; left--) {
                String name = in.readString();
                notes.put(name, new Note(in.readString(), in.readString(), in.readBoolean(), in.readBoolean()));
            }
        }
        return notes;
    }
}
