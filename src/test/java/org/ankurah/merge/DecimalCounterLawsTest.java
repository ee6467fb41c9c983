package org.ankurah.merge;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.ankurah.event.Event;
import org.ankurah.event.Operation;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType.Scalar;

class DecimalCounterLawsTest extends BackendLaws {

    @Override
    protected PropertyDescriptor property() {
        return Laws.property(Scalar.DECIMAL, Backend.COUNTER, false);
    }

    @Override
    protected Value genesis(Random random) {
        return decimal(random);
    }

    @Override
    protected Change change(Random random, Value now) {
        Value.Decimal amount = decimal(random);
        return random.nextInt(4) == 0 ? new Change.SetTo(amount) : Change.increment(amount.value());
    }

    @Override
    protected Value reference(List<Event> history) {
        BigDecimal sum = null;
        for (Event event : history) {
            if (event.operations().get(NAME) instanceof Operation.Increment increment) {
                BigDecimal by = ((Value.Decimal) increment.by()).value();
                sum = sum == null ? by : sum.add(by);
            }
        }
        return new Value.Decimal(sum == null ? BigDecimal.ZERO : sum);
    }

    private static Value.Decimal decimal(Random random) {
        int scale = random.nextInt(6) == 0 ? random.nextInt(320) - 160 : random.nextInt(4);
        return new Value.Decimal(
                BigDecimal.valueOf(random.nextInt(2000) - 1000L, Math.max(-150, Math.min(150, scale))));
    }
}
