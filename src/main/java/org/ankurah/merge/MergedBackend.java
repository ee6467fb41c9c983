package org.ankurah.merge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ankurah.event.BinaryReader;
import org.ankurah.event.BinaryWriter;
import org.ankurah.event.Operation;
import org.ankurah.event.ValueCodec;
import org.ankurah.merge.MergedState.Leaf;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.value.Json;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * {@code merged}: a document each of whose leaves is written by itself. A write overwrites what it saw; of writes that
 * did not know of each other the greatest event's shows, and a removal takes away only what it saw.
 */
enum MergedBackend implements PropertyBackend {
    INSTANCE;

    /** The kind of edit that changes some members; its argument is a merge patch as in RFC 7396. */
    static final String MERGE = "merge";

    @Override
    public String label() {
        return Backend.MERGED.label();
    }

    @Override
    public PropertyState apply(@Nullable PropertyState before, Ulid eventId, Operation operation) {
        MergedState current = before == null ? MergedState.EMPTY : adopt(before);
        if (operation instanceof Operation.Set set) {
            return new MergedState(current.dots().replace(eventId, leaves(set.value())));
        }
        if (operation instanceof Operation.Edit edit && edit.backend().equals(label())) {
            MergedEdit content = MergedEdit.read(edit.content());
            return new MergedState(current.dots().edit(eventId, content.written(), content.overwritten()));
        }
        return current;
    }

    private static List<Leaf> leaves(Value value) {
        return value instanceof Value.Doc doc ? MergedEdit.leaves(doc.value()) : List.of();
    }

    @Override
    public PropertyState join(PropertyState left, PropertyState right) {
        return new MergedState(adopt(left).dots().join(adopt(right).dots()));
    }

    /** The leaves of a former whole document are written one by one from now on. */
    @Override
    public MergedState adopt(PropertyState stored) {
        if (stored instanceof MergedState merged) {
            return merged;
        }
        Register written = LwwBackend.INSTANCE.adopt(stored);
        return new MergedState(Dots.<Leaf>empty().replace(written.writer(), leaves(written.value())));
    }

    @Override
    public void write(BinaryWriter out, PropertyState state) {
        DotsCodec.write(out, ((MergedState) state).dots(), Collections.emptyNavigableSet(), (to, codec, leaf) -> {
            to.writeVarint(leaf.path().size());
            leaf.path().forEach(to::writeString);
            ValueCodec.write(to, new Value.Doc(leaf.value()));
        });
    }

    @Override
    public PropertyState read(BinaryReader in) {
        return new MergedState(DotsCodec.read(in, (from, codec) -> {
            List<String> path = new ArrayList<>();
            for (int n = from.readCount(); n > 0; n--) {
                path.add(from.readString());
            }
            if (ValueCodec.read(from) instanceof Value.Doc doc) {
                return new Leaf(path, doc.value());
            }
            throw from.malformed("a leaf that is no JSON");
        }));
    }

    @Override
    public @Nullable Operation operation(
            PropertyDescriptor property, @Nullable PropertyState before, Change change, Writer writer) {
        MergedState current = before == null ? MergedState.EMPTY : adopt(before);
        Value wanted;
        if (change instanceof Change.SetTo set) {
            wanted = set.value();
        } else if (change instanceof Change.Edit edit && edit.kind().equals(MERGE)) {
            Value patch = ValueCheck.fit(property, edit.argument());
            Json now = current.value() instanceof Value.Doc doc ? doc.value() : null;
            wanted = patch instanceof Value.Doc doc ? new Value.Doc(patched(now, doc.value())) : Value.NULL;
        } else {
            throw PropertyBackend.unfit(property, "set, or merged into");
        }
        Value fitting = ValueCheck.fit(property, wanted);
        MergedEdit edit = MergedEdit.between(current, fitting instanceof Value.Doc doc ? doc.value() : null);
        if (edit.isEmpty()) {
            return null;
        }
        Elements.requireRoom(
                property, current.dots().living().size() + edit.written().size());
        return new Operation.Edit(label(), edit.write());
    }

    /** As RFC 7396 has it: null removes a member, objects merge, everything else replaces. */
    private static Json patched(@Nullable Json target, Json patch) {
        if (!(patch instanceof Json.Obj members)) {
            return patch;
        }
        Map<String, Json> next =
                target instanceof Json.Obj object ? new LinkedHashMap<>(object.value()) : new LinkedHashMap<>();
        members.value().forEach((name, member) -> {
            if (member == Json.NULL) {
                next.remove(name);
            } else {
                next.put(name, patched(next.get(name), member));
            }
        });
        return new Json.Obj(next);
    }

    @Override
    public @Nullable Operation genesis(PropertyDescriptor property, Value value, Writer writer) {
        Elements.requireRoom(property, leaves(value).size());
        return value == Value.NULL ? null : new Operation.Set(value);
    }

    /** The leaves that were written and the members that were removed, by their paths. */
    @Override
    public Value shown(Operation.Edit edit) {
        MergedEdit content = MergedEdit.read(edit.content());
        Map<String, Json> written = new LinkedHashMap<>();
        content.written().forEach(leaf -> written.put(String.join(".", leaf.path()), leaf.value()));
        List<Value> removed = new ArrayList<>();
        content.removed().forEach(path -> removed.add(new Value.Str(String.join(".", path))));
        Map<String, Value> shown = new LinkedHashMap<>();
        if (!written.isEmpty()) {
            shown.put("set", new Value.Doc(new Json.Obj(written)));
        }
        if (!removed.isEmpty()) {
            shown.put("remove", new Value.Items(removed));
        }
        return Elements.document(shown);
    }
}
