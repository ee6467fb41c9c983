package org.ankurah.merge;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.ankurah.event.Event;
import org.ankurah.event.Operation;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.value.Json;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType.Scalar;

/** Documents whose members are numbers: who wrote a member last is easily said. */
class FlatMergedLawsTest extends BackendLaws {

    @Override
    protected PropertyDescriptor property() {
        return Laws.property(Scalar.JSON, Backend.MERGED, false);
    }

    /** One member stays, so that there is always an object with members. */
    @Override
    protected Value genesis(Random random) {
        Map<String, Json> members = new TreeMap<>(Map.of("z", new Json.Bool(true)));
        for (int n = random.nextInt(3); n > 0; n--) {
            members.put(name(random), number(random));
        }
        return new Value.Doc(new Json.Obj(members));
    }

    @Override
    protected Change change(Random random, Value now) {
        Json value = random.nextInt(3) == 0 ? Json.NULL : number(random);
        return Change.mergeJson(new Json.Obj(Map.of(name(random), value)));
    }

    /** Of those writes of a member that nobody who knew of them overwrote or removed, the last one shows. */
    @Override
    protected Value reference(List<Event> history) {
        Map<String, Json> members = new TreeMap<>();
        for (Event event : history) {
            written(event).forEach((name, value) -> {
                boolean gone = history.stream()
                        .anyMatch(later -> !later.equals(event)
                                && (written(later).containsKey(name) || removes(later, name))
                                && Histories.ancestry(later, history).contains(event));
                if (!gone) {
                    members.put(name, value);
                }
            });
        }
        return new Value.Doc(new Json.Obj(members));
    }

    private static Map<String, Json> written(Event event) {
        Operation operation = event.operations().get(NAME);
        if (operation instanceof Operation.Set set) {
            return ((Json.Obj) ((Value.Doc) set.value()).value()).value();
        }
        Map<String, Json> written = new TreeMap<>();
        if (operation instanceof Operation.Edit edit) {
            MergedEdit.read(edit.content())
                    .written()
                    .forEach(leaf -> written.put(leaf.path().get(0), leaf.value()));
        }
        return written;
    }

    private static boolean removes(Event event, String name) {
        return event.operations().get(NAME) instanceof Operation.Edit edit
                && MergedEdit.read(edit.content()).removed().contains(List.of(name));
    }

    private static String name(Random random) {
        return String.valueOf((char) ('a' + random.nextInt(4)));
    }

    private static Json number(Random random) {
        return new Json.Num(BigDecimal.valueOf(random.nextInt(100)));
    }
}
