package org.ankurah.own;

import java.math.BigDecimal;
import java.util.Map;
import org.ankurah.event.BinaryReader;
import org.ankurah.event.BinaryWriter;
import org.ankurah.event.Operation;
import org.ankurah.event.ValueCodec;
import org.ankurah.merge.Change;
import org.ankurah.merge.PropertyBackend;
import org.ankurah.merge.PropertyState;
import org.ankurah.merge.ValueCheck;
import org.ankurah.merge.Writer;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.jspecify.annotations.Nullable;

/** The highest bid stays, whoever bids at the same time. */
public final class HighestBackend implements PropertyBackend {

    private static final String BID = "bid";

    /** What is kept: the highest bid so far. */
    private record Highest(BigDecimal bid, PropertyBackend backend) implements PropertyState {
        @Override
        public Value value() {
            return new Value.Decimal(bid);
        }
    }

    @Override
    public String label() {
        return "highest";
    }

    @Override
    public boolean fits(ValueType type) {
        return type == ValueType.Scalar.DECIMAL;
    }

    @Override
    public Map<String, String> edits() {
        return Map.of(BID, "Somebody bids; a lower bid than the highest is refused.");
    }

    @Override
    public PropertyState apply(@Nullable PropertyState before, Ulid eventId, Operation operation) {
        BigDecimal bid = operation instanceof Operation.Set set && set.value() instanceof Value.Decimal given
                ? given.value()
                : BigDecimal.ZERO;
        return before == null ? new Highest(bid, this) : join(before, new Highest(bid, this));
    }

    @Override
    public PropertyState join(PropertyState left, PropertyState right) {
        BigDecimal one = ((Highest) left).bid();
        BigDecimal other = ((Highest) right).bid();
        int order = one.compareTo(other);
        // Of 1.5 and 1.50 the longer, as merging must not depend on the order.
        boolean first = order > 0 || (order == 0 && one.scale() >= other.scale());
        return first ? left : right;
    }

    @Override
    public PropertyState adopt(PropertyState stored) {
        if (stored instanceof Highest) {
            return stored;
        }
        return new Highest(stored.value() instanceof Value.Decimal plain ? plain.value() : BigDecimal.ZERO, this);
    }

    @Override
    public void write(BinaryWriter out, PropertyState state) {
        ValueCodec.write(out, state.value());
    }

    @Override
    public PropertyState read(BinaryReader in) {
        return new Highest(((Value.Decimal) ValueCodec.read(in)).value(), this);
    }

    @Override
    public @Nullable Operation operation(
            PropertyDescriptor property, @Nullable PropertyState before, Change change, Writer writer) {
        if (!(change instanceof Change.Edit edit) || !edit.kind().equals(BID)) {
            throw PropertyBackend.unfit(property, "raised by bid");
        }
        Value bid = ValueCheck.fit(property, edit.argument());
        BigDecimal highest = ((Value.Decimal) PropertyBackend.value(property, before)).value();
        if (((Value.Decimal) bid).value().compareTo(highest) <= 0) {
            throw AnkurahException.validation("The highest bid is " + highest + ": bid more.", property.name());
        }
        return new Operation.Set(bid);
    }
}
