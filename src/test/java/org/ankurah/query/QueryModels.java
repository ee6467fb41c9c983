package org.ankurah.query;

import java.util.List;
import java.util.Map;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.value.ValueType;
import org.ankurah.value.ValueType.EnumType;
import org.ankurah.value.ValueType.ListType;
import org.ankurah.value.ValueType.RefType;
import org.ankurah.value.ValueType.Scalar;

/** Models for tests of queries: an album with a property of every type, and references two levels deep. */
public final class QueryModels {

    public static final ModelDescriptor COUNTRY = new ModelDescriptor(
            "Country",
            "country",
            "countries",
            null,
            List.of(
                    given("name", Scalar.STRING),
                    optional("population", Scalar.LONG),
                    optional("code", Scalar.STRING)));

    public static final ModelDescriptor ARTIST = new ModelDescriptor(
            "Artist",
            "artist",
            "artists",
            null,
            List.of(
                    given("name", Scalar.STRING),
                    optional("born", Scalar.INT),
                    optional("country", new RefType("country"))));

    public static final ModelDescriptor ALBUM = new ModelDescriptor(
            "Album",
            "album",
            "albums",
            null,
            List.of(
                    given("title", Scalar.STRING),
                    optional("subtitle", Scalar.STRING),
                    optional("year", Scalar.INT),
                    new PropertyDescriptor(
                            "plays",
                            List.of(),
                            Scalar.LONG,
                            Backend.COUNTER,
                            false,
                            false,
                            false,
                            false,
                            false,
                            null,
                            null),
                    optional("rating", Scalar.DOUBLE),
                    optional("price", Scalar.DECIMAL),
                    optional("recorded", Scalar.INSTANT),
                    optional("released", Scalar.DATE),
                    optional("barcode", Scalar.UUID),
                    optional("cover", Scalar.BYTES),
                    optional("format", new EnumType("AlbumFormat", List.of("LP", "EP", "SINGLE", "CD", "DIGITAL"))),
                    optional("live", Scalar.BOOLEAN),
                    given("tags", new ListType(Scalar.STRING)),
                    optional("chart", new ListType(Scalar.INT)),
                    given("guests", new ListType(new RefType("artist"))),
                    optional("details", Scalar.JSON),
                    optional("artist", new RefType("artist")),
                    optional("original", new RefType("album")),
                    optional("order", Scalar.STRING)));

    public static final Models ALL = new Models(List.of(ALBUM, ARTIST, COUNTRY), Map.of());

    private QueryModels() {}

    private static PropertyDescriptor given(String name, ValueType type) {
        return property(name, type, false);
    }

    private static PropertyDescriptor optional(String name, ValueType type) {
        return property(name, type, true);
    }

    private static PropertyDescriptor property(String name, ValueType type, boolean optional) {
        return new PropertyDescriptor(
                name, List.of(), type, Backend.LWW, optional, false, false, false, false, null, null);
    }
}
