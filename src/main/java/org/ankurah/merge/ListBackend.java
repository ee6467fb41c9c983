package org.ankurah.merge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.ankurah.event.BinaryReader;
import org.ankurah.event.BinaryWriter;
import org.ankurah.event.Operation;
import org.ankurah.event.ValueCodec;
import org.ankurah.merge.ListState.Placing;
import org.ankurah.merge.Place.Level;
import org.ankurah.merge.Place.Spot;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * {@code list}: elements in an order that people agree upon. An element is known by the addition that brought it in. To
 * move it is to undo its placings and to place it anew, so it stands where it was put last, and never twice. Of a
 * removal and a move that did not know of each other the move wins, as an addition does in a set.
 */
enum ListBackend implements PropertyBackend {
    INSTANCE;

    /** The kind of edit that puts elements in; its argument is place and elements. */
    static final String INSERT = "insert";

    /** The kind of edit that takes elements out; its argument is place and count. */
    static final String REMOVE = "remove";

    /** The kind of edit that moves an element; its argument is where it was and where it shall be. */
    static final String MOVE = "move";

    @Override
    public String label() {
        return Backend.LIST.label();
    }

    @Override
    public PropertyState apply(@Nullable PropertyState before, Ulid eventId, Operation operation) {
        ListState current = before == null ? ListState.EMPTY : adopt(before);
        if (operation instanceof Operation.Set set) {
            return new ListState(current.dots().replace(eventId, whole(set.value())));
        }
        if (operation instanceof Operation.Edit edit && edit.backend().equals(label())) {
            ListEdit content = ListEdit.read(edit.content());
            return new ListState(current.dots().edit(eventId, content.placings(), content.removed()));
        }
        return current;
    }

    @Override
    public PropertyState join(PropertyState left, PropertyState right) {
        return new ListState(adopt(left).dots().join(adopt(right).dots()));
    }

    /** The elements of a former plain list keep their order. */
    @Override
    public ListState adopt(PropertyState stored) {
        if (stored instanceof ListState list) {
            return list;
        }
        Register written = LwwBackend.INSTANCE.adopt(stored);
        return new ListState(Dots.<Placing>empty().replace(written.writer(), whole(written.value())));
    }

    private static List<Placing> whole(Value list) {
        return Elements.in(list).stream()
                .map(element -> new Placing(null, element, Spot.FIRST))
                .toList();
    }

    @Override
    public void write(BinaryWriter out, PropertyState state) {
        Dots<Placing> dots = ((ListState) state).dots();
        NavigableSet<Ulid> named = new TreeSet<>();
        dots.living().values().forEach(placing -> {
            if (placing.moved() != null) {
                named.add(placing.moved().event());
            }
            placing.spot().above().forEach(level -> named.add(level.event()));
        });
        DotsCodec.write(out, dots, named, ListBackend::writePlacing);
    }

    private static void writePlacing(BinaryWriter out, DotsCodec codec, Placing placing) {
        Dot moved = placing.moved();
        out.writeBoolean(moved != null);
        if (moved != null) {
            codec.writeDot(out, moved);
        }
        out.writeVarint(placing.spot().above().size());
        for (Level level : placing.spot().above()) {
            out.writeSignedVarint(level.spot());
            codec.writeEvent(out, level.event());
            out.writeVarint(level.number());
        }
        out.writeSignedVarint(placing.spot().spot());
        ValueCodec.write(out, placing.element());
    }

    @Override
    public PropertyState read(BinaryReader in) {
        return new ListState(DotsCodec.read(in, ListBackend::readPlacing));
    }

    private static Placing readPlacing(BinaryReader in, DotsCodec codec) {
        Dot moved = in.readBoolean() ? codec.readDot(in) : null;
        List<Level> above = new ArrayList<>();
        for (int depth = in.readCount(); depth > 0; depth--) {
            above.add(new Level(in.readSignedVarint(), codec.readEvent(in), (int) in.readVarint()));
        }
        Spot spot = new Spot(above, in.readSignedVarint());
        return new Placing(moved, ValueCodec.read(in), spot);
    }

    @Override
    public @Nullable Operation operation(
            PropertyDescriptor property, @Nullable PropertyState before, Change change, Writer writer) {
        ListDraft draft = new ListDraft(before == null ? ListState.EMPTY : adopt(before));
        if (change instanceof Change.SetTo set) {
            draft.become(Elements.fit(property, set.value()));
        } else {
            edit(property, draft, (Change.Edit) change);
        }
        Elements.requireRoom(property, draft.size());
        ListEdit edit = draft.edit();
        return edit == null ? null : new Operation.Edit(label(), edit.write());
    }

    private static void edit(PropertyDescriptor property, ListDraft draft, Change.Edit edit) {
        List<Value> argument = Elements.in(edit.argument());
        switch (edit.kind()) {
            case INSERT -> {
                int at = index(property, argument.get(0), draft.size());
                draft.insert(at, Elements.fit(property, argument.get(1)));
            }
            case REMOVE -> {
                int at = index(property, argument.get(0), draft.size());
                draft.remove(at, index(property, argument.get(1), draft.size() - at));
            }
            case MOVE -> {
                int last = draft.size() - 1;
                draft.move(index(property, argument.get(0), last), index(property, argument.get(1), last));
            }
            default -> throw PropertyBackend.unfit(property, "set, or edited by insert, remove and move");
        }
    }

    private static int index(PropertyDescriptor property, Value given, int max) {
        long index = given instanceof Value.Int number ? number.value() : -1;
        if (index < 0 || index > max) {
            throw AnkurahException.validation(
                    property.name() + " has no element there: " + index + " is not between 0 and " + max + ".",
                    property.name());
        }
        return (int) index;
    }

    @Override
    public Operation genesis(PropertyDescriptor property, Value value, Writer writer) {
        Elements.requireRoom(property, Elements.in(value).size());
        return new Operation.Set(value);
    }

    @Override
    public List<Value> written(Operation operation) {
        if (operation instanceof Operation.Edit edit && edit.backend().equals(label())) {
            return ListEdit.read(edit.content()).inserted();
        }
        return operation instanceof Operation.Set set ? List.of(set.value()) : List.of();
    }

    @Override
    public Value shown(Operation.Edit edit) {
        ListEdit content = ListEdit.read(edit.content());
        List<Value> moved = content.placings().stream()
                .filter(placing -> placing.moved() != null)
                .map(Placing::element)
                .toList();
        Map<String, Value> shown = new LinkedHashMap<>();
        if (!content.inserted().isEmpty()) {
            shown.put("insert", new Value.Items(content.inserted()));
        }
        if (!moved.isEmpty()) {
            shown.put("move", new Value.Items(moved));
        }
        int gone = content.removed().size() - moved.size();
        if (gone > 0) {
            shown.put("remove", new Value.Int(gone));
        }
        return Elements.document(shown);
    }
}
