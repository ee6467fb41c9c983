package org.ankurah.merge;

import java.util.List;
import java.util.Random;
import org.ankurah.event.Event;
import org.ankurah.event.Operation;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType.Scalar;

class CounterLawsTest extends BackendLaws {

    @Override
    protected PropertyDescriptor property() {
        return Laws.property(Scalar.LONG, Backend.COUNTER, false);
    }

    @Override
    protected Value genesis(Random random) {
        return new Value.Int(random.nextInt(5));
    }

    @Override
    protected Change change(Random random, Value now) {
        long amount = random.nextInt(4) == 0 ? random.nextLong() : random.nextInt(9) - 4;
        return random.nextInt(4) == 0 ? new Change.SetTo(new Value.Int(amount)) : Change.increment(amount);
    }

    @Override
    protected Value reference(List<Event> history) {
        long sum = 0;
        for (Event event : history) {
            if (event.operations().get(NAME) instanceof Operation.Increment increment) {
                sum += ((Value.Int) increment.by()).value();
            }
        }
        return new Value.Int(sum);
    }
}
