package org.ankurah.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.ankurah.value.Json;
import org.ankurah.value.Seeds;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventCodecTest {

    private static final String GOLDEN = "golden-events.txt";

    @Test
    void everyEventSurvivesEncoding() {
        Seeds.each("event codec", 2000, random -> {
            Event event = RandomEvents.any(random);
            byte[] body = EventCodec.encodeBody(event);

            Event decoded = decode(event, body);

            assertThat(decoded).isEqualTo(event);
            assertThat(EventCodec.encodeBody(decoded)).isEqualTo(body);
            assertThat(EventCodec.canonical(decoded)).isEqualTo(EventCodec.canonical(event));
        });
    }

    @Test
    void bodiesThatAreCutOffOrDamagedNeverDecodeByAccidentOfAnotherKind() {
        Seeds.each("damaged events", 200, random -> {
            Event event = RandomEvents.any(random);
            byte[] body = EventCodec.encodeBody(event);
            for (int length = 0; length < body.length; length++) {
                byte[] cut = Arrays.copyOf(body, length);
                assertThatThrownBy(() -> decode(event, cut)).isInstanceOf(MalformedBytesException.class);
            }
            byte[] damaged = body.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                decode(event, damaged);
            } catch (MalformedBytesException expected) {
                assertThat(expected).hasMessageContaining("at byte");
            }
        });
    }

    @Test
    void anErasedEventKeepsItsPlaceAndNothingOfItsContent() {
        Event event = sample();
        Event erased = event.erased();
        byte[] body = EventCodec.encodeBody(erased);

        assertThat(body).containsExactly(2);
        assertThat(decode(event, body)).isEqualTo(erased);
        assertThat(erased.id()).isEqualTo(event.id());
        assertThat(erased.parents()).isEqualTo(event.parents());
        assertThat(erased.actor()).isEqualTo(event.actor());
        assertThat(erased.operations()).isEmpty();
        assertThat(erased.nonce()).isZero();
        assertThatThrownBy(() -> EventCodec.canonical(erased)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void eachPartOfAnEventCounts() {
        Event event = sample();
        byte[] canonical = EventCodec.canonical(event);
        Ulid other = new Ulid(9, 9);
        List<Event> changed = List.of(
                with(
                        event,
                        new Ulid(99, 0),
                        event.entityId(),
                        event.parents(),
                        "ann",
                        1,
                        event.operations(),
                        Lifecycle.UNCHANGED),
                with(event, event.id(), other, event.parents(), "ann", 1, event.operations(), Lifecycle.UNCHANGED),
                with(
                        event,
                        event.id(),
                        event.entityId(),
                        Clock.of(other),
                        "ann",
                        1,
                        event.operations(),
                        Lifecycle.UNCHANGED),
                with(
                        event,
                        event.id(),
                        event.entityId(),
                        event.parents(),
                        null,
                        1,
                        event.operations(),
                        Lifecycle.UNCHANGED),
                with(
                        event,
                        event.id(),
                        event.entityId(),
                        event.parents(),
                        "",
                        1,
                        event.operations(),
                        Lifecycle.UNCHANGED),
                with(
                        event,
                        event.id(),
                        event.entityId(),
                        event.parents(),
                        "ann",
                        2,
                        event.operations(),
                        Lifecycle.UNCHANGED),
                with(
                        event,
                        event.id(),
                        event.entityId(),
                        event.parents(),
                        "ann",
                        1,
                        new TreeMap<>(),
                        Lifecycle.UNCHANGED),
                with(
                        event,
                        event.id(),
                        event.entityId(),
                        event.parents(),
                        "ann",
                        1,
                        event.operations(),
                        Lifecycle.RESTORED));

        assertThat(changed)
                .allSatisfy(each -> assertThat(EventCodec.canonical(each)).isNotEqualTo(canonical));
        assertThat(EventCodec.canonical(with(
                        event,
                        new Ulid(5, 77),
                        event.entityId(),
                        event.parents(),
                        "ann",
                        1,
                        event.operations(),
                        Lifecycle.UNCHANGED)))
                .as("the digest half of the id does not count")
                .isEqualTo(canonical);
    }

    @Test
    void equalDocumentsHaveEqualCanonicalBytesAndKeepTheirOrderInTheBody() {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("b", new Json.Num(new BigDecimal("1.0")));
        members.put("a", Json.NULL);
        Map<String, Json> reversed = new LinkedHashMap<>();
        reversed.put("a", Json.NULL);
        reversed.put("b", new Json.Num(BigDecimal.ONE));
        Event event = withDocument(new Json.Obj(members));
        Event equal = withDocument(new Json.Obj(reversed));

        assertThat(EventCodec.canonical(event)).isEqualTo(EventCodec.canonical(equal));
        Operation decoded =
                decode(event, EventCodec.encodeBody(event)).operations().get("doc");
        Json.Obj document = (Json.Obj) ((Value.Doc) ((Operation.Set) Objects.requireNonNull(decoded)).value()).value();
        assertThat(document.value().keySet()).containsExactly("b", "a");
    }

    @Test
    void documentsThatNestTooDeepAreRefusedInBothDirections() {
        Json deep = Json.NULL;
        for (int i = 0; i <= JsonCodec.MAX_DEPTH; i++) {
            deep = new Json.Arr(List.of(deep));
        }
        Event event = withDocument(deep);

        assertThatThrownBy(() -> EventCodec.encodeBody(event)).isInstanceOf(IllegalArgumentException.class);
        BinaryWriter hostile = new BinaryWriter();
        for (int i = 0; i < 100_000; i++) {
            hostile.writeByte(5);
            hostile.writeByte(1);
        }
        assertThatThrownBy(() -> JsonCodec.read(new BinaryReader(hostile.toByteArray())))
                .isInstanceOf(MalformedBytesException.class);
    }

    /** If this fails, stored events cannot be read any more, or their ids are wrong. Do not update the file. */
    @Test
    void theFormatDoesNotChange() throws IOException {
        StringBuilder lines = new StringBuilder();
        golden().forEach((name, event) -> lines.append(name)
                .append("\n  canonical ")
                .append(HexFormat.of().formatHex(EventCodec.canonical(event)))
                .append("\n  body ")
                .append(HexFormat.of().formatHex(EventCodec.encodeBody(event)))
                .append('\n'));

        try (InputStream file = Objects.requireNonNull(EventCodecTest.class.getResourceAsStream(GOLDEN))) {
            assertThat(lines).hasToString(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static Map<String, Event> golden() {
        Map<String, Value> values = new LinkedHashMap<>();
        values.put("null", Value.NULL);
        values.put("false", new Value.Bool(false));
        values.put("true", new Value.Bool(true));
        values.put("int", new Value.Int(-300));
        values.put("real", new Value.Real(2.5));
        values.put("decimal", new Value.Decimal(new BigDecimal("-12.50")));
        values.put("text", new Value.Str("Prince \uD83D\uDC9C"));
        values.put("unpaired", new Value.Str("\uD83D"));
        values.put("timestamp", new Value.Timestamp(Instant.parse("1984-06-25T12:00:00.000001Z")));
        values.put("day", new Value.Day(LocalDate.of(1984, 6, 25)));
        values.put("uuid", new Value.Uuid(new UUID(1, 2)));
        values.put("id", new Value.Id(new Ulid(3, 4)));
        values.put("bytes", new Value.Bytes(new byte[] {0, 1, -1}));
        values.put("items", new Value.Items(List.of(new Value.Str("a"), new Value.Str("b"))));
        values.put(
                "doc",
                new Value.Doc(new Json.Obj(Map.of(
                        "k",
                        new Json.Arr(List.of(
                                Json.NULL,
                                new Json.Bool(false),
                                new Json.Bool(true),
                                new Json.Num(new BigDecimal("1.50")),
                                new Json.Str("s"),
                                Json.EMPTY_OBJECT))))));
        Map<String, Event> events = new LinkedHashMap<>();
        events.put("update with two parents", sample());
        events.put(
                "delete",
                with(
                        sample(),
                        sample().id(),
                        new Ulid(1, 1),
                        Clock.of(new Ulid(1, 1)),
                        null,
                        0,
                        new TreeMap<>(),
                        Lifecycle.DELETED));
        events.put(
                "restore",
                with(
                        sample(),
                        sample().id(),
                        new Ulid(1, 1),
                        Clock.of(new Ulid(1, 1)),
                        null,
                        -1,
                        new TreeMap<>(),
                        Lifecycle.RESTORED));
        values.forEach((name, value) -> events.put(
                "genesis with " + name,
                with(
                        sample(),
                        new Ulid(7, 8),
                        new Ulid(7, 8),
                        Clock.EMPTY,
                        null,
                        5,
                        operations("p", new Operation.Set(value)),
                        Lifecycle.UNCHANGED)));
        events.put(
                "purge",
                with(
                        sample(),
                        sample().id(),
                        new Ulid(1, 1),
                        Clock.of(new Ulid(1, 1)),
                        "ann",
                        2,
                        new TreeMap<>(),
                        Lifecycle.PURGED));
        return events;
    }

    private static Event sample() {
        return new Event(
                new Ulid(5, 6),
                "album",
                new Ulid(1, 1),
                Clock.of(new Ulid(1, 1), new Ulid(2, 2)),
                new Ulid(3, 3),
                "ann",
                1,
                operations("plays", new Operation.Increment(-3)),
                Lifecycle.UNCHANGED);
    }

    private static Event with(
            Event event,
            Ulid id,
            Ulid entityId,
            Clock parents,
            @Nullable String actor,
            long nonce,
            SortedMap<String, Operation> operations,
            Lifecycle lifecycle) {
        return new Event(
                id, event.collection(), entityId, parents, event.transactionId(), actor, nonce, operations, lifecycle);
    }

    private static Event withDocument(Json document) {
        Event event = sample();
        return with(
                event,
                event.id(),
                event.entityId(),
                event.parents(),
                null,
                0,
                operations("doc", new Operation.Set(new Value.Doc(document))),
                Lifecycle.UNCHANGED);
    }

    private static SortedMap<String, Operation> operations(String name, Operation operation) {
        return new TreeMap<>(Map.of(name, operation));
    }

    private static Event decode(Event event, byte[] body) {
        return EventCodec.decode(
                event.id(),
                event.collection(),
                event.entityId(),
                event.parents(),
                event.transactionId(),
                event.actor(),
                body);
    }
}
