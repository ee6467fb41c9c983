package org.ankurah.event;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.ankurah.value.Value;

/**
 * The binary form of every kind of {@link Value}: one tag byte, then the content. Complete (a decimal keeps its
 * scale, a document the order of its members) and deterministic. The tags are part of stored data and of event
 * ids: they are never reused and never change their meaning.
 */
public final class ValueCodec {

    private static final int NULL = 0;
    private static final int FALSE = 1;
    private static final int TRUE = 2;
    private static final int INT = 3;
    private static final int REAL = 4;
    private static final int DECIMAL = 5;
    private static final int STR = 6;
    private static final int TIMESTAMP = 7;
    private static final int DAY = 8;
    private static final int UUID_TAG = 9;
    private static final int ID = 10;
    private static final int BYTES = 11;
    private static final int DOC = 12;
    private static final int ITEMS = 13;

    private static final int NANOS_PER_MICRO = 1000;
    private static final int MICROS_PER_SECOND = 1_000_000;

    private ValueCodec() {}

    public static void write(BinaryWriter out, Value value) {
        if (value instanceof Value.Null) {
            out.writeByte(NULL);
        } else if (value instanceof Value.Bool bool) {
            out.writeByte(bool.value() ? TRUE : FALSE);
        } else if (value instanceof Value.Int number) {
            out.writeByte(INT);
            out.writeSignedVarint(number.value());
        } else if (value instanceof Value.Real real) {
            out.writeByte(REAL);
            out.writeFixed64(Double.doubleToLongBits(real.value()));
        } else if (value instanceof Value.Decimal decimal) {
            out.writeByte(DECIMAL);
            writeDecimal(out, decimal.value());
        } else if (value instanceof Value.Str text) {
            out.writeByte(STR);
            out.writeString(text.value());
        } else if (value instanceof Value.Timestamp timestamp) {
            out.writeByte(TIMESTAMP);
            writeInstant(out, timestamp.value());
        } else if (value instanceof Value.Day day) {
            out.writeByte(DAY);
            out.writeSignedVarint(day.value().toEpochDay());
        } else {
            writeComposite(out, value);
        }
    }

    private static void writeComposite(BinaryWriter out, Value value) {
        if (value instanceof Value.Uuid uuid) {
            out.writeByte(UUID_TAG);
            out.writeFixed64(uuid.value().getMostSignificantBits());
            out.writeFixed64(uuid.value().getLeastSignificantBits());
        } else if (value instanceof Value.Id id) {
            out.writeByte(ID);
            out.writeUlid(id.value());
        } else if (value instanceof Value.Bytes bytes) {
            out.writeByte(BYTES);
            out.writeBytes(bytes.value());
        } else if (value instanceof Value.Doc doc) {
            out.writeByte(DOC);
            JsonCodec.write(out, doc.value());
        } else if (value instanceof Value.Items items) {
            out.writeByte(ITEMS);
            out.writeVarint(items.value().size());
            items.value().forEach(item -> write(out, item));
        } else {
            throw new AssertionError("a kind of value without a tag: " + value);
        }
    }

    public static Value read(BinaryReader in) {
        int tag = in.readByte();
        return tag == ITEMS ? readItems(in) : readSingle(in, tag);
    }

    private static Value readItems(BinaryReader in) {
        int count = in.readCount();
        List<Value> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            // Lists hold no lists, so a damaged or hostile input cannot nest without end.
            items.add(readSingle(in, in.readByte()));
        }
        return new Value.Items(items);
    }

    private static Value readSingle(BinaryReader in, int tag) {
        return switch (tag) {
            case NULL -> Value.NULL;
            case FALSE -> new Value.Bool(false);
            case TRUE -> new Value.Bool(true);
            case INT -> new Value.Int(in.readSignedVarint());
            case REAL -> readReal(in);
            case DECIMAL -> new Value.Decimal(readDecimal(in));
            case STR -> new Value.Str(in.readString());
            case TIMESTAMP -> new Value.Timestamp(readInstant(in));
            case DAY -> readDay(in);
            case UUID_TAG -> readUuid(in);
            case ID -> new Value.Id(in.readUlid());
            case BYTES -> new Value.Bytes(in.readBytes());
            case DOC -> new Value.Doc(JsonCodec.read(in));
            default -> throw in.malformed("a value of the unknown kind " + tag);
        };
    }

    /** Writes a moment in whole microseconds, over the whole range of {@link Instant}. */
    public static void writeInstant(BinaryWriter out, Instant value) {
        out.writeSignedVarint(value.getEpochSecond());
        out.writeVarint(value.getNano() / NANOS_PER_MICRO);
    }

    /** Reads what {@link #writeInstant} wrote. */
    public static Instant readInstant(BinaryReader in) {
        long seconds = in.readSignedVarint();
        long micros = in.readVarint();
        if (seconds < Instant.MIN.getEpochSecond()
                || seconds > Instant.MAX.getEpochSecond()
                || micros < 0
                || micros >= MICROS_PER_SECOND) {
            throw in.malformed("no moment");
        }
        return Instant.ofEpochSecond(seconds, micros * NANOS_PER_MICRO);
    }

    static void writeDecimal(BinaryWriter out, BigDecimal value) {
        out.writeSignedVarint(value.scale());
        out.writeBytes(value.unscaledValue().toByteArray());
    }

    static BigDecimal readDecimal(BinaryReader in) {
        int scale = in.readSignedInt();
        byte[] unscaled = in.readBytes();
        if (unscaled.length == 0) {
            throw in.malformed("a decimal without digits");
        }
        return new BigDecimal(new BigInteger(unscaled), scale);
    }

    private static Value readReal(BinaryReader in) {
        double value = Double.longBitsToDouble(in.readFixed64());
        if (!Double.isFinite(value)) {
            throw in.malformed("no finite number");
        }
        return new Value.Real(value);
    }

    private static Value readDay(BinaryReader in) {
        long day = in.readSignedVarint();
        try {
            return new Value.Day(LocalDate.ofEpochDay(day));
        } catch (DateTimeException e) {
            throw in.malformed("no day");
        }
    }

    private static Value readUuid(BinaryReader in) {
        long high = in.readFixed64();
        return new Value.Uuid(new UUID(high, in.readFixed64()));
    }
}
