package org.ankurah.node.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ankurah.event.Clock;
import org.ankurah.event.CommittedEvent;
import org.ankurah.event.MalformedBytesException;
import org.ankurah.event.RandomEvents;
import org.ankurah.event.RandomValues;
import org.ankurah.value.ErrorCode;
import org.ankurah.value.Seeds;
import org.ankurah.value.Ulid;
import org.junit.jupiter.api.Test;

class MessageCodecTest {

    @Test
    void readsWhatItWrote() {
        Seeds.each("messages there and back", 2_000, random -> {
            Message message = new Some(random).message();
            byte[] bytes = MessageCodec.encode(message);
            assertThat(MessageCodec.encode(read(bytes, message))).isEqualTo(bytes);
            assertThat(comparable(read(bytes, message))).isEqualTo(comparable(message));
        });
    }

    @Test
    void whatIsCutOffIsRefused() {
        Seeds.each("messages cut off", 300, random -> {
            Message message = new Some(random).message();
            byte[] bytes = MessageCodec.encode(message);
            byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            assertThatThrownBy(() -> read(cut, message)).isInstanceOf(MalformedBytesException.class);
            byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
            assertThatThrownBy(() -> read(longer, message)).isInstanceOf(MalformedBytesException.class);
        });
    }

    @Test
    void whatIsDamagedIsAnotherMessageOrRefused() {
        Seeds.each("messages damaged", 5_000, random -> {
            Message message = new Some(random).message();
            byte[] bytes = MessageCodec.encode(message);
            for (int i = random.nextInt(4); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                read(bytes, message);
            } catch (MalformedBytesException refused) {
                assertThat(refused).hasMessageContaining("at byte");
            }
        });
    }

    @Test
    void lengthsOfGigabytesTakeNoMemory() {
        byte[] bytes = {6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, -1, -1, 7};
        assertThatThrownBy(() -> MessageCodec.decodeRequest(bytes))
                .isInstanceOf(MalformedBytesException.class)
                .hasMessageContaining("cut off");
    }

    @Test
    void neitherSideTakesItsOwnMessages() {
        assertThatThrownBy(() -> MessageCodec.decodeAnswer(MessageCodec.encode(new Message.Credit(1))))
                .isInstanceOf(MalformedBytesException.class);
        assertThatThrownBy(() ->
                        MessageCodec.decodeRequest(MessageCodec.encode(new Message.Goodbye(ErrorCode.CONFLICT, "no"))))
                .isInstanceOf(MalformedBytesException.class);
    }

    private static Message read(byte[] bytes, Message like) {
        return like instanceof Message.Request ? MessageCodec.decodeRequest(bytes) : MessageCodec.decodeAnswer(bytes);
    }

    /** Arrays are compared by what they are, not by what they hold. */
    private static Object comparable(Message message) {
        List<EntityDelta> entities = message instanceof Message.Delta delta
                ? delta.entities()
                : message instanceof Message.Fetched fetched ? fetched.entities() : List.of();
        boolean states = entities.stream().anyMatch(EntityDelta.State.class::isInstance);
        return states
                ? entities.stream()
                        .map(one -> one instanceof EntityDelta.State state
                                ? state.id() + Arrays.toString(state.state())
                                : one)
                        .toList()
                : message;
    }

    /** Messages of every kind. */
    private static final class Some {

        private final Random random;
        private final RandomValues values;

        Some(Random random) {
            this.random = random;
            this.values = new RandomValues(random);
        }

        Message message() {
            return switch (random.nextInt(14)) {
                case 0 ->
                    new Message.Hello(
                            number(),
                            values.ulid(),
                            optional(values::ulid),
                            Map.of("a" + values.text(), values.text(), "b", ""),
                            optional(values::text));
                case 1 -> new Message.Holding(number(), known());
                case 2 -> new Message.Subscribe(number(), values.text(), values.text(), position() - 1);
                case 3 -> new Message.Unsubscribe(number());
                case 4 -> new Message.Fetch(number(), values.text(), known());
                case 5 -> new Message.Commit(values.ulid(), list(() -> RandomEvents.any(random)));
                case 6 -> new Message.Credit(number());
                case 7 ->
                    new Message.Welcome(
                            number(), values.ulid(), optional(values::ulid), values.number(), values.text(), number());
                case 8 -> new Message.Goodbye(code(), values.text());
                case 9 ->
                    new Message.Delta(
                            number(), position(), random.nextBoolean(), random.nextBoolean(), list(this::entity));
                case 10 -> new Message.Ended(number(), code(), values.text());
                case 11 -> new Message.Fetched(number(), list(this::entity));
                case 12 -> committed();
                default -> new Message.Rejected(values.ulid(), code(), values.text(), optional(values::text));
            };
        }

        private Message committed() {
            Map<Ulid, Long> before = new TreeMap<>();
            list(values::ulid).forEach(id -> before.put(id, position()));
            return new Message.Committed(
                    values.ulid(), list(() -> new Message.Placed(position(), values.number())), before);
        }

        private EntityDelta entity() {
            return switch (random.nextInt(4)) {
                case 0 -> new EntityDelta.Same(values.ulid());
                case 1 -> {
                    byte[] state = new byte[random.nextInt(200)];
                    random.nextBytes(state);
                    yield new EntityDelta.State(values.ulid(), state);
                }
                case 2 ->
                    new EntityDelta.Events(
                            values.ulid(),
                            new Clock(list(values::ulid)),
                            Stream.concat(Stream.of(event()), list(this::event).stream())
                                    .toList());
                default -> new EntityDelta.Gone(values.ulid());
            };
        }

        private CommittedEvent event() {
            Instant at = Instant.EPOCH.plus(random.nextLong() >> 12, ChronoUnit.MICROS);
            return new CommittedEvent(RandomEvents.any(random), position(), at);
        }

        private List<Message.Known> known() {
            return list(() -> new Message.Known(values.ulid(), position()));
        }

        private ErrorCode code() {
            return ErrorCode.values()[random.nextInt(ErrorCode.values().length)];
        }

        private int number() {
            return random.nextInt() >>> 1 >>> random.nextInt(31);
        }

        private long position() {
            return random.nextLong() >>> 1 >>> random.nextInt(63);
        }

        private <T> List<T> list(Supplier<T> source) {
            return Stream.generate(source).limit(random.nextInt(4)).toList();
        }

        private <T> T optional(Supplier<T> source) {
            return random.nextBoolean() ? null : source.get();
        }
    }
}
