package org.ankurah.merge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.ankurah.event.Event;
import org.ankurah.event.Operation;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.value.Json;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType.ListType;
import org.ankurah.value.ValueType.Scalar;
import org.jspecify.annotations.Nullable;

class SetLawsTest extends BackendLaws {

    @Override
    protected PropertyDescriptor property() {
        return Laws.property(new ListType(Scalar.STRING), Backend.SET, false);
    }

    @Override
    protected @Nullable Value genesis(Random random) {
        return random.nextInt(3) == 0 ? null : new Value.Items(elements(random));
    }

    @Override
    protected Change change(Random random, Value now) {
        return random.nextInt(5) == 0
                ? new Change.SetTo(new Value.Items(elements(random)))
                : Change.addAndRemove(elements(random), elements(random));
    }

    /** An element is in the set if somebody added it and nobody who knew of that removed it. */
    @Override
    protected Value reference(List<Event> history) {
        SortedSet<String> held = new TreeSet<>();
        for (Event event : history) {
            for (String element : said(event, "add")) {
                boolean gone = history.stream()
                        .anyMatch(later -> said(later, "remove").contains(element)
                                && !later.equals(event)
                                && Histories.ancestry(later, history).contains(event));
                if (!gone) {
                    held.add(element);
                }
            }
        }
        return new Value.Items(
                held.stream().map(text -> (Value) new Value.Str(text)).toList());
    }

    private static Set<String> said(Event event, String what) {
        Set<String> said = new HashSet<>();
        Operation operation = event.operations().get(NAME);
        if (operation instanceof Operation.Set set && what.equals("add")) {
            ((Value.Items) set.value()).value().forEach(element -> said.add(((Value.Str) element).value()));
        } else if (operation instanceof Operation.Edit edit) {
            Json.Obj shown = (Json.Obj) ((Value.Doc) SetBackend.INSTANCE.shown(edit)).value();
            if (shown.value().get(what) instanceof Json.Arr array) {
                array.value().forEach(element -> said.add(((Json.Str) element).value()));
            }
        }
        return said;
    }

    private static List<Value> elements(Random random) {
        List<Value> elements = new ArrayList<>();
        for (int n = random.nextInt(3); n > 0; n--) {
            elements.add(new Value.Str(String.valueOf((char) ('a' + random.nextInt(5)))));
        }
        return elements;
    }
}
