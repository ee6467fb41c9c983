package org.ankurah.demo.transfer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ankurah.demo.transfer.StoreSchema.Collection;
import org.ankurah.demo.transfer.StoreSchema.Field;
import org.ankurah.value.ValueType;
import org.ankurah.value.ValueType.Scalar;

/** A part of the music store's schema, as a server would tell it. */
final class MusicSchema {

    private final Map<String, Collection> collections = new TreeMap<>();

    static StoreSchema schema() {
        MusicSchema schema = new MusicSchema();
        schema.add("artist", value("name", Scalar.STRING, true));
        schema.add(
                "album",
                value("title", Scalar.STRING, true),
                ref("artist", "artist", false),
                value("year", Scalar.INT, false),
                value("format", new ValueType.EnumType("AlbumFormat", List.of("LP", "CD")), false),
                value("tags", new ValueType.ListType(Scalar.STRING), false),
                value("details", Scalar.JSON, false),
                value("released", Scalar.DATE, false),
                value("plays", Scalar.LONG, false),
                value("price", Scalar.DECIMAL, false),
                value("guests", new ValueType.ListType(new ValueType.RefType("artist")), false));
        schema.add("employee", value("lastName", Scalar.STRING, true), ref("reportsTo", "employee", false));
        schema.add("invoice", ref("customer", "customer", true), value("invoiceDate", Scalar.INSTANT, false));
        schema.add("customer", value("email", Scalar.STRING, true));
        schema.add("hen", ref("egg", "egg", true));
        schema.add("egg", ref("hen", "hen", true));
        return new StoreSchema(schema.collections);
    }

    private void add(String name, Field... fields) {
        Map<String, Field> byName = new LinkedHashMap<>();
        for (Field field : fields) {
            byName.put(field.name(), field);
        }
        String type = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        collections.put(
                name,
                new Collection(
                        name,
                        name + "s",
                        "create" + type + "s",
                        type + "Input",
                        "update" + type,
                        type + "Patch",
                        byName));
    }

    private static Field value(String name, ValueType type, boolean required) {
        return new Field(name, type, required);
    }

    private static Field ref(String name, String target, boolean required) {
        return new Field(name, new ValueType.RefType(target), required);
    }
}
