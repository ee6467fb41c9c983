package org.ankurah.merge;

import java.util.List;
import java.util.Random;
import org.ankurah.event.Event;
import org.ankurah.event.Operation;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType.Scalar;

class LwwLawsTest extends BackendLaws {

    @Override
    protected PropertyDescriptor property() {
        return Laws.property(Scalar.STRING, Backend.LWW, true);
    }

    @Override
    protected Value genesis(Random random) {
        return new Value.Str("start");
    }

    @Override
    protected Change change(Random random, Value now) {
        return new Change.SetTo(random.nextInt(5) == 0 ? Value.NULL : new Value.Str("v" + random.nextInt(100)));
    }

    @Override
    protected Value reference(List<Event> history) {
        Value last = Value.NULL;
        for (Event event : history) {
            if (event.operations().get(NAME) instanceof Operation.Set set) {
                last = set.value();
            }
        }
        return last;
    }
}
