package org.ankurah.merge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ankurah.event.BinaryReader;
import org.ankurah.event.BinaryWriter;
import org.ankurah.event.Operation;
import org.ankurah.event.ValueCodec;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.Values;
import org.jspecify.annotations.Nullable;

/**
 * {@code set}: what was added and not removed; of an addition and a removal that did not know of each other the
 * addition wins.
 *
 * <p>An edit holds, flat: how many elements it adds, these elements, and then for each element that it removes the
 * element, how many additions of it were seen, and their {@link Dot}s.
 */
enum SetBackend implements PropertyBackend {
    INSTANCE;

    /** The kind of edit that adds and removes; its argument is a list of both. */
    static final String EDIT = "edit";

    @Override
    public String label() {
        return Backend.SET.label();
    }

    @Override
    public PropertyState apply(@Nullable PropertyState before, Ulid eventId, Operation operation) {
        SetState current = before == null ? SetState.EMPTY : adopt(before);
        if (operation instanceof Operation.Set set) {
            return new SetState(current.dots().replace(eventId, Elements.in(set.value())));
        }
        if (operation instanceof Operation.Edit edit && edit.backend().equals(label())) {
            Content content = Content.read(edit.content());
            List<Dot> removed = new ArrayList<>();
            content.removed().values().forEach(removed::addAll);
            return new SetState(current.dots().edit(eventId, content.added(), removed));
        }
        return current;
    }

    @Override
    public PropertyState join(PropertyState left, PropertyState right) {
        return new SetState(adopt(left).dots().join(adopt(right).dots()));
    }

    /** The elements of a former plain list become those of the set. */
    @Override
    public SetState adopt(PropertyState stored) {
        if (stored instanceof SetState set) {
            return set;
        }
        Register written = LwwBackend.INSTANCE.adopt(stored);
        return new SetState(Dots.<Value>empty().replace(written.writer(), Elements.in(written.value())));
    }

    @Override
    public void write(BinaryWriter out, PropertyState state) {
        DotsCodec.write(
                out,
                ((SetState) state).dots(),
                Collections.emptyNavigableSet(),
                (to, codec, element) -> ValueCodec.write(to, element));
    }

    @Override
    public PropertyState read(BinaryReader in) {
        return new SetState(DotsCodec.read(in, (from, codec) -> ValueCodec.read(from)));
    }

    @Override
    public @Nullable Operation operation(
            PropertyDescriptor property, @Nullable PropertyState before, Change change, Writer writer) {
        SetState current = before == null ? SetState.EMPTY : adopt(before);
        Map<Value, List<Dot>> seen = current.dotsByKey();
        Map<Value, Value> added = new LinkedHashMap<>();
        Map<Value, Value> removed = new LinkedHashMap<>();
        if (change instanceof Change.SetTo set) {
            added.putAll(keyed(Elements.fit(property, set.value())));
            removed.putAll(current.byKey());
            removed.keySet().removeAll(added.keySet());
        } else if (change instanceof Change.Edit edit && edit.kind().equals(EDIT)) {
            List<Value> both = ((Value.Items) edit.argument()).value();
            added.putAll(keyed(Elements.fit(property, both.get(0))));
            removed.putAll(keyed(Elements.fit(property, both.get(1))));
            Elements.refuseBoth(property, added, removed);
        } else {
            throw PropertyBackend.unfit(property, "set, or edited by add and remove");
        }
        added.keySet().removeAll(seen.keySet());
        removed.keySet().retainAll(seen.keySet());
        if (added.isEmpty() && removed.isEmpty()) {
            return null;
        }
        Elements.requireRoom(property, seen.size() + added.size() - removed.size());
        Map<Value, List<Dot>> gone = new LinkedHashMap<>();
        removed.forEach((key, element) -> gone.put(element, seen.get(key)));
        return new Operation.Edit(label(), new Content(List.copyOf(added.values()), gone).write());
    }

    @Override
    public Operation genesis(PropertyDescriptor property, Value value, Writer writer) {
        List<Value> elements = new ArrayList<>(keyed(Elements.in(value)).values());
        Elements.requireRoom(property, elements.size());
        elements.sort(ElementOrder.INSTANCE);
        return new Operation.Set(new Value.Items(elements));
    }

    @Override
    public List<Value> written(Operation operation) {
        if (operation instanceof Operation.Edit edit && edit.backend().equals(label())) {
            return Content.read(edit.content()).added();
        }
        return operation instanceof Operation.Set set ? List.of(set.value()) : List.of();
    }

    @Override
    public Value shown(Operation.Edit edit) {
        Content content = Content.read(edit.content());
        Map<String, Value> shown = new LinkedHashMap<>();
        if (!content.added().isEmpty()) {
            shown.put("add", new Value.Items(content.added()));
        }
        if (!content.removed().isEmpty()) {
            shown.put("remove", new Value.Items(List.copyOf(content.removed().keySet())));
        }
        return Elements.document(shown);
    }

    /** By what makes elements equal, each once. */
    private static Map<Value, Value> keyed(Collection<Value> elements) {
        Map<Value, Value> keyed = new LinkedHashMap<>();
        elements.forEach(element -> keyed.putIfAbsent(Values.canonical(element), element));
        return keyed;
    }

    /**
     * What an edit says.
     *
     * @param added elements, in the order of their numbers
     * @param removed additions by the element that they added
     */
    private record Content(List<Value> added, Map<Value, List<Dot>> removed) {

        static Content read(Value content) {
            Parts parts = new Parts(content);
            List<Value> added = new ArrayList<>();
            for (long n = parts.nextNumber(); n > 0; n--) {
                added.add(parts.next());
            }
            Map<Value, List<Dot>> removed = new LinkedHashMap<>();
            while (parts.hasNext()) {
                List<Dot> dots = removed.computeIfAbsent(parts.next(), element -> new ArrayList<>());
                for (long n = parts.nextNumber(); n > 0; n--) {
                    dots.add(parts.nextDot());
                }
            }
            return new Content(added, removed);
        }

        Value write() {
            Parts parts = new Parts().add(added.size());
            added.forEach(parts::add);
            removed.forEach((element, dots) -> {
                parts.add(element).add(dots.size());
                dots.forEach(parts::add);
            });
            return parts.toValue();
        }
    }
}
