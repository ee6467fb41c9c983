package org.ankurah.storage.postgres;

import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.ankurah.value.Coercion;
import org.ankurah.value.JsonText;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.ankurah.value.ValueType.Scalar;

/** Reads list columns: as JSON, which says every element exactly, whatever the settings of the database. */
final class ListSql {

    private static final HexFormat HEX = HexFormat.of();

    private ListSql() {}

    /** The expression of a column's JSON. */
    static String write(String column, ValueType.ListType list) {
        // Moments without their zone are in UTC.
        return list.element() == Scalar.INSTANT
                ? "CASE WHEN " + column + " IS NOT NULL THEN to_json(ARRAY(SELECT e.v AT TIME ZONE 'UTC' FROM unnest("
                        + column + ") WITH ORDINALITY AS e(v, n) ORDER BY e.n)) END"
                : "to_json(" + column + ")";
    }

    /** The list that this JSON says. */
    static Value read(String json, ValueType.ListType list) {
        Value document = new Value.Doc(JsonText.parse(json));
        if (list.element() instanceof ValueType.RefType) {
            return each(document, Scalar.UUID, item -> new Value.Id(Ulid.fromUuid(((Value.Uuid) item).value())));
        }
        if (list.element() == Scalar.BYTES) {
            return each(document, Scalar.STRING, item -> {
                String hex = ((Value.Str) item).value();
                return new Value.Bytes(HEX.parseHex(hex, "\\x".length(), hex.length()));
            });
        }
        // A constant may have been stored that the enum does not name any more.
        boolean constants = list.element() instanceof ValueType.EnumType;
        return Coercion.coerce(document, constants ? new ValueType.ListType(Scalar.STRING) : list);
    }

    private static Value each(Value document, ValueType written, UnaryOperator<Value> read) {
        List<Value> items = ((Value.Items) Coercion.coerce(document, new ValueType.ListType(written))).value();
        return new Value.Items(items.stream().map(read).toList());
    }
}
