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
                out.writeString(properties.get(i).name());
                PropertyCodec.write(out, property);
            }
        }
        state.unknown().forEach((name, property) -> {
            out.writeString(name);
            PropertyCodec.write(out, property);
        });
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
            PropertyState property = PropertyCodec.read(in);
            int index = model.indexOfAnyName(name);
            if (index < 0) {
                unknown.put(name, property);
            } else {
                known[index] = PropertyCodec.adopt(model.properties().get(index), property, known[index]);
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
}
