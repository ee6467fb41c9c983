package org.ankurah.query;

import java.util.List;
import java.util.Map;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.model.Models.InverseField;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.value.ValueType;
import org.ankurah.value.ValueType.EnumType;
import org.ankurah.value.ValueType.ListType;
import org.ankurah.value.ValueType.RefType;
import org.ankurah.value.ValueType.Scalar;

/**
 * Models for tests of queries: an album with a property of every type, references two levels deep and back, and
 * employees who report to employees.
 */
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
                    merged("plays", Scalar.LONG, Backend.COUNTER),
                    merged("earned", Scalar.DECIMAL, Backend.COUNTER),
                    merged("moods", new ListType(Scalar.STRING), Backend.SET),
                    merged("steps", new ListType(Scalar.INT), Backend.LIST),
                    merged("notes", Scalar.JSON, Backend.MERGED),
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

    /** Has properties that are called like keywords, and names beyond ASCII. */
    public static final ModelDescriptor EMPLOYEE = new ModelDescriptor(
            "Employee",
            "employee",
            "employees",
            null,
            List.of(
                    given("name", Scalar.STRING),
                    optional("city", Scalar.STRING),
                    optional("reportsTo", new RefType("employee")),
                    given("mentors", new ListType(new RefType("employee"))),
                    optional("idol", new RefType("artist")),
                    optional("größe", Scalar.INT),
                    optional("上司", new RefType("employee")),
                    optional("count", Scalar.INT),
                    optional("exists", Scalar.BOOLEAN),
                    optional("every", Scalar.STRING)));

    public static final Models ALL = new Models(
            List.of(ALBUM, ARTIST, COUNTRY, EMPLOYEE),
            Map.of(
                    "country",
                    List.of(new InverseField("artists", "artist", "country")),
                    "artist",
                    List.of(
                            new InverseField("albums", "album", "artist"),
                            new InverseField("guestAlbums", "album", "guests"),
                            new InverseField("fans", "employee", "idol")),
                    "album",
                    List.of(new InverseField("albumsByOriginal", "album", "original")),
                    "employee",
                    List.of(
                            new InverseField("employeesByReportsTo", "employee", "reportsTo"),
                            new InverseField("mentees", "employee", "mentors"),
                            new InverseField("部下", "employee", "上司"))));

    private QueryModels() {}

    private static PropertyDescriptor merged(String name, ValueType type, Backend backend) {
        return new PropertyDescriptor(name, List.of(), type, backend, false, false, false, false, null, null);
    }

    private static PropertyDescriptor given(String name, ValueType type) {
        return property(name, type, false);
    }

    private static PropertyDescriptor optional(String name, ValueType type) {
        return property(name, type, true);
    }

    private static PropertyDescriptor property(String name, ValueType type, boolean optional) {
        return new PropertyDescriptor(name, List.of(), type, Backend.LWW, optional, false, false, false, null, null);
    }
}
