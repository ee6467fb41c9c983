package org.ankurah.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ankurah.event.BinaryReader;
import org.ankurah.event.BinaryWriter;
import org.ankurah.event.Clock;
import org.ankurah.event.ValueCodec;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * The binary form of an {@link EntityState}, without its model and id: version, head, deletion, position, times,
 * then each written property as name, backend and content, the unknown ones last.
 */
final class StateCodec {

    private static final int VERSION = 1;

    private static final int REGISTER = 1;
    private static final int COUNTER = 2;
    private static final int COUNTER_UPON_REGISTER = 3;

    private StateCodec() {}

    static byte[] encode(EntityState state) {
        BinaryWriter out = new BinaryWriter();
        out.writeByte(VERSION);
        out.writeVarint(state.head().ids().size());
        state.head().ids().forEach(out::writeUlid);
        out.writeBoolean(state.deletion().deleted());
        out.writeUlid(state.deletion().writer());
        out.writeVarint(state.position());
        ValueCodec.writeInstant(out, state.createdAt());
        ValueCodec.writeInstant(out, state.updatedAt());
        writeProperties(out, state);
        return out.toByteArray();
    }

    private static void writeProperties(BinaryWriter out, EntityState state) {
        List<PropertyDescriptor> properties = state.model().properties();
        int written = state.unknown().size();
        for (int i = 0; i < properties.size(); i++) {
            written += state.known(i) == null ? 0 : 1;
        }
        out.writeVarint(written);
        for (int i = 0; i < properties.size(); i++) {
            PropertyState property = state.known(i);
            if (property != null) {
                writeProperty(out, properties.get(i).name(), property);
            }
        }
        state.unknown().forEach((name, property) -> writeProperty(out, name, property));
    }

    private static void writeProperty(BinaryWriter out, String name, PropertyState property) {
        out.writeString(name);
        if (property instanceof PropertyState.Register register) {
            out.writeByte(REGISTER);
            writeRegister(out, register);
        } else if (property instanceof PropertyState.Counter counter) {
            PropertyState.Register base = counter.base();
            out.writeByte(base == null ? COUNTER : COUNTER_UPON_REGISTER);
            if (base != null) {
                writeRegister(out, base);
            }
            out.writeSignedVarint(counter.sum());
        }
    }

    private static void writeRegister(BinaryWriter out, PropertyState.Register register) {
        ValueCodec.write(out, register.value());
        out.writeUlid(register.writer());
    }

    static EntityState decode(ModelDescriptor model, Ulid id, byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes);
        int version = in.readByte();
        if (version != VERSION) {
            throw in.malformed("a state of the unknown version " + version);
        }
        Clock head = readClock(in);
        EntityState.Deletion deletion = new EntityState.Deletion(in.readBoolean(), in.readUlid());
        EntityState.Stamps stamps =
                new EntityState.Stamps(in.readVarint(), ValueCodec.readInstant(in), ValueCodec.readInstant(in));
        @Nullable PropertyState[] known = new PropertyState[model.properties().size()];
        SortedMap<String, PropertyState> unknown = new TreeMap<>();
        int count = in.readCount();
        for (int i = 0; i < count; i++) {
            String name = in.readString();
            PropertyState property = readProperty(in);
            int index = model.indexOfAnyName(name);
            if (index < 0) {
                unknown.put(name, property);
            } else {
                known[index] = adopt(model.properties().get(index), property, known[index]);
            }
        }
        in.expectEnd();
        return new EntityState(model, id, head, deletion, stamps, known, unknown);
    }

    private static Clock readClock(BinaryReader in) {
        int count = in.readCount();
        List<Ulid> ids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ids.add(in.readUlid());
        }
        return new Clock(ids);
    }

    private static PropertyState readProperty(BinaryReader in) {
        int kind = in.readByte();
        return switch (kind) {
            case REGISTER -> readRegister(in);
            case COUNTER -> new PropertyState.Counter(null, in.readSignedVarint());
            case COUNTER_UPON_REGISTER -> new PropertyState.Counter(readRegister(in), in.readSignedVarint());
            default -> throw in.malformed("a property of the unknown backend " + kind);
        };
    }

    private static PropertyState.Register readRegister(BinaryReader in) {
        return new PropertyState.Register(ValueCodec.read(in), in.readUlid());
    }

    /** Brings what is stored into the terms of the property as the model declares it now. */
    private static PropertyState adopt(
            PropertyDescriptor property, PropertyState stored, @Nullable PropertyState underOtherName) {
        PropertyBackend backend = PropertyBackend.of(property.backend());
        PropertyState adopted = backend.adopt(stored);
        if (adopted instanceof PropertyState.Register register) {
            adopted = new PropertyState.Register(Widening.widen(property, register.value()), register.writer());
        }
        return underOtherName == null ? adopted : backend.join(adopted, underOtherName);
    }
}
