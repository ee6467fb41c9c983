package org.ankurah.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.ankurah.event.Clock;
import org.ankurah.event.CommittedEvent;
import org.ankurah.event.Event;
import org.ankurah.event.Lifecycle;
import org.ankurah.event.MalformedBytesException;
import org.ankurah.event.Operation;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.value.Json;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.ankurah.value.ValueType.Scalar;
import org.junit.jupiter.api.Test;

class EntityStateTest {

    private static final Ulid ID = ulid(1);

    private final ModelDescriptor model = model(
            property("title", Scalar.STRING, Backend.LWW, false),
            property("year", Scalar.INT, Backend.LWW, true),
            property("plays", Scalar.LONG, Backend.COUNTER, false));

    @Test
    void propertiesThatWereNeverWrittenHoldTheirZero() {
        EntityState state = created(model, Map.of());

        assertThat(state.value("title")).isEqualTo(new Value.Str(""));
        assertThat(state.value("year")).isEqualTo(Value.NULL);
        assertThat(state.value("plays")).isEqualTo(new Value.Int(0));
    }

    @Test
    void aClearedPropertyThatMayNotBeNullHoldsItsZero() {
        EntityState state = created(model, Map.of("title", set(Value.NULL)));

        assertThat(state.value("title")).isEqualTo(new Value.Str(""));
    }

