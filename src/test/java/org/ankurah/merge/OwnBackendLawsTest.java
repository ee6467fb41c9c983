package org.ankurah.merge;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.ankurah.event.Event;
import org.ankurah.event.Operation;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.own.HighestBackend;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType.Scalar;
import org.jspecify.annotations.Nullable;

/** A backend that an application brings keeps the same laws. */
class OwnBackendLawsTest extends BackendLaws {

    private static final PropertyDescriptor.Backend HIGHEST = new HighestBackend();

    @Override
    protected PropertyDescriptor property() {
        return Laws.property(Scalar.DECIMAL, HIGHEST, false);
    }

    @Override
    protected @Nullable Value genesis(Random random) {
        return random.nextBoolean() ? null : amount(random);
    }

    @Override
    protected Change change(Random random, Value now) {
        return new Change.Edit("bid", amount(random));
    }

    private static Value amount(Random random) {
        return new Value.Decimal(BigDecimal.valueOf(random.nextInt(1_000), random.nextInt(3)));
    }

    @Override
    protected Value shown(Value value) {
        return new Value.Decimal(((Value.Decimal) value).value().stripTrailingZeros());
    }

    @Override
    protected Value reference(List<Event> history) {
        BigDecimal highest = BigDecimal.ZERO;
        for (Event event : history) {
            if (event.operations().get(NAME) instanceof Operation.Set set) {
                highest = highest.max(((Value.Decimal) set.value()).value());
            }
        }
        return shown(new Value.Decimal(highest));
    }
}
