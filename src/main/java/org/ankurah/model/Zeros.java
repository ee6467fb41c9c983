package org.ankurah.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.ankurah.value.Json;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;

/** The value each type starts with where null is not allowed. */
final class Zeros {

    private Zeros() {}

    /** References and enums have no natural zero: they are optional unless required, so null is returned. */
    static Value of(ValueType type) {
        if (type instanceof ValueType.ListType) {
            return new Value.Items(List.of());
        }
        if (!(type instanceof ValueType.Scalar scalar)) {
            return Value.NULL;
        }
        return switch (scalar) {
            case STRING -> new Value.Str("");
            case BOOLEAN -> new Value.Bool(false);
            case INT, LONG -> new Value.Int(0);
            case DOUBLE -> new Value.Real(0);
            case DECIMAL -> new Value.Decimal(BigDecimal.ZERO);
            case INSTANT -> new Value.Timestamp(Instant.EPOCH);
            case DATE -> new Value.Day(LocalDate.EPOCH);
            case UUID -> new Value.Uuid(new UUID(0, 0));
            case BYTES -> new Value.Bytes(new byte[0]);
            case JSON -> new Value.Doc(Json.EMPTY_OBJECT);
        };
    }
}