    @Test
    void anUnknownPropertyCannotBeRead() {
        EntityState state = created(model, Map.of());

        assertThatThrownBy(() -> state.value("titel"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("titel");
    }

    @Test
    void nothingExistsBeforeTheGenesis() {
        EntityState state = EntityState.empty(model, ID);

        assertThat(state.exists()).isFalse();
        assertThat(state.head()).isEqualTo(Clock.EMPTY);
        assertThatThrownBy(() ->
                        state.apply(update(2, 2, Clock.of(ID), Map.of(), Lifecycle.UNCHANGED), AppliedEvents.IN_ORDER))
                .hasMessageContaining("before the genesis");
    }

    @Test
    void anEventOfAnotherEntityIsRefused() {
        EntityState other = EntityState.empty(model, ulid(9));

        assertThatThrownBy(() -> other.apply(genesis(Map.of()), AppliedEvents.IN_ORDER))
                .hasMessageContaining("not of entity");
    }

    @Test
    void concurrentWritesResolveToGreatestEventId() {
        EntityState state = created(model, Map.of("title", str("a"), "plays", plus(1)));
        CommittedEvent left =
                update(5, 2, Clock.of(ID), Map.of("title", str("left"), "plays", plus(10)), Lifecycle.UNCHANGED);
        CommittedEvent right =
                update(4, 3, Clock.of(ID), Map.of("title", str("right"), "plays", plus(100)), Lifecycle.UNCHANGED);

        EntityState merged = state.apply(left, AppliedEvents.IN_ORDER).apply(right, AppliedEvents.IN_ORDER);

        assertThat(merged.value("title")).isEqualTo(new Value.Str("left"));
        assertThat(merged.value("plays")).isEqualTo(new Value.Int(111));
        assertThat(merged.head()).isEqualTo(Clock.of(ulid(4), ulid(5)));
        assertThat(merged.encode())
                .isEqualTo(state.apply(right, AppliedEvents.IN_ORDER)
                        .apply(left, AppliedEvents.IN_ORDER)
                        .encode());
    }

    @Test
    void aDuplicateChangesNothingAndOlderOnesAreAskedFor() {
        CommittedEvent second = update(2, 2, Clock.of(ID), Map.of("plays", plus(1)), Lifecycle.UNCHANGED);
        CommittedEvent third = update(3, 3, Clock.of(ulid(2)), Map.of("plays", plus(1)), Lifecycle.UNCHANGED);
        EntityState state =
                created(model, Map.of()).apply(second, AppliedEvents.IN_ORDER).apply(third, AppliedEvents.IN_ORDER);

        assertThat(state.apply(third, AppliedEvents.IN_ORDER)).isSameAs(state);
        assertThat(state.apply(genesis(Map.of()), AppliedEvents.IN_ORDER)).isSameAs(state);
        assertThat(state.apply(second, id -> id.equals(ulid(2)))).isSameAs(state);
    }

    @Test
    void anEditConcurrentToADeleteDoesNotResurrectAndRestoreDoes() {
        EntityState state = created(model, Map.of());
        CommittedEvent delete = update(2, 2, Clock.of(ID), Map.of(), Lifecycle.DELETED);
        CommittedEvent edit = update(3, 3, Clock.of(ID), Map.of("title", str("edited")), Lifecycle.UNCHANGED);
        CommittedEvent restore = update(4, 4, Clock.of(ulid(2), ulid(3)), Map.of(), Lifecycle.RESTORED);

        EntityState deleted = state.apply(delete, AppliedEvents.IN_ORDER).apply(edit, AppliedEvents.IN_ORDER);
        EntityState restored = deleted.apply(restore, AppliedEvents.IN_ORDER);

        assertThat(deleted.deleted()).isTrue();
        assertThat(restored.deleted()).isFalse();
        assertThat(restored.value("title")).isEqualTo(new Value.Str("edited"));
    }

    @Test
    void positionAndTimesComeFromTheLog() {
        EntityState state = created(model, Map.of())
                .apply(update(3, 7, Clock.of(ID), Map.of(), Lifecycle.UNCHANGED), AppliedEvents.IN_ORDER)
                .apply(update(2, 5, Clock.of(ID), Map.of(), Lifecycle.UNCHANGED), AppliedEvents.IN_ORDER);

        assertThat(state.position()).isEqualTo(7);
        assertThat(state.createdAt()).isEqualTo(Instant.ofEpochSecond(1));
        assertThat(state.updatedAt()).isEqualTo(Instant.ofEpochSecond(7));
    }

    @Test
    void changedPropertiesComparesValuesInModelOrder() {
        ModelDescriptor decimals = model(
                property("b", Scalar.DECIMAL, Backend.LWW, true), property("a", Scalar.STRING, Backend.LWW, true));
        EntityState before = created(decimals, Map.of("a", str("x"), "b", set(decimal("1.0"))));

        EntityState same = before.apply(
                update(2, 2, Clock.of(ID), Map.of("a", str("x"), "b", set(decimal("1.0"))), Lifecycle.UNCHANGED),
                AppliedEvents.IN_ORDER);
        EntityState changed = before.apply(
                update(2, 2, Clock.of(ID), Map.of("a", str("y"), "b", set(decimal("1.00"))), Lifecycle.UNCHANGED),
                AppliedEvents.IN_ORDER);

        assertThat(EntityState.changedProperties(before, same)).isEmpty();
        assertThat(EntityState.changedProperties(before, changed)).containsExactly("b", "a");
    }

    @Test
    void everyKindOfValueSurvivesEncoding() {
        Map<String, Value> values = everyKind();
        ModelDescriptor all = model(values.keySet().stream()
                .map(name -> property(name, typeOf(name), Backend.LWW, true))
                .toArray(PropertyDescriptor[]::new));
        Map<String, Operation> operations = new LinkedHashMap<>();
        values.forEach((name, value) -> operations.put(name, set(value)));
        EntityState state = created(all, operations)
                .apply(update(2, 2, Clock.of(ID), Map.of("gone", plus(3)), Lifecycle.DELETED), AppliedEvents.IN_ORDER);

        EntityState decoded = EntityState.decode(all, ID, state.encode());

        values.forEach((name, value) -> assertThat(decoded.value(name)).isEqualTo(value));
        assertThat(decoded.encode()).isEqualTo(state.encode());
        assertThat(decoded.deleted()).isTrue();
        assertThat(decoded.head()).isEqualTo(state.head());
        assertThat(decoded.position()).isEqualTo(2);
        assertThat(decoded.createdAt()).isEqualTo(state.createdAt());
        assertThat(decoded.updatedAt()).isEqualTo(state.updatedAt());
    }

    @Test
    void bytesThatAreCutOffAnywhereAreRefused() {
        EntityState state = created(model, Map.of("title", str("Purple Rain"), "plays", plus(7)));
        byte[] bytes = state.encode();

        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> EntityState.decode(model, ID, cut)).isInstanceOf(MalformedBytesException.class);
        }
        assertThatThrownBy(() -> EntityState.decode(model, ID, Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(MalformedBytesException.class)
                .hasMessageContaining("too many");
        bytes[0] = 99;
        assertThatThrownBy(() -> EntityState.decode(model, ID, bytes)).hasMessageContaining("version 99");
    }

    /** If this fails, stored states cannot be read any more. Do not update the bytes. */
    @Test
    void theFormatDoesNotChange() {
        ModelDescriptor plain = model(property("plays", Scalar.LONG, Backend.LWW, false));
        EntityState state = EntityState.decode(
                        model,
                        ID,
                        created(plain, Map.of("plays", set(new Value.Int(5)))).encode())
                .apply(
                        update(
                                2,
                                2,
                                Clock.of(ID),
                                Map.of("title", str("a"), "plays", plus(-1), "gone", plus(3)),
                                Lifecycle.DELETED),
                        AppliedEvents.IN_ORDER);

        assertThat(HexFormat.of().formatHex(state.encode()))
                .isEqualTo("01010000000000000002000000000000000001000000000000000200000000000000"
                        + "000202000400030a7469746c6501060261000000000000000200000000000000000a"
                        + "706c61797303030a000000000000000100000000000000000108676f6e650206");
    }

    @Test
    void numbersAreReadInTheWiderTypeOfToday() {
        ModelDescriptor narrow = model(
                property("a", Scalar.INT, Backend.LWW, true),
                property("b", Scalar.INT, Backend.LWW, true),
                property("c", new ValueType.ListType(Scalar.INT), Backend.LWW, true),
                property("d", new ValueType.EnumType("D", List.of("ON")), Backend.LWW, true));
        ModelDescriptor wide = model(
                property("a", Scalar.DOUBLE, Backend.LWW, true),
                property("b", Scalar.DECIMAL, Backend.LWW, true),
                property("c", new ValueType.ListType(Scalar.LONG), Backend.LWW, true),
                property("d", Scalar.STRING, Backend.LWW, true));
        Map<String, Operation> operations = Map.of(
                "a", set(new Value.Int(7)),
                "b", set(new Value.Int(8)),
                "c", set(new Value.Items(List.of(new Value.Int(9)))),
                "d", str("ON"));

        EntityState decoded =
                EntityState.decode(wide, ID, created(narrow, operations).encode());
        EntityState replayed = created(wide, operations);

        for (EntityState state : List.of(decoded, replayed)) {
            assertThat(state.value("a")).isEqualTo(new Value.Real(7));
            assertThat(state.value("b")).isEqualTo(decimal("8"));
            assertThat(state.value("c")).isEqualTo(new Value.Items(List.of(new Value.Int(9))));
            assertThat(state.value("d")).isEqualTo(new Value.Str("ON"));
        }
    }

    @Test
    void aValueOfAForeignTypeIsNamed() {
        ModelDescriptor changed = model(property("title", Scalar.LONG, Backend.LWW, true));
        byte[] stored = created(model, Map.of("title", str("x"))).encode();

        assertThatThrownBy(() -> EntityState.decode(changed, ID, stored))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("title");
    }

    @Test
    void whatAModelDoesNotKnowIsKeptUntilItDoes() {
        ModelDescriptor without = model(property("title", Scalar.STRING, Backend.LWW, false));
        EntityState state = created(without, Map.of("year", set(new Value.Int(1984)), "plays", plus(5)));

        EntityState later = EntityState.decode(
                model, ID, EntityState.decode(without, ID, state.encode()).encode());

        assertThat(later.value("year")).isEqualTo(new Value.Int(1984));
        assertThat(later.value("plays")).isEqualTo(new Value.Int(5));
    }

    @Test
    void formerNamesAreReadInEventsAndStates() {
        ModelDescriptor renamed = model(new PropertyDescriptor(
                "name", List.of("title"), Scalar.STRING, Backend.LWW, false, false, false, false, null, null));
        EntityState stored = EntityState.decode(
                renamed, ID, created(model, Map.of("title", str("old"))).encode());

        EntityState state = stored.apply(
                update(2, 2, Clock.of(ID), Map.of("title", str("new")), Lifecycle.UNCHANGED), AppliedEvents.IN_ORDER);

        assertThat(stored.value("name")).isEqualTo(new Value.Str("old"));
        assertThat(state.value("name")).isEqualTo(new Value.Str("new"));
    }

    @Test
    void aPropertyThatBecomesACounterCountsUponItsLastValueAndBack() {
        ModelDescriptor plain = model(property("plays", Scalar.LONG, Backend.LWW, false));
        EntityState before = created(plain, Map.of("plays", set(new Value.Int(40))));

        EntityState counted = EntityState.decode(model, ID, before.encode())
                .apply(
                        update(2, 2, Clock.of(ID), Map.of("plays", plus(2)), Lifecycle.UNCHANGED),
                        AppliedEvents.IN_ORDER);
        EntityState back = EntityState.decode(plain, ID, counted.encode());

        assertThat(counted.value("plays")).isEqualTo(new Value.Int(42));
        assertThat(back.value("plays")).isEqualTo(new Value.Int(42));
    }

    private static Map<String, Value> everyKind() {
        Map<String, Value> values = new LinkedHashMap<>();
        values.put("STRING", new Value.Str("Príncipe \uD83D\uDC9C"));
        values.put("BOOLEAN", new Value.Bool(true));
        values.put("INT", new Value.Int(Integer.MIN_VALUE));
        values.put("LONG", new Value.Int(Long.MIN_VALUE));
        values.put("DOUBLE", new Value.Real(-0.1));
        values.put("DECIMAL", decimal("-12345678901234567890.1200"));
        values.put("INSTANT", new Value.Timestamp(Instant.parse("1969-12-31T23:59:59.000001Z")));
        values.put("DATE", new Value.Day(LocalDate.of(-44, 3, 15)));
        values.put("UUID", new Value.Uuid(new UUID(-1, 1)));
        values.put("BYTES", new Value.Bytes(new byte[] {0, -1}));
        values.put(
                "JSON",
                new Value.Doc(new Json.Obj(Map.of(
                        "a", new Json.Arr(List.of(Json.NULL, new Json.Bool(false), new Json.Str("x"))),
                        "b", new Json.Num(new BigDecimal("1E+400"))))));
        values.put("list", new Value.Items(List.of(new Value.Id(ulid(77)), new Value.Id(ulid(78)))));
        return values;
    }

    private static ValueType typeOf(String name) {
        return name.equals("list") ? new ValueType.ListType(new ValueType.RefType("album")) : Scalar.valueOf(name);
    }

    private static EntityState created(ModelDescriptor model, Map<String, Operation> operations) {
        return EntityState.empty(model, ID).apply(genesis(operations), AppliedEvents.IN_ORDER);
    }

    private static CommittedEvent genesis(Map<String, Operation> operations) {
        return new CommittedEvent(
                new Event(
                        ID, "album", ID, Clock.EMPTY, ulid(0), null, 0, new TreeMap<>(operations), Lifecycle.UNCHANGED),
                1,
                Instant.ofEpochSecond(1));
    }

    private static CommittedEvent update(
            long id, long position, Clock parents, Map<String, Operation> operations, Lifecycle lifecycle) {
        return new CommittedEvent(
                new Event(ulid(id), "album", ID, parents, ulid(0), null, 0, new TreeMap<>(operations), lifecycle),
                position,
                Instant.ofEpochSecond(position));
    }

    private static ModelDescriptor model(PropertyDescriptor... properties) {
        return new ModelDescriptor("Album", "album", "albums", null, List.of(properties));
    }

    private static PropertyDescriptor property(String name, ValueType type, Backend backend, boolean optional) {
        return new PropertyDescriptor(name, List.of(), type, backend, optional, false, false, false, null, null);
    }

    private static Value decimal(String text) {
        return new Value.Decimal(new BigDecimal(text));
    }

    private static Operation set(Value value) {
        return new Operation.Set(value);
    }

    private static Operation str(String text) {
        return set(new Value.Str(text));
    }

    private static Operation plus(long by) {
        return new Operation.Increment(by);
    }

    private static Ulid ulid(long number) {
        return new Ulid(number, 0);
    }
}
