package org.ankurah.merge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.ankurah.event.Event;
import org.ankurah.event.Operation;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType.ListType;
import org.ankurah.value.ValueType.Scalar;
import org.jspecify.annotations.Nullable;

class ListLawsTest extends BackendLaws {

    @Override
    protected PropertyDescriptor property() {
        return Laws.property(new ListType(Scalar.INT), Backend.LIST, false);
    }

    @Override
    protected @Nullable Value genesis(Random random) {
        return random.nextInt(3) == 0 ? null : new Value.Items(elements(random, 4));
    }

    @Override
    protected Change change(Random random, Value now) {
        int size = ((Value.Items) now).value().size();
        int at = random.nextInt(size + 1);
        return switch (random.nextInt(6)) {
            case 0, 1 -> Change.insertElements(at, elements(random, 3));
            case 2 -> Change.removeElements(at, random.nextInt(size - at + 1));
            case 3, 4 -> Change.moveElement(random.nextInt(size + 1), random.nextInt(size + 1));
            default -> new Change.SetTo(new Value.Items(shuffled(random, ((Value.Items) now).value())));
        };
    }

    /** An element is in the list, once, if somebody placed it and nobody who knew of that removed or moved it. */
    @Override
    protected Value reference(List<Event> history) {
        Set<Dot> placed = new TreeSet<>();
        Set<Dot> undone = new TreeSet<>();
        Map<Dot, Dot> identities = new HashMap<>();
        Map<Dot, Value> elements = new HashMap<>();
        for (Event event : history) {
            Operation operation = event.operations().get(NAME);
            if (operation instanceof Operation.Set set) {
                List<Value> items = ((Value.Items) set.value()).value();
                for (int i = 0; i < items.size(); i++) {
                    Dot dot = new Dot(event.id(), i, true);
                    placed.add(dot);
                    identities.put(dot, dot);
                    elements.put(dot, items.get(i));
                }
            } else if (operation instanceof Operation.Edit edit) {
                ListEdit content = ListEdit.read(edit.content());
                undone.addAll(content.removed());
                for (int i = 0; i < content.placings().size(); i++) {
                    ListState.Placing placing = content.placings().get(i);
                    Dot dot = new Dot(event.id(), i, false);
                    placed.add(dot);
                    identities.put(dot, placing.moved() == null ? dot : placing.moved());
                    elements.put(dot, placing.element());
                }
            }
        }
        placed.removeAll(undone);
        Map<Dot, Value> held = new HashMap<>();
        placed.forEach(dot -> held.put(identities.get(dot), elements.get(dot)));
        return shown(new Value.Items(List.copyOf(held.values())));
    }

    /** Without the order. */
    @Override
    protected Value shown(Value value) {
        List<Value> elements = new ArrayList<>(((Value.Items) value).value());
        elements.sort(ElementOrder.INSTANCE);
        return new Value.Items(elements);
    }

    private static List<Value> shuffled(Random random, List<Value> elements) {
        List<Value> next = new ArrayList<>(elements);
        if (!next.isEmpty()) {
            next.add(random.nextInt(next.size()), next.remove(random.nextInt(next.size())));
        }
        next.addAll(elements(random, 2));
        return next;
    }

    private static List<Value> elements(Random random, int most) {
        List<Value> elements = new ArrayList<>();
        for (int n = random.nextInt(most + 1); n > 0; n--) {
            elements.add(new Value.Int(random.nextInt(50)));
        }
        return elements;
    }
}
