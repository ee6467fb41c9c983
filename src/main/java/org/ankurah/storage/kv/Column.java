package org.ankurah.storage.kv;

import java.util.ArrayList;
import java.util.List;
import org.ankurah.event.BinaryReader;
import org.ankurah.event.BinaryWriter;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.query.Path;
import org.ankurah.query.PathReader;
import org.ankurah.value.OrderedBytes;
import org.ankurah.value.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * A column of an index.
 *
 * @param field what stands in it
 * @param descending whether greater values come first, and null before them
 */
record Column(Field field, boolean descending) {

    /**
     * An entity's own property, its id, or a part of a value of an own type. Of a list each element stands in the index.
     *
     * @param property the property, or {@code id}
     * @param part the part's name and type as a path has them; empty for the whole property
     */
    record Field(String property, List<String> part, ValueType type) implements Comparable<Field> {

        /** Where a path leads if an index can have it, else null. */
        static @Nullable Field of(Path path) {
            boolean whole = path.json().isEmpty() || path.isPart();
            Field field = new Field(path.property(), path.json(), path.type());
            return path.refs().isEmpty() && whole && field.isIndexable() ? field : null;
        }

        static Field of(PropertyDescriptor property) {
            return new Field(property.name(), List.of(), property.type());
        }

        /** Whether its values have an order. */
        boolean isIndexable() {
            return OrderedBytes.orders(element());
        }

        boolean isList() {
            return type instanceof ValueType.ListType;
        }

        /** The type of what stands in the index. */
        ValueType element() {
            return type instanceof ValueType.ListType list ? list.element() : type;
        }

        PathReader reader() {
            return PathReader.of(new Path(List.of(), property, part, type));
        }

        /** Lists first, as only the first column may be one. */
        @Override
        public int compareTo(Field other) {
            int order = Boolean.compare(other.isList(), isList());
            return order != 0 ? order : (property + part).compareTo(other.property + other.part);
        }
    }

    void write(BinaryWriter out) {
        out.writeString(field.property);
        out.writeVarint(field.part.size());
        field.part.forEach(out::writeString);
        if (!field.part.isEmpty()) {
            out.writeString(((ValueType.Scalar) field.type).name());
        }
        out.writeBoolean(descending);
    }

    /** Reads what {@link #write} wrote; null if the model has no such property any more. */
    static @Nullable Column read(BinaryReader in, @Nullable ModelDescriptor model) {
        String property = in.readString();
        List<String> part = new ArrayList<>();
        for (int left = in.readCount(); left > 0; left--) {
            part.add(in.readString());
        }
        ValueType type = part.isEmpty() ? null : ValueType.Scalar.valueOf(in.readString());
        boolean descending = in.readBoolean();
        if (type == null && model != null) {
            PropertyDescriptor found = model.property(property);
            type = property.equals(Path.ID)
                    ? new ValueType.RefType(model.collection())
                    : found == null ? null : found.type();
        }
        return type == null ? null : new Column(new Field(property, part, type), descending);
    }
}
