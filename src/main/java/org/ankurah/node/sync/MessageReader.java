package org.ankurah.node.sync;

import static org.ankurah.node.sync.MessageCodec.COMMIT;
import static org.ankurah.node.sync.MessageCodec.COMMITTED;
import static org.ankurah.node.sync.MessageCodec.CREDIT;
import static org.ankurah.node.sync.MessageCodec.DELTA;
import static org.ankurah.node.sync.MessageCodec.ENDED;
import static org.ankurah.node.sync.MessageCodec.EVENTS;
import static org.ankurah.node.sync.MessageCodec.FETCH;
import static org.ankurah.node.sync.MessageCodec.FETCHED;
import static org.ankurah.node.sync.MessageCodec.GONE;
import static org.ankurah.node.sync.MessageCodec.GOODBYE;
import static org.ankurah.node.sync.MessageCodec.HELLO;
import static org.ankurah.node.sync.MessageCodec.HOLDING;
import static org.ankurah.node.sync.MessageCodec.REJECTED;
import static org.ankurah.node.sync.MessageCodec.SAME;
import static org.ankurah.node.sync.MessageCodec.STATE;
import static org.ankurah.node.sync.MessageCodec.SUBSCRIBE;
import static org.ankurah.node.sync.MessageCodec.UNSUBSCRIBE;
import static org.ankurah.node.sync.MessageCodec.WELCOME;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ankurah.event.BinaryReader;
import org.ankurah.event.Clock;
import org.ankurah.event.CommittedEvent;
import org.ankurah.event.Event;
import org.ankurah.event.EventCodec;
import org.ankurah.value.ErrorCode;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/** Reads one message. */
final class MessageReader {

    private static final ErrorCode[] CODES = ErrorCode.values();

    private final BinaryReader in;
    private final List<Object> shared = new ArrayList<>();

    MessageReader(BinaryReader in) {
        this.in = in;
    }

    Message message() {
        int kind = in.readByte();
        return switch (kind) {
            case HELLO -> new Message.Hello(number(), in.readUlid(), optionalUlid(), models(), optionalString());
            case HOLDING -> new Message.Holding(number(), known());
            case SUBSCRIBE -> new Message.Subscribe(number(), in.readString(), in.readString(), in.readSignedVarint());
            case UNSUBSCRIBE -> new Message.Unsubscribe(number());
            case FETCH -> new Message.Fetch(number(), in.readString(), known());
            case COMMIT -> new Message.Commit(in.readUlid(), list(this::event));
            case CREDIT -> new Message.Credit(number());
            case WELCOME ->
                new Message.Welcome(
                        number(), in.readUlid(), optionalUlid(), in.readSignedVarint(), in.readString(), number());
            case GOODBYE -> new Message.Goodbye(code(), in.readString());
            case DELTA ->
                new Message.Delta(number(), position(), in.readBoolean(), in.readBoolean(), list(this::entity));
            case ENDED -> new Message.Ended(number(), code(), in.readString());
            case FETCHED -> new Message.Fetched(number(), list(this::entity));
            case COMMITTED -> new Message.Committed(in.readUlid(), list(this::placed), before());
            case REJECTED -> new Message.Rejected(in.readUlid(), code(), in.readString(), optionalString());
            default -> throw in.malformed("a message of the unknown kind " + kind);
        };
    }

    private int number() {
        long number = in.readVarint();
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw in.malformed("a number of more than 31 bits");
        }
        return (int) number;
    }

    private long position() {
        long position = in.readVarint();
        if (position < 0) {
            throw in.malformed("a position of more than 63 bits");
        }
        return position;
    }

    private Map<String, String> models() {
        Map<String, String> models = new TreeMap<>();
        for (int left = in.readCount(); left > 0; left--) {
            models.put(in.readString(), in.readString());
        }
        return models;
    }

    private Map<Ulid, Long> before() {
        Map<Ulid, Long> before = new TreeMap<>();
        for (int left = in.readCount(); left > 0; left--) {
            before.put(in.readUlid(), position());
        }
        return before;
    }

    /** A code that came later than this program is one that it can do nothing about. */
    private ErrorCode code() {
        String name = in.readString();
        return Arrays.stream(CODES)
                .filter(code -> code.name().equals(name))
                .findFirst()
                .orElse(ErrorCode.INTERNAL);
    }

    private List<Message.Known> known() {
        return list(() -> new Message.Known(in.readUlid(), position()));
    }

    private Message.Placed placed() {
        return new Message.Placed(position(), in.readSignedVarint());
    }

    private EntityDelta entity() {
        int kind = in.readByte();
        Ulid id = in.readUlid();
        return switch (kind) {
            case SAME -> new EntityDelta.Same(id);
            case STATE -> new EntityDelta.State(id, in.readBytes());
            case EVENTS -> new EntityDelta.Events(id, clock(), events());
            case GONE -> new EntityDelta.Gone(id);
            default -> throw in.malformed("an entity of the unknown kind " + kind);
        };
    }

    private List<CommittedEvent> events() {
        List<CommittedEvent> events = list(this::committed);
        if (events.isEmpty()) {
            throw in.malformed("no events");
        }
        return events;
    }

    private CommittedEvent committed() {
        long position = position();
        Instant at = Instant.EPOCH.plus(in.readSignedVarint(), ChronoUnit.MICROS);
        return new CommittedEvent(event(), position, at);
    }

    private Event event() {
        Ulid id = in.readUlid();
        String collection = shared(String.class, in::readString);
        Ulid entity = in.readBoolean() ? id : shared(Ulid.class, in::readUlid);
        Clock parents = clock();
        Ulid transaction = shared(Ulid.class, in::readUlid);
        String actor = in.readBoolean() ? shared(String.class, in::readString) : null;
        return EventCodec.decode(id, collection, entity, parents, transaction, actor, in.readBytes());
    }

    private <T> T shared(Class<T> type, Source<T> source) {
        int number = number();
        if (number == 0) {
            T value = source.read();
            shared.add(value);
            return value;
        }
        if (number > shared.size() || !type.isInstance(shared.get(number - 1))) {
            throw in.malformed("a number that stands for nothing");
        }
        return type.cast(shared.get(number - 1));
    }

    private Clock clock() {
        return new Clock(list(in::readUlid));
    }

    private <T> List<T> list(Source<T> source) {
        List<T> list = new ArrayList<>();
        for (int left = in.readCount(); left > 0; left--) {
            list.add(source.read());
        }
        return list;
    }

    private @Nullable Ulid optionalUlid() {
        return in.readBoolean() ? in.readUlid() : null;
    }

    private @Nullable String optionalString() {
        return in.readBoolean() ? in.readString() : null;
    }

    private interface Source<T> {
        T read();
    }
}
