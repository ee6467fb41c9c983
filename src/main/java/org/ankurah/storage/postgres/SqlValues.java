package org.ankurah.storage.postgres;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.ankurah.value.JsonText;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Values on their way into and out of SQL. They travel as text that PostgreSQL's own input functions read: that
 * loses nothing, be it the scale of a decimal or a microsecond.
 */
final class SqlValues {

    private static final HexFormat HEX = HexFormat.of();

    private SqlValues() {}

    /** The value as the text that a cast to its SQL type reads; null for null. */
    static @Nullable String text(Value value) {
        if (value instanceof Value.Null) {
            return null;
        }
        if (value instanceof Value.Str string) {
            return string.value();
        }
        if (value instanceof Value.Items items) {
            return array(items.value());
        }
        if (value instanceof Value.Doc doc) {
            return JsonText.write(doc.value());
        }
        return plain(value);
    }

    /** An array literal; elements may be null. */
    static String array(List<Value> elements) {
        StringBuilder text = new StringBuilder("{");
        for (Value element : elements) {
            String item = text(element);
            text.append(text.length() > 1 ? "," : "");
            if (item == null) {
                text.append("NULL");
            } else {
                text.append('"')
                        .append(item.replace("\\", "\\\\").replace("\"", "\\\""))
                        .append('"');
            }
        }
        return text.append('}').toString();
    }

    private static String plain(Value value) {
        if (value instanceof Value.Bool truth) {
            return Boolean.toString(truth.value());
        }
        if (value instanceof Value.Int number) {
            return Long.toString(number.value());
        }
        if (value instanceof Value.Real number) {
            return Double.toString(number.value());
        }
        if (value instanceof Value.Decimal number) {
            return number.value().toString();
        }
        if (value instanceof Value.Timestamp moment) {
            return moment.value().toString();
        }
        if (value instanceof Value.Day day) {
            return day.value().toString();
        }
        if (value instanceof Value.Uuid uuid) {
            return uuid.value().toString();
        }
        if (value instanceof Value.Id id) {
            return id.value().toUuid().toString();
        }
        if (value instanceof Value.Bytes bytes) {
            return hex(bytes.value());
        }
        throw new IllegalArgumentException("no plain value: " + value.getClass().getSimpleName());
    }

    /** Binary data in the text form that SQL reads. */
    static String hex(byte[] bytes) {
        return "\\x" + HEX.formatHex(bytes);
    }

    /** The decimal or the document that SQL wrote as text. */
    static Value parse(ValueType type, String text) {
        return type == ValueType.Scalar.JSON
                ? new Value.Doc(JsonText.parse(text))
                : new Value.Decimal(new BigDecimal(text));
    }

    /** The value that a column of this type held, as the driver gives it. */
    static Value read(ValueType type, @Nullable Object column) {
        if (column == null) {
            return Value.NULL;
        }
        if (type instanceof ValueType.EnumType) {
            return new Value.Str((String) column);
        }
        if (type instanceof ValueType.RefType) {
            return new Value.Id(Ulid.fromUuid((UUID) column));
        }
        if (!(type instanceof ValueType.Scalar scalar)) {
            throw new IllegalArgumentException("lists are not read from columns");
        }
        return switch (scalar) {
            case STRING -> new Value.Str((String) column);
            case BOOLEAN -> new Value.Bool((Boolean) column);
            case INT, LONG -> new Value.Int(((Number) column).longValue());
            case DOUBLE -> new Value.Real((Double) column);
            case DECIMAL -> new Value.Decimal((BigDecimal) column);
            case INSTANT -> new Value.Timestamp(((OffsetDateTime) column).toInstant());
            case DATE -> new Value.Day((LocalDate) column);
            case UUID -> new Value.Uuid((UUID) column);
            case BYTES -> new Value.Bytes((byte[]) column);
            case JSON -> throw new IllegalArgumentException("documents are not read from columns");
        };
    }
}
