package org.ankurah.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HexFormat;
import org.ankurah.event.BinaryReader;
import org.ankurah.event.BinaryWriter;
import org.ankurah.event.Operation;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.value.JsonText;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.ankurah.value.ValueType.ListType;
import org.ankurah.value.ValueType.Scalar;
import org.junit.jupiter.api.Test;

/** What stored states hold of properties that merge. These bytes lie in databases: they never change. */
class StoredKindsTest {

    private static final ListType NUMBERS = new ListType(Scalar.INT);

    private static final Writer WRITER = new Writer(1, 1_000);

    private static Value.Items items(int... numbers) {
        return new Value.Items(
                Arrays.stream(numbers).mapToObj(n -> (Value) new Value.Int(n)).toList());
    }

    /** A property that was created with a value by event 1 and changed by event 2. */
    private static String stored(ValueType type, Backend backend, Value start, Change change) {
        PropertyDescriptor property = Laws.property(type, backend, false);
        PropertyBackend merging = Backends.of(property);
        Operation genesis = merging.genesis(property, start, WRITER);
        assertThat(genesis).isNotNull();
        PropertyState created = merging.apply(null, new Ulid(1, 0), genesis);
        Operation operation = merging.operation(property, created, change, WRITER);
        assertThat(operation).isNotNull();
        PropertyState changed = merging.apply(created, new Ulid(2, 0), operation);
        BinaryWriter out = new BinaryWriter();
        PropertyCodec.write(out, changed);
        byte[] bytes = out.toByteArray();
        assertThat(PropertyCodec.read(new BinaryReader(bytes)).value()).isEqualTo(changed.value());
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void countersOfDecimals() {
        assertThat(stored(
                        Scalar.DECIMAL,
                        Backend.COUNTER,
                        new Value.Decimal(new BigDecimal("1.5")),
                        Change.increment(new BigDecimal("0.25"))))
                .isEqualTo("050005040200af");
    }

    @Test
    void sets() {
        assertThat(stored(NUMBERS, Backend.SET, items(1, 2), Change.addAndRemove(items(3).value(), items(1).value())))
                .isEqualTo("04067365742d02000000000000000100000000000000000000000000000002000000000000000001"
                        + "0002000303040100030600");
    }

    @Test
    void orderedLists() {
        assertThat(stored(NUMBERS, Backend.LIST, items(1, 2, 3), new Change.SetTo(items(2, 7, 1))))
                .isEqualTo("04086c6973743c020000000000000001000000000000000000000000000000020000000000000000"
                        + "010003000100000003020100010003000103040102000001030e00");
    }

    @Test
    void mergedDocuments() {
        assertThat(stored(
                        Scalar.JSON,
                        Backend.MERGED,
                        new Value.Doc(JsonText.parse("{\"a\":{\"x\":1,\"y\":2}}")),
                        Change.mergeJson(JsonText.parse("{\"a\":{\"x\":null},\"b\":[3]}"))))
                .isEqualTo("040c6d65726765643d02000000000000000100000000000000000000000000000002000000000000"
                        + "0000010002000302026102790c0300010201000102620c05010300010300");
    }
}
